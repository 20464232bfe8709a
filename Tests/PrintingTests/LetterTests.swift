// SPDX-License-Identifier: GPL-3.0-or-later

import Letters
import PDF
import Testing
import Trade

@testable import Printing

@Suite("Refusal letters on paper")
struct LetterTests {
  private static let created = Timestamp(seconds: 1_795_000_000)

  private static let german = Result {
    try LetterStrings(yaml: Fixture.bytes(Fixture.root + "/pipelines/letters/de.yaml"), file: "de.yaml")
  }

  private static func finding(_ number: Int, found: String = "“SINGAPOUR”") -> Finding {
    Finding(
      rule: "origin.code", severity: .error, box: "6", item: number,
      message: "The item's origin is \(found): expected two capital letters of ISO 3166-1.", field: "item.origin",
      found: found, expected: "two capital letters of ISO 3166-1", example: "SG for Singapore",
      nearest: "SG (Singapore)")
  }

  private static func letters(_ findings: [Finding], reason: String? = nil) throws -> [LetterText] {
    let notice = RefusalNotice(
      chamber: "Straits Chamber of Trade", day: "2026-11-23", file: "a.json", reference: "APP-2026-1",
      doc: "0123456789abcdef", reason: reason, findings: findings)
    return [LetterText(notice, in: .english), LetterText(notice, in: try german.get())]
  }

  private static func draw(_ findings: [Finding], reason: String? = nil) throws -> [UInt8] {
    var stamper = try Stamper(try Fixture.shipped("ordinary-a4"))
    return try stamper.letter(letters(findings, reason: reason), created: created)
  }

  @Test("Two hundred points go over as many pages as they need, none is lost, and each page says which it is")
  func pages() throws {
    // One language: readers of text go down two columns as they like.
    var stamper = try Stamper(try Fixture.shipped("ordinary-a4"))
    let english = try Self.letters((1...200).map { Self.finding($0) }).prefix(1)
    let pdf = try stamper.letter(Array(english), created: Self.created)
    try Tool.expectSound(pdf)
    let file = try PDFFile(pdf, name: "letter")
    #expect(file.pageCount > 10)
    var text = ""
    for page in 0..<file.pageCount {
      let words = try file.text(ofPage: page)
      #expect(words.contains("Page \(page + 1) of \(file.pageCount)"))
      text += words + "\n"
    }
    let words = text.split(whereSeparator: \.isWhitespace)
    let items = zip(words, words.dropFirst()).filter { $0.0 == "Item" }.compactMap { Int($0.1) }
    #expect(Set(items) == Set(1...200))
    #expect(zip(words, words.dropFirst()).contains { $0.0 == "a" && $0.1 == "signature." })
  }

  @Test("Both languages stand on the page, with what was found, expected and meant")
  func languages() throws {
    let pdf = try Self.draw([Self.finding(1)], reason: "Please call us, Ms Tan.")
    try Tool.expectSound(pdf)
    let text = try PDFFile(pdf, name: "letter").text(ofPage: 0)
    for words in [
      "Application returned", "Antrag zurückgesandt", "APP-2026-1", "“SINGAPOUR”", "Did you mean", "Gemeint war",
      "SG (Singapore)?", "Please call us, Ms Tan.", "0123456789abcdef", "Page 1 of 1 · Seite 1 von 1",
    ] { #expect(text.contains(words), "\(words)") }
  }

  @Test(
    "A letter quotes any script, and writes out by number what no font has",
    arguments: [
      ("“東京”", "東京"), ("“한국”", "한국"), ("“पिप्पली”", "पिप्पली"), ("“𓀀”", "U+13000"), ("“\u{E000}”", "U+E000"),
      ("“\u{378}”", "U+0378"),
    ])
  func scripts(_ found: String, _ reads: String) throws {
    let pdf = try Self.draw([Self.finding(1, found: found)])
    try Tool.expectSound(pdf)
    #expect(try PDFFile(pdf, name: "letter").text(ofPage: 0).contains(reads))
  }

  @Test("A word as wide as a page is broken, and one as long as many pages ends the letter no worse")
  func long() throws {
    let pdf = try Self.draw([Self.finding(1, found: String(repeating: "W", count: 40_000))])
    try Tool.expectSound(pdf)
    #expect(try PDFFile(pdf, name: "letter").pageCount > 1)
  }

  @Test("The same letter is the same bytes, whatever was drawn before, and small")
  func bytes() throws {
    var stamper = try Stamper(try Fixture.shipped("ordinary-a4"))
    let first = try stamper.letter(Self.letters([Self.finding(1)]), created: Self.created)
    _ = try stamper.letter(Self.letters([Self.finding(2, found: "“東京”")]), created: Self.created)
    #expect(try stamper.letter(Self.letters([Self.finding(1)]), created: Self.created) == first)
    #expect(first.count < 40_000)
  }
}
