// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

/// A line of text in its place; points from the lower left of the sheet.
struct PlacedLine {
  var x: Double
  var baseline: Double
  var line: TextLine

  /// Base runs have glyphs of the repertoire only.
  var hasUnknownGlyph: Bool {
    line.runs.contains { !$0.isBase && $0.glyphs.contains { $0.id == 0 } }
  }
}

/// A straight line to be ruled; points from the lower left of the sheet.
struct Stroke {
  var fromX: Double
  var fromY: Double
  var toX: Double
  var toY: Double
}

/// What one sheet bears beside the boxes that all sheets share.
struct SheetLayout {
  var lines: [PlacedLine] = []
  var strokes: [Stroke] = []
}

/// A whole copy of a certificate, laid out; all copies are alike but for their marks and codes.
struct PaperLayout {
  /// Boxes that stand on every sheet.
  var common: [PlacedLine] = []
  /// Goods, continued boxes and sheet mark of each sheet.
  var sheets: [SheetLayout] = []

  /// True where a character is drawn as the box that stands for a glyph that no font has.
  var hasUnknownGlyph: Bool {
    common.contains(where: \.hasUnknownGlyph) || sheets.contains { $0.lines.contains(where: \.hasUnknownGlyph) }
  }
}

/// Text that did not fit its box and goes on to the next sheet.
struct ContinuedBox {
  var label: String
  var lines: [TextLine]
  /// Distance of baselines in points.
  var pitch: Double
}

extension Template.TextStyle {
  var fontStyle: FontStyle { weight == .bold ? .bold : .regular }

  /// From the largest size to the smallest in steps of a quarter point; the smallest is always among them.
  var sizes: [Double] {
    var sizes = [size]
    while let last = sizes.last, last - 0.25 >= minimum { sizes.append(last - 0.25) }
    if let last = sizes.last, last > minimum { sizes.append(minimum) }
    return sizes
  }

  /// Where the first base line stands under the top of a block: a line of `leading` sizes holds 0.93 above the base
  /// line and 0.27 below it, with what is left shared out. The same for every font, so that fallback moves nothing.
  func firstBaseline(at size: Double) -> Double {
    ((leading - 1.2) / 2 + 0.93) * size
  }
}
