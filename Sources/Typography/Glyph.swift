// SPDX-License-Identifier: GPL-3.0-or-later

/// One glyph in its place on a line.
public struct Glyph: Equatable, Sendable {
  /// The glyph's index in the whole font; `EmbeddedFont.cid(of:)` gives the code in the page.
  public let id: UInt32
  /// Where the text of the glyph's cluster begins in its run's `text`, in UTF-8 bytes.
  public let textOffset: UInt32
  /// Points right of the line's left end.
  public let x: Double
  /// Points above the base line.
  public let y: Double
  /// Points from this glyph's pen position to the next one's, kerning included.
  public let advance: Double
  /// The glyph's own advance in 1/1000 em, the value that the font's W array has for it.
  public let width: Double

  public init(id: UInt32, textOffset: UInt32, x: Double, y: Double, advance: Double, width: Double) {
    self.id = id
    self.textOffset = textOffset
    self.x = x
    self.y = y
    self.advance = advance
    self.width = width
  }
}
