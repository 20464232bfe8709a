// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing
import Trade

@testable import Letters

@Suite("Refusal letters")
struct LetterTests {
  private static let country = Finding(
    rule: "party.country.code", severity: .error, box: "2", message: "The consignee's country is “SINGAPOUR”.",
    field: "consignee.country", found: "“SINGAPOUR”", expected: "two capital letters of ISO 3166-1",
    example: "SG for Singapore", nearest: "SG (Singapore)")
  private static let weight = Finding(
    rule: "item.grossKg.required", severity: .error, box: "7", item: 12, message: "The gross weight is missing.",
    field: "item.grossKg", found: "nothing")
  private static let file = Finding(rule: "json.syntax", severity: .error, box: "", message: "Line 1: no comma.")
  private static let warning = Finding(rule: "x.y", severity: .warning, box: "1", message: "For the officer only.")

  private static func notice(_ findings: [Finding], reason: String? = nil) -> RefusalNotice {
    RefusalNotice(
      chamber: "Chamber of Testing", day: "2026-11-23", file: "a.json", reference: "APP-1", doc: "0123456789abcdef",
      reason: reason, findings: findings)
  }

  private static let strings = """
    language: de
    frame: { title: Zurück, item: "Position {item}", found: Gefunden, nothing: nichts }
    fields: { consignee.country: Land des Empfängers, item.grossKg: Bruttogewicht }
    phrases: { two capital letters of ISO 3166-1: zwei Großbuchstaben }
    rules:
      party.country.code: "{field} lautet {found}: erwartet werden {expected}[, gemeint vielleicht {nearest}]."
      "*.required": "{field} fehlt[, zum Beispiel {example}]."
      json.*: "Kein JSON: {message}"
    """

  private static func german(_ yaml: String = strings) throws -> LetterStrings {
    try LetterStrings(yaml: Array(yaml.utf8), file: "de.yaml")
  }

  @Test("Points stand by box in their order, then by item, and warnings not at all")
  func order() {
    let letter = LetterText(Self.notice([Self.weight, Self.warning, Self.country, Self.file]), in: .english)
    #expect(letter.groups.map(\.heading) == ["The application as a whole", "Box 2", "Box 7"])
    #expect(letter.groups.flatMap(\.points).map(\.place) == ["", "", "Item 12"])
    #expect(letter.opening.last?.contains("3 points") == true)
    #expect(!PlainLetter.text(of: [letter]).contains("officer only"))
  }

  @Test("A rule's own sentence is taken, else its family's, else English")
  func families() throws {
    let strings = try Self.german()
    #expect(
      strings.sentence(of: Self.country)
        == "Land des Empfängers lautet “SINGAPOUR”: erwartet werden zwei Großbuchstaben, gemeint vielleicht SG (Singapore)."
    )
    #expect(strings.sentence(of: Self.weight) == "Bruttogewicht fehlt.")
    #expect(strings.sentence(of: Self.file) == "Kein JSON: Line 1: no comma.")
    #expect(strings.sentence(of: Self.warning) == "For the officer only.")
    let letter = LetterText(Self.notice([Self.weight, Self.country]), in: strings)
    #expect(letter.groups[0].points[0].parts.first == LetterText.Line(name: "Gefunden", value: "“SINGAPOUR”"))
    #expect(letter.groups[0].points[0].parts.last?.isMeant == true)
    // That nothing was found, the sentence says.
    #expect(letter.groups[1].points[0].parts == [])
    #expect(letter.groups[1].points[0].place == "Position 12")
    #expect(letter.groups[1].heading == "Box 7")
  }

  @Test("An officer's refusal gives the reason, one without findings asks to call")
  func officer() {
    let letter = LetterText(Self.notice([], reason: "The invoice is not legible."), in: .english)
    let text = PlainLetter.text(of: [letter])
    #expect(
      text.contains("an officer of the chamber has refused") && text.contains("\n  The invoice is not legible.\n"))
    #expect(LetterText(Self.notice([]), in: .english).opening.last?.contains("get in touch") == true)
  }

  @Test("No line of the text is longer than 78 characters, and none of the words is lost", arguments: [1, 40, 3000])
  func wrapped(_ length: Int) throws {
    var finding = Self.country
    finding.message = String(repeating: "word ", count: length) + String(repeating: "ü", count: length)
    let letter = LetterText(Self.notice([finding, Self.weight]), in: .english)
    let text = PlainLetter.text(of: [letter, LetterText(Self.notice([finding]), in: try Self.german())])
    #expect(text.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 78 })
    #expect(text.count { $0 == "ü" } >= length)
    #expect(text.split(whereSeparator: \.isWhitespace).count { $0 == "word" } >= length)
  }

  @Test(
    "A strings file that is none is refused with its line and the way out",
    arguments: [
      ("language: german!\n", "de.yaml:1:11: language: expected a language tag"),
      ("language: de\nframe: { titel: x }", "did you mean \"title\"?"),
      ("language: de\nrules: { a.b: \"{fond}\" }", "did you mean \"found\"?"),
      ("language: de\nrules: { a.b: \"[x\" }", "without its \"]\""),
      ("language: de\nrules: { a.b: \"x]\" }", "without its \"[\""),
      ("language: de\nrules: { a.b: \"{found\" }", "without its \"}\""),
      ("language: de\nrule: {}", "did you mean \"rules\"?"), ("frame: {}", "language"),
    ])
  func refusedStrings(_ yaml: String, _ says: String) {
    #expect { try Self.german(yaml) } throws: { "\($0)".contains(says) }
  }

  @Test("What a strings file lacks is told: frame, rules, fields; and sentences for rules that are none")
  func gaps() throws {
    let rules: [(id: String, fields: [String])] = [
      ("party.country.code", ["consignee.country"]), ("item.grossKg.required", ["item.grossKg"]),
      ("item.hs.structure", ["item.hs"]),
    ]
    let gaps = try Self.german(Self.strings + "\n  item.hs.struktur: x\n").gaps(rules: rules)
    #expect(gaps.rules == ["item.hs.structure"])
    #expect(gaps.fields == ["item.hs"])
    #expect(gaps.unused == ["item.hs.struktur"])
    #expect(gaps.frame.contains("greeting") && !gaps.frame.contains("title"))
    #expect(!gaps.isComplete)
  }
}
