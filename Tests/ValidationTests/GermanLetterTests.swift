// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing
import Trade

@testable import Letters

@Suite("The shipped German")
struct GermanLetterTests {
  private static let german = Result {
    try LetterStrings(
      yaml: Array(Data(contentsOf: Fixture.root.appending(path: "pipelines/letters/de.yaml"))), file: "de.yaml")
  }

  @Test("What any check of the ordinary book expects has its phrase, and every sentence is German")
  func examples() throws {
    let strings = try Self.german.get()
    for example in OrdinaryExamples.failing {
      var form = Fixture.form()
      example.fault(&form)
      for finding in try Fixture.findings(form) {
        #expect(strings.sentence(of: finding) != finding.message, "\(finding.rule)")
        #expect(!strings.sentence(of: finding).contains("{"), "\(finding.rule)")
        guard finding.expected.contains(where: \.isLetter), !finding.expected.hasPrefix("“") else { continue }
        // Names of countries are the same words in the code list.
        if ["party.address.country", "text.country-wording"].contains(finding.rule) { continue }
        #expect(strings.expected(finding) != finding.expected, "\(finding.rule): \(finding.expected)")
      }
    }
  }

  /// They stand in no rule book, so that `letter check` does not know them.
  @Test("Every finding of reading a file has its sentence")
  func reading() throws {
    let strings = try Self.german.get()
    let families: Set<Substring> = [
      "boxes", "csv", "file", "form", "json", "pdf", "text", "tradetrust", "ubl", "xml", "zip",
    ]
    // What these have found, their sentence quotes; the others quote the message.
    let tellingParts: Set<Substring> = [
      "csv.differs", "csv.missing-column", "csv.number", "csv.unknown-column", "form.missing-key", "form.number",
      "form.too-many",
      "form.type", "form.unknown-key", "form.version",
    ]
    let folder = Fixture.root.appending(path: "Sources/Submissions")
    var rules: Set<Substring> = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
      // Bytes: the sources are long, and a test's own build is slow with characters.
      let text = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      for quoted in text.split(separator: UInt8(ascii: "\"")) where (5...40).contains(quoted.count) {
        guard quoted.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") || $0 == 0x2D || $0 == 0x2E })
        else {
          continue
        }
        let id = Substring(decoding: quoted, as: UTF8.self)
        let parts = id.split(separator: ".")
        if parts.count == 2, families.contains(parts[0]) { rules.insert(id) }
      }
    }
    #expect(rules.count > 100 && rules.isSuperset(of: tellingParts))
    for rule in rules.sorted() {
      var finding = Finding(rule: String(rule), severity: .error, box: "", message: "Line 3: as found.")
      if tellingParts.contains(rule) {
        (finding.field, finding.found, finding.expected, finding.example) = ("form", "“x”", "y", "z")
      }
      let sentence = strings.sentence(of: finding)
      #expect(sentence != finding.message, "\(rule)")
      // A hole that nothing fills leaves a mark behind a blank.
      for sign in ["{", " ;", " ,", " .", "  ", ": ."] { #expect(!sentence.contains(sign), "\(rule): \(sentence)") }
    }
  }

  @Test("The books of the agreements have their German as well, and what their checks expect")
  func agreements() throws {
    let strings = try Self.german.get()
    let phrases = [
      "a party to ATIGA: BN, KH": "eine Vertragspartei von ATIGA: BN, KH", "at least 40 %": "mindestens 40 %",
      "at least 20 % and less than 40 %": "mindestens 20 % und weniger als 40 %",
      "one of CC, CTH at an item": "eines von CC, CTH bei einer Position",
      "a code of the HS list, version 2028": "ein Code der HS-Liste, Stand 2028",
      "one that meets “CC”, the rule of heading 0505 (annex 3A, page 67)":
        "eines, das “CC” erfüllt, die Regel für Position 0505 (Anhang 3A, Seite 67)",
      "“CTH or RVC40”, or the rule of heading 0904, which no list of ATIGA tells":
        "“CTH oder RVC40”, oder die Regel für Position 0904, zu der keine Liste von ATIGA vorliegt",
      "the rule of heading 0904, which the list of RCEP, version 7, does not have":
        "die Regel für Position 0904, die in der Liste von RCEP, Stand 7, nicht steht",
    ]
    for (english, german) in phrases {
      let finding = Finding(rule: "item.hs.listed", severity: .error, box: "", message: "", expected: english)
      #expect(strings.expected(finding) == german)
    }
  }
}
