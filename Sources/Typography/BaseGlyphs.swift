// SPDX-License-Identifier: GPL-3.0-or-later

/// The glyphs of a style's base subset: what the first face has of the repertoire. A value, made once.
struct BaseGlyphs: Sendable {
  /// Rising.
  let scalars: [UInt32]
  /// Rising, each once; .notdef is not among them.
  let glyphs: [UInt32]
  /// By glyph: what ToUnicode says, 0 for a glyph outside of the base.
  private let scalarOfGlyph: [UInt32]
  /// By character: true if the fast path can set it.
  private let isCovered: [Bool]

  init(repertoire: Repertoire, face: Face) {
    var scalars: [UInt32] = []
    var scalarOfGlyph = [UInt32](repeating: 0, count: face.glyphCount)
    var isCovered = [Bool](repeating: false, count: Int(repertoire.ranges.last?.upperBound ?? 0) + 1)
    for range in repertoire.ranges {
      for scalar in range {
        guard let glyph = face.glyph(of: scalar), Int(glyph) < face.glyphCount else { continue }
        scalars.append(scalar)
        isCovered[Int(scalar)] = true
        let known = scalarOfGlyph[Int(glyph)]
        // Characters that share a glyph: the letter is likelier than its look-alike sign.
        if known == 0 || Self.signs.contains(known) { scalarOfGlyph[Int(glyph)] = scalar }
      }
    }
    self.scalars = scalars
    self.glyphs = scalarOfGlyph.indices.filter { scalarOfGlyph[$0] != 0 }.map { UInt32($0) }
    self.scalarOfGlyph = scalarOfGlyph
    self.isCovered = isCovered
  }

  /// MICRO SIGN: the only one that comes before its letter (the Greek mu).
  private static let signs: Set<UInt32> = [0xB5]

  @inline(__always)
  func covers(_ scalar: UInt32) -> Bool {
    Int(scalar) < isCovered.count && isCovered[Int(scalar)]
  }

  @inline(__always)
  func contains(_ glyph: UInt32) -> Bool {
    Int(glyph) < scalarOfGlyph.count && scalarOfGlyph[Int(glyph)] != 0
  }

  /// What the base font's ToUnicode says of the glyph; 0 for one that it does not have.
  @inline(__always)
  func scalar(of glyph: UInt32) -> UInt32 {
    Int(glyph) < scalarOfGlyph.count ? scalarOfGlyph[Int(glyph)] : 0
  }
}
