// SPDX-License-Identifier: GPL-3.0-or-later

import Seeded
import Testing

@testable import Typography

@Suite("Embedded fonts", .enabled(if: TestFonts.haveAll))
struct SubsetTests {
  @Test("The base subset is the same every time, whatever was set before", arguments: FontStyle.allCases)
  func baseIsFixed(style: FontStyle) throws {
    var one = try TestFonts.noto()
    var other = try TestFonts.noto()
    _ = try other.paragraph("Zażółć 中文 gęślą", style: style, size: 9, width: 90)
    let font = try one.baseSubset(style)
    #expect(try other.baseSubset(style) == font)
    #expect(font.kind == .trueType)
    #expect(font.widths.count > 700)
    #expect(font.boundingBox.count == 4 && font.ascent > 0 && font.descent < 0 && font.capHeight > 600)
    #expect(font.stemV > 50 && font.italicAngle == 0 && font.flags & 4 != 0)
    #expect(font.program.count < 90_000)
  }

  @Test("A name is six capitals, a plus sign and the PostScript name; other content has other letters")
  func names() throws {
    var stack = try TestFonts.noto()
    let base = try stack.baseSubset(.regular)
    let face = FaceID(style: .regular, index: 0)
    let one = try stack.extraSubset(of: face, glyphs: [36: "A"])
    let other = try stack.extraSubset(of: face, glyphs: [37: "B"])
    for font in [base, one, other] {
      let parts = font.name.split(separator: "+")
      #expect(parts.count == 2 && parts[0].count == 6 && parts[1] == "NotoSans-Regular")
      #expect(parts[0].utf8.allSatisfy { (0x41...0x5A).contains($0) })
    }
    #expect(Set([base.name, one.name, other.name]).count == 3)
  }

  @Test("Every glyph of the fast path has a code of its own and its width in the base font")
  func codes() throws {
    var stack = try TestFonts.noto()
    let font = try stack.baseSubset(.regular)
    let widths = Dictionary(uniqueKeysWithValues: font.widths.map { ($0.cid, $0.width) })
    var codes: [UInt16: UInt32] = [:]
    for text in FastPathTests.texts {
      for run in try stack.paragraph(text, style: .regular, size: 9, width: 400).lines.flatMap(\.runs) {
        for glyph in run.glyphs {
          let cid = font.cid(of: glyph.id)
          #expect(cid != 0)
          #expect(widths[cid] == glyph.width)
          #expect(codes.updateValue(glyph.id, forKey: cid) ?? glyph.id == glyph.id)
        }
      }
    }
    #expect(font.cid(of: 0) == 0 && font.cid(of: .max) == 0)
  }

