// SPDX-License-Identifier: GPL-3.0-or-later

import Seeded
import Testing

@testable import Typography

@Suite("Wrapping", .enabled(if: TestFonts.haveAll))
struct WrappingTests {
  @Test(
    "Line breaks are kept, and spaces before them dropped",
    arguments: [
      ("", []), (" ", [""]), ("\n", ["", ""]), ("a", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\rc", ["a", "b", "c"]),
      ("a  \n\n b", ["a", "", " b"]), ("a\n", ["a", ""]), ("a\tb", ["a b"]),
      ("a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f", ["a", "b", "c", "d", "e", "f"]), ("‧ x", ["‧", "x"]),
      ("中\n文", ["中", "文"]),
    ])
  func lineBreaks(text: String, expected: [String]) throws {
    var stack = try TestFonts.noto()
    let paragraph = try stack.paragraph(text, style: .regular, size: 9, width: 100)
    #expect(paragraph.texts == expected)
    #expect(paragraph.lines.allSatisfy { $0.ascent > 0 && $0.descent > 0 })
    #expect(try stack.pangoParagraph(text, style: .regular, size: 9, width: 100).texts == expected)
  }

  @Test(
    "A word is broken after hyphens, dashes and slashes before letters, never inside numbers",
    arguments: [
      ("well-known", ["well-", "known"]), ("and/or", ["and/", "or"]), ("import–export", ["import–", "export"]),
      ("8481.90/8484.10", ["8481.90/8484.10"]), ("2026-03-14", ["2026-03-14"]), ("-minus", ["-minus"]),
      ("a--b", ["a--", "b"]), ("ends-", ["ends-"]), ("A/(B)", ["A/", "(B)"]), ("x—y", ["x", "—", "y"]),
      ("", [""]), ("/", ["/"]),
    ])
  func pieces(word: String, expected: [String]) {
    let bytes = Array(word.utf8)
    let ends = bytes.withUnsafeBufferPointer(LineBreaks.ends)
    var start = 0
    let pieces = ends.map { end in
      defer { start = end }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    #expect(pieces == expected)
  }

  @Test("No line is wider than asked and nothing of the text is lost", arguments: 0..<24)
  func widths(seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    var stack = try TestFonts.noto()
    let alphabet: [String] =
      seed % 3 == 0
      ? ["a", "b", "W", "i", "-", "/", "ß", "1", ".", " ", " ", "м", "Ω"]
      : ["a", "i", "W", "-", "1", " ", " ", "中", "文", "ب", "ل", "א", "ם", "ก", "क", "e\u{301}", "("]
    for _ in 0..<40 {
      let count = Int.random(in: 1...120, using: &random)
      let text = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
      let width = Double.random(in: 20...150, using: &random)
      let size = Double.random(in: 5...12, using: &random)
      let paragraph = try stack.paragraph(text, style: .regular, size: size, width: width)
      var words: [Unicode.Scalar] = []
      for line in paragraph.lines {
        #expect(line.width <= width + 0.01, "\(text)")
        for run in line.runs {
          words += run.text.unicodeScalars.filter { $0 != " " }
          #expect(run.isBase == run.glyphTexts.isEmpty)
          for glyph in run.glyphs { #expect(Int(glyph.textOffset) < run.text.utf8.count) }
        }
      }
      // Runs stand in visual order, so what they say is compared as a bag.
      #expect(words.sorted() == text.unicodeScalars.filter { $0 != " " }.sorted(), "\(text)")
    }
  }

  @Test("A word of 10,000 characters is broken by characters", arguments: ["x", "W", "й", "中", "ب"])
  func longWord(letter: String) throws {
    var stack = try TestFonts.noto()
    let text = String(repeating: letter, count: 10_000)
    let paragraph = try stack.paragraph(text, style: .bold, size: 9, width: 200)
    #expect(paragraph.width <= 200.01)
    #expect(paragraph.lines.count > 100)
    #expect(paragraph.texts.joined() == text)
  }

  @Test("A column narrower than a character has one character a line", arguments: ["abc", "中文字"])
  func tooNarrow(text: String) throws {
    var stack = try TestFonts.noto()
    let paragraph = try stack.paragraph(text, style: .regular, size: 9, width: 1)
    #expect(paragraph.texts == text.map(String.init))
  }

  @Test("A width of nothing, or less, is no worse", arguments: [0.0, -5, -1e12])
  func noWidth(width: Double) throws {
    var stack = try TestFonts.noto()
    #expect(try stack.paragraph("ab c", style: .regular, size: 9, width: width).texts == ["a", "b", "c"])
    #expect(try stack.paragraph("中文", style: .regular, size: 9, width: width).texts == ["中", "文"])
  }

  @Test("Control characters, NUL among them, do not end a text", arguments: ["a\0b\0c", "中\0文\u{1}x"])
  func controls(text: String) throws {
    var stack = try TestFonts.noto()
    let paragraph = try stack.paragraph(text, style: .regular, size: 9, width: 200)
    #expect(paragraph.texts == [text])
    #expect(paragraph.lines.flatMap(\.runs).flatMap(\.glyphs).count == text.unicodeScalars.count)
    #expect(paragraph.lines.flatMap(\.runs).flatMap(\.glyphs).contains { $0.id == 0 && $0.advance > 0 })
  }

  @Test("Spaces at the start stay if they fit, and never make a line too wide")
  func leadingSpaces() throws {
    var stack = try TestFonts.noto()
    #expect(try stack.paragraph("  a", style: .regular, size: 9, width: 60).texts == ["  a"])
    let spaces = String(repeating: " ", count: 1_000)
    #expect(try stack.paragraph(spaces + "word", style: .regular, size: 9, width: 60).width <= 60)
    #expect(try stack.paragraph(spaces, style: .regular, size: 9, width: 60).texts == [""])
  }
}
