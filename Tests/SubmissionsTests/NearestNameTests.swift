// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Submissions

@Suite("Nearest name")
struct NearestNameTests {
  @Test(
    "a slip leads to the name that was meant",
    arguments: [
      ("item.hscode", "item.hs"), ("Consignor_Name", "consignor.name"), ("gross_kg", "item.grossKg"),
      ("REFERENCE", "reference"), ("refrence", "reference"), ("invoice.nubmer", "invoice.number"), ("hs", "item.hs"),
      ("declaration signatory", "declaration.signatory"), ("item.description of goods", "item.description"),
    ])
  func columns(word: String, name: String) {
    #expect(nearestName(word, in: CSVColumns.names) == name)
  }

  @Test(
    "a word that is like none leads nowhere",
    arguments: ["", "zzzzzz", "...", "π", String(repeating: "reference", count: 100)])
  func none(word: String) {
    #expect(nearestName(word, in: CSVColumns.names) == nil)
  }
}
