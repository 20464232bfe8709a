// SPDX-License-Identifier: GPL-3.0-or-later

/// A text broken into lines: nothing of it is left out, nothing is hyphenated.
///
/// A line is wider than was asked for only if a single character is.
public struct Paragraph: Equatable, Sendable {
  /// No line for an empty text; a text that ends with a line break has an empty last line.
  public let lines: [TextLine]

  public init(lines: [TextLine]) {
    self.lines = lines
  }

  /// The widest line, in points.
  public var width: Double {
    var widest = 0.0
    for line in lines { widest = max(widest, line.width) }
    return widest
  }
}