  @Test("The program has as many glyphs as it has codes, or more for parts of letters, and only the tables it needs")
  func tables() throws {
    var stack = try TestFonts.noto()
    let font = try stack.baseSubset(.regular)
    let table = FontTable(font.program)
    let count = Int(try #require(table.uint16(at: 4)))
    var tags: [String] = []
    for place in 0..<count {
      tags.append(String(decoding: font.program[12 + place * 16..<16 + place * 16], as: UTF8.self))
      if tags.last == "maxp" {
        let offset = Int(try #require(table.uint32(at: 12 + place * 16 + 8)))
        #expect(Int(try #require(table.uint16(at: offset + 4))) >= font.widths.count)
      }
    }
    #expect(tags.sorted() == ["glyf", "head", "hhea", "hmtx", "loca", "maxp"])
  }

  @Test("Extra glyphs are collected by face, in order, with what they say")
  func extras() throws {
    var stack = try TestFonts.noto()
    var extra = ExtraGlyphs()
    for (text, style) in [("中文 שלום", FontStyle.bold), ("文字 abc", .regular), ("plain", .regular)] {
      extra.add(try stack.paragraph(text, style: style, size: 9, width: 300))
    }
    #expect(
      extra.faces == [
        FaceID(style: .regular, index: 5), FaceID(style: .bold, index: 2), FaceID(style: .bold, index: 5),
      ])
    for face in extra.faces {
      let glyphs = extra.glyphs(of: face)
      let font = try stack.extraSubset(of: face, glyphs: glyphs)
      #expect(try stack.extraSubset(of: face, glyphs: glyphs) == font)
      #expect(font.widths.count >= glyphs.count)
      #expect(glyphs.keys.allSatisfy { font.cid(of: $0) != 0 })
      #expect(Set(glyphs.keys.map { font.cid(of: $0) }).count == glyphs.count)
    }
    #expect(Set(extra.glyphs(of: extra.faces[0]).values).isSuperset(of: ["文", "字"]))
  }

  @Test("Two documents with the same extra glyphs get the same font, in whatever order they came")
  func orderFree() throws {
    var stack = try TestFonts.noto()
    var fonts: [EmbeddedFont] = []
    for text in ["原产地证书", "书证地产原"] {
      var extra = ExtraGlyphs()
      extra.add(try stack.paragraph(text, style: .regular, size: 9, width: 300))
      fonts.append(try stack.extraSubset(of: extra.faces[0], glyphs: extra.glyphs(of: extra.faces[0])))
    }
    #expect(fonts[0] == fonts[1])
  }

  @Test("A glyph that came with another text first is found out")
  func otherText() {
    func run(_ text: String) -> GlyphRun {
      let glyph = Glyph(id: 7, textOffset: 0, x: 0, y: 0, advance: 9, width: 1000)
      return GlyphRun(
        face: FaceID(style: .regular, index: 1), isBase: false, size: 9, glyphs: [glyph], text: text,
        isRightToLeft: false, isPlain: true, glyphTexts: [text])
    }
    var extra = ExtraGlyphs()
    extra.add(run(""))
    extra.add(run("\u{4E00}"))
    extra.add(run("\u{2F00}"))
    #expect(extra.reads(run("\u{4E00}")) && !extra.reads(run("\u{2F00}")))
  }

  @Test("Glyphs that a face does not have are left out; a face that is not there is refused")
  func strangers() throws {
    let stack = try TestFonts.dejaVuStack()
    let font = try stack.extraSubset(of: FaceID(style: .regular, index: 0), glyphs: [0: "", 65_535: "x", .max: "y"])
    #expect(font.widths.map(\.cid) == [0])
    let face = FaceID(style: .bold, index: 3)
    #expect(throws: TypographyError.unknownFace(face)) { try stack.extraSubset(of: face, glyphs: [36: "A"]) }
  }

  @Test("A CID-keyed CFF font keeps its own codes", .enabled(if: TestFonts.haveCJK))
  func cff() throws {
    let noto = try FontFile(path: TestFonts.noto)
    let cjk = try FontFile(path: TestFonts.cjk, index: 2)
    var stack = try FontStack(regular: [noto, cjk], bold: [noto])
    var extra = ExtraGlyphs()
    extra.add(try stack.paragraph("原产地证书", style: .regular, size: 9, width: 300))
    let face = try #require(extra.faces.first)
    let glyphs = extra.glyphs(of: face)
    let font = try stack.extraSubset(of: face, glyphs: glyphs)
    #expect(font.kind == .cff)
    #expect(font.program.starts(with: [1, 0]))
    // In this font glyph and CID are the same number.
    #expect(glyphs.count == 5 && glyphs.keys.allSatisfy { UInt32(font.cid(of: $0)) == $0 })
    #expect(font.widths.dropFirst().allSatisfy { $0.width == 1000 })
  }

  @Test("A charset is read or refused from any bytes", .enabled(if: TestFonts.haveCJK))
  func hostileCharset() throws {
    let noto = try FontFile(path: TestFonts.noto)
    let stack = try FontStack(regular: [FontFile(path: TestFonts.cjk)], bold: [noto])
    let program = try stack.extraSubset(of: FaceID(style: .regular, index: 0), glyphs: [40: "a", 900: "b"]).program
    #expect(CFFCharset(FontTable(program), glyphCount: 3)?.cid(of: 2) == 900)
    var random = SeededNumbers(seed: 3)
    for _ in 0..<2_000 {
      var bytes = program
      for _ in 0..<4 { bytes[Int.random(in: 0..<120, using: &random)] = UInt8.random(in: 0...255, using: &random) }
      _ = CFFCharset(FontTable(bytes), glyphCount: 3)?.cid(of: 9)
      _ = CFFCharset(FontTable(Array(program[..<Int.random(in: 0...200, using: &random)])), glyphCount: 65_535)
    }
  }

  @Test("ToUnicode maps codes to UTF-16, at most 100 a block, and leaves out what says nothing")
  func toUnicode() {
    let cmap = ToUnicode.cmap([(1, "A"), (2, ""), (0x1F, "fi"), (0xABCD, "\u{1F600}")])
    let text = String(decoding: cmap, as: UTF8.self)
    #expect(text.contains("3 beginbfchar\n<0001> <0041>\n<001F> <00660069>\n<ABCD> <D83DDE00>\nendbfchar\n"))
    let many = String(decoding: ToUnicode.cmap((1...250).map { (UInt16($0), "x") }), as: UTF8.self)
    #expect(many.contains("100 beginbfchar") && many.contains("50 beginbfchar"))
    #expect(!String(decoding: ToUnicode.cmap([]), as: UTF8.self).contains("beginbfchar"))
  }

  @Test("The base font says what its glyphs read")
  func baseToUnicode() throws {
    var stack = try TestFonts.noto()
    let font = try stack.baseSubset(.regular)
    let cmap = String(decoding: font.toUnicode, as: UTF8.self)
    for run in try stack.paragraph("Aя€", style: .regular, size: 9, width: 99).lines.flatMap(\.runs) {
      for (glyph, scalar) in zip(run.glyphs, run.text.unicodeScalars) {
        let code = ToUnicode.cmap([(font.cid(of: glyph.id), String(scalar))])
        let line = String(decoding: code, as: UTF8.self).split(separator: "\n").first {
          $0.hasPrefix("<") && $0.count == 13
        }
        #expect(cmap.contains(try #require(line)))
      }
    }
  }
}
