// SPDX-License-Identifier: GPL-3.0-or-later

extension EmbeddedFont {
  /// Cuts the glyphs out of the face; `texts` says what each of them reads.
  init(_ face: Face, _ texts: [UInt32: String]) throws(TypographyError) {
    let glyphs = texts.keys.filter { $0 != 0 && Int($0) < face.glyphCount }.sorted()
    let subset = try FontSubset(of: face, glyphs: glyphs)
    let codes = glyphs.map { (cid: subset.cids[Int($0)], glyph: $0) }.sorted { $0.cid < $1.cid }
    let facts = face.facts
    self.kind = subset.kind
    self.program = subset.program
    self.cids = subset.cids
    self.name = Self.tag(subset.program, codes.map(\.cid)) + "+" + facts.postScriptName
    self.boundingBox = facts.boundingBox
    self.ascent = facts.ascent
    self.descent = facts.descent
    self.capHeight = facts.capHeight
    self.stemV = facts.stemV
    self.italicAngle = facts.italicAngle
    self.flags = facts.flags
    self.widths = [(cid: 0, width: face.width(of: 0))] + codes.map { (cid: $0.cid, width: face.width(of: $0.glyph)) }
    self.toUnicode = ToUnicode.cmap(codes.map { (cid: $0.cid, text: texts[$0.glyph] ?? "") })
  }

  /// Six letters of the program's bytes (ISO 32000-1 9.6.4): FNV-1a over 64 bits, words at a time.
  private static func tag(_ program: [UInt8], _ cids: [UInt16]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    program.withUnsafeBytes { bytes in
      var offset = 0
      while offset + 8 <= bytes.count {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        hash = (hash ^ word) &* 0x100_0000_01B3
        hash ^= hash >> 29
        offset += 8
      }
      while offset < bytes.count {
        hash = (hash ^ UInt64(bytes[offset])) &* 0x100_0000_01B3
        offset += 1
      }
    }
    for cid in cids { hash = (hash ^ UInt64(cid)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    var letters: [UInt8] = []
    for _ in 0..<6 {
      letters.append(0x41 + UInt8(hash % 26))
      hash /= 26
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
