// SPDX-License-Identifier: GPL-3.0-or-later

import Seeded
import Testing

@testable import Typography

@Suite("The fast path", .enabled(if: TestFonts.haveAll))
struct FastPathTests {
  static let texts = [
    "Hello, AVATAR! To. We. Yes, P.A. LT VA \"Wo\" T-shirt fi ffl ff",
    "Größe 12,50 € – Straße № 5 ½ “quoted” ‘single’ l’été cœur Łódź Çankırı Škoda",
    "Công ty Trách nhiệm hữu hạn Thương mại Việt Nam – Đường Nguyễn Huệ",
    "Ανώνυμη Εταιρεία Σίσυφος ΑΥΤΟΚΙΝΗΤΑ Τήλος",
    "Общество с ограниченной ответственностью «Северный ветер» ГАУ Туда Ўзбекистон Қазақ",
    "1,250.000 KGM 8481.90/8484.10 +49 (0)711 100% #04-12 a@b.example INV-2026-0311 x² H₂O 20°C",
  ]

  @Test("It sets the same glyphs in the same places as Pango", arguments: texts, FontStyle.allCases)
  func agreesWithPango(text: String, style: FontStyle) throws {
    try Self.compare(text, style, in: TestFonts.noto())
    try Self.compare(text, style, in: TestFonts.dejaVuStack())
  }

  private static func compare(_ text: String, _ style: FontStyle, in stack: consuming FontStack) throws {
    #expect(stack.missing(in: text, style: style).isEmpty)
    let fast = try stack.paragraph(text, style: style, size: 10, width: 5_000)
    let pango = try stack.pangoParagraph(text, style: style, size: 10, width: 5_000)
    let left = fast.lines.flatMap(\.runs).flatMap(\.glyphs)
    let right = pango.lines.flatMap(\.runs).flatMap(\.glyphs)
    #expect(fast.lines.count == 1 && pango.lines.count == 1)
    #expect(fast.lines[0].runs.allSatisfy { $0.isBase && $0.face.index == 0 })
    #expect(left.map(\.id) == right.map(\.id))
    #expect(fast.texts == pango.texts)
    for (one, other) in zip(left, right) {
      #expect(abs(one.advance - other.advance) < 0.01)
      #expect(abs(one.x - other.x) < 0.02)
      #expect(one.width == other.width)
    }
    #expect(abs(fast.width - pango.width) < 0.02)
    #expect(fast.lines[0].ascent == pango.lines[0].ascent)
  }

  @Test("It breaks lines where Pango breaks them", arguments: [60.0, 95, 140, 220, 333])
  func sameLines(width: Double) throws {
    var stack = try TestFonts.noto()
    let text = """
      By sea freight on the motor vessel Northern Juniper from Singapore to Hamburg on or about fourteen March, \
      machined valve bodies of stainless steel, with flanges to standard, ground and polished, packed in export \
      cartons on well-known pallets, Машиностроение и металлообработка, Ανώνυμη Εταιρεία και Υιοί.
      """
    let fast = try stack.paragraph(text, style: .regular, size: 9, width: width)
    #expect(fast.texts == (try stack.pangoParagraph(text, style: .regular, size: 9, width: width)).texts)
    #expect(fast.lines.count > 2)
  }

  @Test("Its result does not depend on what was set before")
  func noMemory() throws {
    var used = try TestFonts.noto()
    var random = SeededNumbers(seed: 7)
    for _ in 0..<12_000 {
      _ = try used.paragraph("w\(random.next() % 100_000) AVATAR", style: .regular, size: 8, width: 90)
    }
    for text in Self.texts {
      var fresh = try TestFonts.noto()
      let expected = try fresh.paragraph(text, style: .regular, size: 8, width: 90)
      #expect(try used.paragraph(text, style: .regular, size: 8, width: 90) == expected)
      #expect(try used.paragraph(text, style: .regular, size: 8, width: 90) == expected)
    }
  }

  @Test("A run says its text, and each glyph where its own text begins")
  func offsets() throws {
    var stack = try TestFonts.noto()
    let paragraph = try stack.paragraph("Größe zu Füßen, Привет мир", style: .regular, size: 9, width: 60)
    #expect(paragraph.lines.count > 1)
    for run in paragraph.lines.flatMap(\.runs) {
      let utf8 = Array(run.text.utf8)
      #expect(run.isPlain)
      #expect(run.glyphs.map { Int($0.textOffset) } == utf8.indices.filter { utf8[$0] & 0xC0 != 0x80 })
    }
  }

  @Test(
    "Where two characters share a glyph, the one that ToUnicode does not say is not plain",
    .enabled(if: TestFonts.haveCJK))
  func sharedGlyph() throws {
    // In this font a radical and the character made of it alone are one glyph.
    let repertoire = Repertoire([0x2F00...0x2FD5, 0x4E00...0x9FFF])
    let base = BaseGlyphs(repertoire: repertoire, face: try Face(path: TestFonts.cjk, index: 0))
    let file = try FontFile(path: TestFonts.cjk)
    var stack = try FontStack(regular: [file], bold: [file], repertoire: repertoire)
    var shared = 0
    for value in base.scalars.prefix(400) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let run = try stack.paragraph(String(scalar), style: .regular, size: 9, width: 60).lines[0].runs[0]
      let glyph = try #require(run.glyphs.first)
      #expect(run.isBase && run.isPlain == (base.scalar(of: glyph.id) == value))
      if !run.isPlain { shared += 1 }
    }
    #expect(shared > 0)
  }

  @Test("A text turns to Pango for one character beyond the repertoire alone")
  func repertoireDecides() throws {
    var stack = try TestFonts.noto(repertoire: Repertoire([0x20...0x7E]))
    let paragraph = try stack.paragraph("Größe", style: .regular, size: 9, width: 100)
    #expect(paragraph.lines[0].runs.map(\.text) == ["Gr", "öß", "e"])
    #expect(paragraph.lines[0].runs.map(\.isBase) == [true, false, true])
    #expect(paragraph.lines[0].runs[1].glyphTexts == ["ö", "ß"])
  }
}
