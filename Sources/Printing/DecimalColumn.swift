// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

/// A column of the goods table whose numbers stand with their decimal points one under another.
///
/// What follows a number, its unit, ends at the right edge of the column; what leads it, a currency, stands before its
/// digits. Lengths are points.
struct DecimalColumn {
  private let right: Double
  /// Where the points stand, or would.
  private let point: Double
  private let style: FontStyle
  private let size: Double

  /// Nil where the widest number and unit of all items have no room side by side: the column is set flush right then.
  init?(
    _ texts: [String], left: Double, width: Double, style: FontStyle, size: Double, fonts: inout FontStack
  ) throws(TypographyError) {
    func length(_ text: Substring) throws(TypographyError) -> Double {
      try fonts.paragraph(String(text), style: style, size: size, width: 10_000).width
    }
    var (whole, fraction, unit) = (0.0, 0.0, 0.0)
    for text in texts {
      for line in text.split(separator: "\n") {
        let parts = NumberParts(line)
        whole = max(whole, try length(parts.whole))
        fraction = max(fraction, try length(parts.fraction))
        unit = max(unit, try length(parts.unit))
      }
    }
    // A third of the size is about the width of a space.
    let gap = unit > 0 ? size / 3 : 0
    guard whole + fraction + gap + unit <= width else { return nil }
    right = left + width
    point = right - unit - gap - fraction
    self.style = style
    self.size = size
  }

  /// The lines of an item: number and unit apart, each in its place.
  func rows(of text: String, fonts: inout FontStack) throws(TypographyError) -> [[(x: Double, line: TextLine)]] {
    var rows: [[(x: Double, line: TextLine)]] = []
    for line in text.split(separator: "\n") {
      let parts = NumberParts(line)
      let whole = try fonts.paragraph(String(parts.whole), style: style, size: size, width: 10_000)
      let number = try fonts.paragraph(String(parts.whole + parts.fraction), style: style, size: size, width: 10_000)
      let unit = try fonts.paragraph(String(parts.unit), style: style, size: size, width: 10_000)
      rows.append(
        number.lines.map { (point - whole.width, $0) } + unit.lines.map { (right - $0.width, $0) })
    }
    return rows
  }
}

/// A line such as `USD 9360.00` or `3240.5 kg gross`, taken apart at its first number.
struct NumberParts: Equatable {
  /// What leads the number, and its digits before the point.
  var whole: Substring
  /// The point and the digits after it; empty for a whole number.
  var fraction: Substring
  /// What follows, without the space; the whole line where it has no number.
  var unit: Substring

  init(_ line: Substring) {
    guard let first = line.firstIndex(where: Self.isDigit) else {
      (whole, fraction, unit) = ("", "", line)
      return
    }
    let afterDigits = line[first...].firstIndex { !Self.isDigit($0) } ?? line.endIndex
    var end = afterDigits
    if afterDigits < line.endIndex, line[afterDigits] == "." {
      end = line[line.index(after: afterDigits)...].firstIndex { !Self.isDigit($0) } ?? line.endIndex
    }
    whole = line[..<afterDigits]
    fraction = line[afterDigits..<end]
    unit = line[end...].drop { $0 == " " }
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
