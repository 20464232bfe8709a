// SPDX-License-Identifier: GPL-3.0-or-later

/// Glyphs of one face, one size and one direction, in visual order from left to right.
public struct GlyphRun: Equatable, Sendable {
  public let face: FaceID
  /// True if all glyphs are in the base subset of the run's style; else they go into an extra subset of `face`.
  public let isBase: Bool
  /// Points.
  public let size: Double
  public let glyphs: [Glyph]
  /// What the run says, in logical (reading) order.
  public let text: String
  public let isRightToLeft: Bool
  /// True if the ToUnicode texts of the glyphs, one after another (in reverse if the run reads from right to left), are
  /// `text`; else the page needs /ActualText. See `ExtraGlyphs.reads(_:)` for runs that are not base.
  public let isPlain: Bool
  /// One text a glyph for the ToUnicode map of the extra subset; empty for base runs. A glyph with an empty text has
  /// none of its own (a cluster's second glyph).
  public let glyphTexts: [String]

  public init(
    face: FaceID, isBase: Bool, size: Double, glyphs: [Glyph], text: String, isRightToLeft: Bool, isPlain: Bool,
    glyphTexts: [String]
  ) {
    self.face = face
    self.isBase = isBase
    self.size = size
    self.glyphs = glyphs
    self.text = text
    self.isRightToLeft = isRightToLeft
    self.isPlain = isPlain
    self.glyphTexts = glyphTexts
  }
}
