// SPDX-License-Identifier: GPL-3.0-or-later

extension StyleStack {
  /// All of the base glyphs, or those of them that a document uses.
  func baseSubset(keeping kept: Set<UInt32>? = nil) throws(TypographyError) -> EmbeddedFont {
    var texts: [UInt32: String] = [:]
    for glyph in base.glyphs where kept?.contains(glyph) ?? true {
      if let scalar = Unicode.Scalar(base.scalar(of: glyph)) { texts[glyph] = String(scalar) }
    }
    return try EmbeddedFont(faces[0], texts)
  }

  func subset(of face: FaceID, glyphs: [UInt32: String]) throws(TypographyError) -> EmbeddedFont {
    guard faces.indices.contains(face.index) else { throw .unknownFace(face) }
    return try EmbeddedFont(faces[face.index], glyphs)
  }
}
