// SPDX-License-Identifier: GPL-3.0-or-later

/// How a page lies in its own coordinates, and how it gets upright with its lower left corner at the origin.
struct PageGeometry: Equatable {
  /// The part that a reader sees: CropBox cut by MediaBox, in the page's own units (ISO 32000-1 14.11.2).
  var left, bottom, right, top: Double
  /// Turned clockwise by so many quarters (Table 30, Rotate).
  var quarterTurns: Int
  /// Points in one unit of the page (Table 30, UserUnit).
  var unit: Double

  /// Points; as seen.
  var width: Double { unit * (quarterTurns % 2 == 0 ? right - left : top - bottom) }
  var height: Double { unit * (quarterTurns % 2 == 0 ? top - bottom : right - left) }

  /// Coordinates of the page to points of the page as seen, in the order of a PDF matrix (8.3.3): a b c d e f.
  var matrix: [Double] {
    switch quarterTurns {
    case 1: [0, -unit, unit, 0, -unit * bottom, unit * right]
    case 2: [-unit, 0, 0, -unit, unit * right, unit * top]
    case 3: [0, unit, -unit, 0, unit * top, -unit * left]
    default: [unit, 0, 0, unit, -unit * left, -unit * bottom]
    }
  }

  var box: [Double] { [left, bottom, right, top] }
}
