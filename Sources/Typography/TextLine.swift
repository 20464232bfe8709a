// SPDX-License-Identifier: GPL-3.0-or-later

/// One line of a paragraph; runs in visual order from left to right, all lengths in points.
public struct TextLine: Equatable, Sendable {
  public let runs: [GlyphRun]
  /// From the left end to the right end, without the spaces at which the line was broken.
  public let width: Double
  /// Above the base line, the greatest of the line's faces.
  public let ascent: Double
  /// Below the base line, positive, the greatest of the line's faces.
  public let descent: Double
  /// True if the line's paragraph reads from right to left, so that it begins at the right.
  public let isRightToLeft: Bool

  public init(runs: [GlyphRun], width: Double, ascent: Double, descent: Double, isRightToLeft: Bool) {
    self.runs = runs
    self.width = width
    self.ascent = ascent
    self.descent = descent
    self.isRightToLeft = isRightToLeft
  }
}
