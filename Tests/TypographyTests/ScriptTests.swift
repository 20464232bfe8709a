// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Typography

@Suite("Scripts beyond the repertoire", .enabled(if: TestFonts.haveAll))
struct ScriptTests {
  private func line(_ text: String) throws -> TextLine {
    var stack = try TestFonts.noto()
    let paragraph = try stack.paragraph(text, style: .regular, size: 10, width: 1_000)
    try #require(paragraph.lines.count == 1)
    return paragraph.lines[0]
  }

  @Test("A Hebrew paragraph reads from right to left, numbers and Latin in it from left to right")
  func hebrew() throws {
    let line = try line("שלום 123 abc")
    #expect(line.isRightToLeft)
    #expect(line.runs.first?.text == "abc")
    #expect(line.runs.last?.text.unicodeScalars.first == "ש")
    let hebrew = try #require(line.runs.first { $0.text.contains("ש") })
    #expect(hebrew.isRightToLeft && hebrew.face.index == 2)
    #expect(hebrew.glyphTexts.reversed().joined().hasPrefix("שלום"))
    #expect(zip(hebrew.glyphs, hebrew.glyphs.dropFirst()).allSatisfy { $0.x < $1.x })
  }

  @Test("Arabic letters are joined: their forms differ from the lone letters'")
  func arabic() throws {
    let joined = try line("شركة")
    let apart = try line("ش ر ك ة")
    #expect(joined.isRightToLeft)
    #expect(joined.width < apart.width)
    let ids = Set(joined.runs.flatMap(\.glyphs).map(\.id))
    #expect(!ids.isSubset(of: Set(apart.runs.flatMap(\.glyphs).map(\.id))))
  }

  @Test("Latin with a Hebrew word reads from left to right")
  func embedded() throws {
    let line = try line("Fa. שלום Ltd")
    #expect(!line.isRightToLeft)
    #expect(line.runs.first?.text.hasPrefix("Fa.") == true)
    #expect(line.runs.last?.text.hasSuffix("Ltd") == true)
  }

  @Test("Mirrored brackets are not plain")
  func mirrored() throws {
    let line = try line("(שלום)")
    let brackets = line.runs.filter { $0.isBase }
    #expect(!brackets.isEmpty && brackets.allSatisfy { !$0.isPlain })
  }

  @Test("Each character takes the first face that has it")
  func fallback() throws {
    let line = try line("AB中文ไทย")
    #expect(line.runs.map(\.face.index) == [0, 5, 3])
    #expect(line.runs.map(\.isBase) == [true, false, false])
    #expect(line.runs[1].glyphTexts == ["中", "文"])
  }

  @Test("Thai and Devanagari vowels and marks stay with their letters", arguments: ["กำกี่ปู่", "क्षेत्र हिन्दी मुंबई"])
  func clusters(text: String) throws {
    let line = try line(text)
    #expect(line.text == text)
    #expect(line.runs.allSatisfy { $0.glyphs.count == $0.glyphTexts.count })
    #expect(line.runs.flatMap(\.glyphs).contains { $0.advance == 0 } || line.runs.contains { !$0.isPlain })
  }

  @Test("A letter with a combining mark becomes one glyph and keeps its text")
  func combining() throws {
    let line = try line("re\u{301}sume\u{301}")
    #expect(line.text.unicodeScalars.elementsEqual("re\u{301}sume\u{301}".unicodeScalars))
    #expect(line.runs.flatMap(\.glyphs).count == 6)
    #expect(line.runs.contains { !$0.isPlain })
  }

  @Test("A character that no face has takes the width of .notdef, so that nothing overlaps")
  func notdef() throws {
    var stack = try TestFonts.dejaVuStack()
    let paragraph = try stack.paragraph("中文 x", style: .regular, size: 10, width: 1_000)
    let glyphs = paragraph.lines.flatMap(\.runs).filter { !$0.isBase }.flatMap(\.glyphs)
    #expect(glyphs.map(\.id) == [0, 0])
    #expect(glyphs.allSatisfy { abs($0.advance - $0.width / 100) < 0.01 })
  }

  @Test("Positions are in proportion to the size", arguments: ["中文 شركة abc", "Größe AVATAR"])
  func proportion(text: String) throws {
    var stack = try TestFonts.noto()
    let small = try stack.paragraph(text, style: .regular, size: 6, width: 600)
    let large = try stack.paragraph(text, style: .regular, size: 60, width: 6_000)
    for (one, ten) in zip(small.lines.flatMap(\.runs).flatMap(\.glyphs), large.lines.flatMap(\.runs).flatMap(\.glyphs))
    {
      #expect(one.id == ten.id && abs(one.x * 10 - ten.x) < 1e-6)
    }
  }

  @Test(
    "Characters that no face has are named, each once and in order",
    arguments: [
      ("", ""), ("abc\r\n\t\u{2028}\u{A0} ", ""), ("中文", ""), ("a\u{200D}b\u{FE0F}", ""), ("한국어한", "한국어"),
      ("\u{1F600}x\u{13000}", "\u{1F600}\u{13000}"), ("\u{1}", "\u{1}"), ("\u{E000}", "\u{E000}"),
    ])
  func missing(text: String, expected: String) throws {
    let stack = try TestFonts.noto()
    let missing = stack.missing(in: text)
    #expect(missing == Array(expected.unicodeScalars))
  }
}
