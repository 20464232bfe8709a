// SPDX-License-Identifier: GPL-3.0-or-later

extension StyleStack {
  func baseSubset() throws(TypographyError) -> EmbeddedFont {
    var texts: [UInt32: String] = [:]
    for glyph in base.glyphs {
      if let scalar = Unicode.Scalar(base.scalar(of: glyph)) { texts[glyph] = String(scalar) }
    }
    return try EmbeddedFont(faces[0], texts)
  }

  func subset(of face: FaceID, glyphs: [UInt32: String]) throws(TypographyError) -> EmbeddedFont {
    guard faces.indices.contains(face.index) else { throw .unknownFace(face) }
    return try EmbeddedFont(faces[face.index], glyphs)
  }
}
