// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing
import Trade
import Validation

@Suite("Editions of rule books")
struct RuleBooksTests {
  static func book(_ version: Int, _ times: String, agreement: String = "ATIGA") throws -> RuleBook {
    let text = "rulebook: d\nversion: \(version)\nagreement: \(agreement)\n\(times)\nboxes: {}\nrules: []\n"
    return try RuleBook(yaml: Array(text.utf8), file: "d\(version).yaml", codeLists: Fixture.lists.get())
  }

  @Test(
    "The edition in force on the day of the declaration decides",
    arguments: [
      ("2024-12-31", "1"), ("2025-01-01", "2"), ("2025-12-31", "2"), ("2026-01-01", "no, 2026-01-01"),
      ("2019-12-31", "no, 2019-12-31"),
      // No date: the day of issue, 2026-11-23.
      ("yesterday", "no, 2026-11-23"),
    ])
  func editions(_ declared: String, _ expected: String) throws {
    let books = try RuleBooks([
      Self.book(1, "from: 2020-01-01\nuntil: 2024-12-31"), Self.book(2, "from: 2025-01-01\nuntil: 2025-12-31"),
      Self.book(3, "", agreement: "RCEP"),
    ])
    var form = ApplicationForm(agreement: "ATIGA")
    form.declaration.date = declared
    let found =
      switch books.choice(for: form, issuedOn: Fixture.issued) {
      case .book(let book): book.version
      case .notInForce(_, let day): "no, \(day)"
      case .none: "none"
      }
    #expect(found == expected)
    form.agreement = "USMCA"
    guard case .none("USMCA") = books.choice(for: form, issuedOn: Fixture.issued) else {
      Issue.record("there is no book of that agreement")
      return
    }
  }

  @Test(
    "Two editions for one day are refused",
    arguments: [("", ""), ("until: 2025-01-01", "from: 2025-01-01"), ("from: 2020-01-01", "from: 2025-01-01")])
  func overlap(_ first: String, _ second: String) throws {
    let books = [try Self.book(1, first), try Self.book(2, second)]
    #expect(throws: SettingsError.self) { try RuleBooks(books) }
    #expect(throws: SettingsError.self) { try RuleBooks(books.reversed()) }
  }
}
