// SPDX-License-Identifier: GPL-3.0-or-later
import Certificates
import Seals
import Testing
import Trade

@Suite("Claims of a certificate")
struct ClaimsTests {
  @Test(
    "Gross weights add up exactly and are rounded up; goods without weight have none",
    arguments: [
      (["3240"], 3240), (["0.1", "0.2"], 1), (["0.1", "0.2", "0.7"], 1), (["1.000001"], 2), (["0"], 0),
      (["999999.999999", "0.000001"], 1_000_000), (["12", ""], nil), ([""], nil), ([], nil), (["12 kg"], nil),
      (["1e3"], nil), (["-1"], nil),
    ] as [([String], Int?)])
  func grossWeight(_ weights: [String], _ expected: Int?) throws {
    var form = try workedForm()
    let item = try #require(form.items.first)
    form.items = weights.map { weight in
      var item = item
      item.grossKg = weight
      return item
    }
    #expect(try workedCertificate(form).claims(copy: 1, ledgerIndex: 4).grossKg == expected)
  }

  @Test(
    "The first invoice stands with +n for the others, which a long number never pushes out",
    arguments: [
      (["INV 88231"], "INV 88231"), (["INV 88231", "INV 88232"], "INV 88231+1"), ([], nil), ([""], nil),
      (["INVOICE 1234567890X"], "INVOICE 1234567890"),
      (["INVOICE 1234567890X", "2", "3"], "INVOICE 12345678+2"),
      (Array(repeating: "INVOICE 1234567890X", count: 12), "INVOICE 1234567+11"),
    ] as [([String], String?)])
  func invoices(_ numbers: [String], _ expected: String?) throws {
    var form = try workedForm()
    form.invoices = numbers.map { Invoice(number: $0, date: "2026-11-18") }
    #expect(try workedCertificate(form).claims(copy: 1, ledgerIndex: 4).invoice == expected)
  }

  @Test("A reprint is the last of as many copies, and sheets are named only where there are several")
  func counts() throws {
    let single = try workedCertificate()
    let second = single.claims(copy: 2, ledgerIndex: 4)
    #expect((second.copy, second.copies) == (2, 3))
    #expect(second.sheet == nil && second.sheets == nil)
    let reprint = single.claims(copy: 4, ledgerIndex: 4)
    #expect((reprint.copy, reprint.copies) == (4, 4))
    let several = try workedCertificate(sheets: 2).claims(copy: 1, sheet: 2, ledgerIndex: 4)
    #expect(several.sheet == 2 && several.sheets == 2)
  }

  @Test("Mixed origins have none")
  func mixedOrigins() throws {
    var form = try workedForm()
    form.origin = nil
    let claims = try workedCertificate(form).claims(copy: 1, ledgerIndex: 9)
    #expect(claims.origin == nil)
    #expect(claims.destination == "BE" && claims.exporter == "Lion City Spices Pte Ltd" && claims.ledgerIndex == 9)
  }
}
