// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing
import Validation

@Suite("The shipped rule books")
struct ShippedBookTests {
  static let names = ["ordinary", "form-d", "chafta", "rcep"]

  static let books = Result {
    var files = try Fixture.files()
    let folder = Fixture.root.appending(path: "pipelines/codelists")
    for (name, bytes) in CodeLists.smallLists {
      files[name] = (try? Data(contentsOf: folder.appending(path: name))).map(Array.init) ?? bytes
    }
    var shelf = RuleShelf(codeLists: try CodeLists(files: files)) { name in
      Array(try Data(contentsOf: Fixture.root.appending(path: "pipelines/rules/\(name)")))
    }
    return try names.map { try shelf.book($0 + ".yaml") }
  }

  static func book(_ name: String) throws -> RuleBook {
    try #require(try books.get().first { $0.name == name })
  }

  @Test("The form that the examples change is clean", arguments: names)
  func clean(_ name: String) throws {
    #expect(try Self.book(name).specimenFaults == [])
  }

  @Test("Every rule has a failing example, and every example comes out as it stands there", arguments: names)
  func examples(_ name: String) throws {
    let trials = try Self.book(name).trials
    #expect(trials.count > 80)
    #expect(trials.flatMap { trial in trial.faults.map { "\(trial.rule.id): \($0)" } } == [])
    #expect(trials.allSatisfy { $0.bad > 0 })
  }

  @Test("Every rule names its source and says what to do in a whole sentence", arguments: names)
  func wording(_ name: String) throws {
    for rule in try Self.book(name).rules {
      #expect(!rule.source.isEmpty)
      #expect(rule.message.hasSuffix(".") && rule.message.utf8.count > 30, "\(rule.id)")
    }
  }

  @Test("The books can stand in one recipe, one for each agreement")
  func together() throws {
    let books = try RuleBooks(try Self.books.get())
    #expect(books.books.map(\.agreement) == [nil, "ATIGA", "ChAFTA", "RCEP"])
  }

  @Test("docs/rules.md has the tables of the books as they are: certmill rules test --markdown makes them")
  func documented() throws {
    let page = try String(contentsOf: Fixture.root.appending(path: "docs/rules.md"), encoding: .utf8)
    for name in Self.names {
      let table = RuleTable(try Self.book(name)).markdown
      #expect(page.contains(table), "the table of \(name) is out of step")
    }
  }

  @Test(
    "What an agreement asks of its form has its rule, with an example that fails",
    arguments: [
      (
        "form-d",
        [
          "item.fob.amount.rvc", "item.fob.amount.absent", "transport.departure.retroactive",
          "transport.departure.year",
          "remarks.retroactive", "remarks.third-party", "remarks.back-to-back", "remarks.back-to-back.number",
          "consignor.back-to-back", "consignee.exhibition", "flags.accumulation", "item.criterion.partial",
          "flags.de-minimis", "item.criterion.product", "item.criterion.unlisted",
        ]
      ),
      (
        "chafta",
        [
          "items.count", "transport.departure.retroactive", "transport.departure.year", "flags.choice",
          "item.criterion.product", "item.criterion.unlisted",
        ]
      ),
      (
        "rcep",
        [
          "item.fob.amount.rvc", "item.fob.amount.absent", "transport.departure.retroactive",
          "transport.departure.year",
          "remarks.retroactive", "remarks.third-party", "remarks.back-to-back", "remarks.back-to-back.number",
          "consignor.back-to-back", "flags.choice", "item.criterion.accumulation", "item.criterion.de-minimis",
          "item.criterion.product", "item.criterion.unlisted",
        ]
      ),
    ])
  func asked(_ name: String, _ ids: [String]) throws {
    let book = try Self.book(name)
    let page = try String(contentsOf: Fixture.root.appending(path: "docs/rules.md"), encoding: .utf8)
    let head = try #require(page.range(of: "## Product-specific rules"))
    for id in ids {
      let rule = try #require(book.rules.first { $0.id == id }, "\(id)")
      #expect(!rule.bad.isEmpty && page[..<head.lowerBound].contains("`\(id)`"), "\(id)")
    }
  }

  @Test(
    "The examples of product-specific rules hold with a few lines as well as with the shipped list", arguments: names)
  func fewLines(_ name: String) throws {
    var files = try Fixture.files()
    files.merge(CodeLists.smallLists) { shipped, _ in shipped }
    var shelf = RuleShelf(codeLists: try CodeLists(files: files)) { name in
      Array(try Data(contentsOf: Fixture.root.appending(path: "pipelines/rules/\(name)")))
    }
    let trials = try shelf.book(name + ".yaml").trials.filter { $0.rule.check.hasPrefix("product-rule") }
    #expect(trials.count == (name == "ordinary" ? 0 : 2))
    #expect(trials.flatMap(\.faults) == [])
  }

  @Test("An explanation tells which list is looked into, and that one is not here")
  func lists() throws {
    func list(_ book: String) throws -> String? {
      let book = try Self.book(book)
      let rule = try #require(book.rules.first { $0.id == "item.criterion.product" })
      return RuleExplanation(rule, in: book).lines.first { $0.hasPrefix("  List: ") }
    }
    #expect(try list("rcep")?.hasPrefix("  List: product-rules-rcep.tsv, version 2026.1") == true)
    #expect(try list("form-d")?.contains("not here: `certmill codelist import product-rules-atiga`") == true)
  }

  @Test("An explanation has box, question, severity, example, what the exporter reads, and source")
  func explanation() throws {
    let book = try Self.book("chafta")
    let rule = try #require(book.rules.first { $0.id == "items.count" })
    #expect(
      RuleExplanation(rule, in: book).lines == [
        "items.count (box 6)", "  The items must be from 1 to 20 in number.", "  Severity: error, the form is refused",
        "  Bad example: items: 21", "  Bad example: items: 0",
        "  The exporter then reads: The application has 21 items: expected 1 to 20. Use several applications for longer lists.",
        "  Source: annex 3-A, box 6 (max. 20)",
      ])
  }
}
