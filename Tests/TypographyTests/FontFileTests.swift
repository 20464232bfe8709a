// SPDX-License-Identifier: GPL-3.0-or-later

import Seeded
import Testing

@testable import Typography

@Suite("Font files", .enabled(if: TestFonts.haveAll))
struct FontFileTests {
  @Test("A file that is not there, a folder or a special file is named", arguments: ["/nowhere/font.ttf", "/usr", ""])
  func unreadable(path: String) {
    #expect(throws: TypographyError.self) { try FontFile(path: path) }
  }

  @Test("A file without an extension is read")
  func noExtension() throws {
    try TestFonts.withFile(TestFonts.bytes(of: TestFonts.noto)) { path in
      let file = try FontFile(path: path)
      var stack = try FontStack(regular: [file], bold: [file])
      #expect(try stack.paragraph("a\u{323}", style: .bold, size: 9, width: 90).lines.count == 1)
    }
  }

  @Test("What is no font is refused", arguments: ["", "hello", "%PDF-1.7", "OTTO", "\0\u{1}\0\0", "ttcf"])
  func noFont(content: String) {
    TestFonts.withFile(Array(content.utf8)) { path in
      #expect(throws: TypographyError.self) { try FontFile(path: path) }
    }
  }

  @Test("A font cut short or with wrong bytes is refused or set, never worse", arguments: 0..<12)
  func damaged(seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    let whole = TestFonts.bytes(of: TestFonts.dejaVu)
    var bytes = whole
    if seed % 2 == 0 {
      bytes = Array(whole[..<Int.random(in: 0..<whole.count, using: &random)])
    } else {
      for _ in 0..<200 {
        bytes[Int.random(in: 0..<(seed % 4 == 1 ? 2_000 : bytes.count), using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
    }
    TestFonts.withFile(bytes) { path in
      do {
        let file = try FontFile(path: path)
        var stack = try FontStack(regular: [file], bold: [file])
        _ = try stack.paragraph("Certificate of Origin № 12", style: .regular, size: 9, width: 90)
        _ = try stack.paragraph("e\u{301} שלום", style: .regular, size: 9, width: 90)
        _ = try stack.baseSubset(.regular)
      } catch {
        #expect(error is TypographyError)
      }
    }
  }

  @Test("A face beyond the file's is refused with their number", arguments: [-1, 1, 7])
  func index(index: Int) {
    #expect(throws: TypographyError.noSuchFace(path: TestFonts.noto, index: index, faces: 1)) {
      try FontFile(path: TestFonts.noto, index: index)
    }
  }

  @Test(
    "The licence bits decide whether a font may be embedded",
    arguments: [
      (0x0, true), (0x2, false), (0x4, true), (0x8, true), (0x6, true), (0xA, true), (0x100, false), (0x104, false),
      (0x200, false), (0x208, false),
    ] as [(UInt16, Bool)])
  func licence(fsType: UInt16, isAllowed: Bool) throws {
    var bytes = TestFonts.bytes(of: TestFonts.dejaVu)
    let table = FontTable(bytes)
    // The table directory: 16 bytes a table from byte 12; OS/2 has fsType at 8.
    let tables = Int(try #require(table.uint16(at: 4)))
    let entry = try #require((0..<tables).first { table.uint32(at: 12 + $0 * 16) == FontTable.tag("OS/2") })
    let place = Int(try #require(table.uint32(at: 12 + entry * 16 + 8))) + 8
    bytes[place] = UInt8(fsType >> 8)
    bytes[place + 1] = UInt8(fsType & 0xFF)
    TestFonts.withFile(bytes) { path in
      if isAllowed {
        #expect(throws: Never.self) { try FontFile(path: path) }
      } else {
        #expect(throws: TypographyError.embeddingForbidden(path: path, index: 0, fsType: fsType)) {
          try FontFile(path: path)
        }
      }
    }
  }

  @Test("A stack needs a font in each style")
  func empty() throws {
    let file = try FontFile(path: TestFonts.noto)
    for (regular, bold, style) in [([], [file], FontStyle.regular), ([file], [], .bold)] {
      #expect(throws: TypographyError.emptyStack(style: style)) {
        _ = try FontStack(regular: regular, bold: bold)
      }
    }
  }

  @Test("Messages name the file, the face from 1 and the way out")
  func messages() {
    #expect(
      TypographyError.embeddingForbidden(path: "a.ttf", index: 1, fsType: 2).description
        == "a.ttf face 2: cannot embed the font: its licence bits (OS/2 fsType 2) forbid it; choose a font that "
        + "allows embedding and subsetting")
    #expect(
      TypographyError.noSuchFace(path: "a.ttc", index: 4, faces: 2).description
        == "a.ttc: cannot use face 5: the file has 2")
  }
}
