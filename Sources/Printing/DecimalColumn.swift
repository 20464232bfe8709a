// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

/// A column of the goods table whose numbers stand with their decimal points one under another.
///
/// What follows a number, its unit, ends at the right edge of the column; what leads it, a currency, stands before its
/// digits. Amounts of money have a line of points of their own: they bear no unit. Lengths are points.
struct DecimalColumn {
  /// The widest parts of the lines that share one line of points.
  private struct Track {
    var whole = 0.0
    var fraction = 0.0
    var unit = 0.0
    /// A third of the size is about the width of a space.
    func gap(size: Double) -> Double { unit > 0 ? size / 3 : 0 }
    func width(size: Double) -> Double { whole + fraction + gap(size: size) + unit }
  }

  private var plain = Track()
  private var money = Track()
  private let right: Double
  private let style: FontStyle
  private let size: Double

  /// Nil where the widest number and unit of all items have no room side by side: the column is set flush right then.
  init?(
    _ texts: [String], left: Double, width: Double, style: FontStyle, size: Double, fonts: inout FontStack
  ) throws(TypographyError) {
    right = left + width
    self.style = style
    self.size = size
    for text in texts {
      for line in text.split(separator: "\n") {
        let parts = NumberParts(line)
        var track = parts.isMoney ? money : plain
        track.whole = max(track.whole, try set(parts.whole, fonts: &fonts).width)
        track.fraction = max(track.fraction, try set(parts.fraction, fonts: &fonts).width)
        track.unit = max(track.unit, try set(parts.unit, fonts: &fonts).width)
        if parts.isMoney { money = track } else { plain = track }
      }
    }
    guard plain.width(size: size) <= width, money.width(size: size) <= width else { return nil }
  }

  /// The lines of an item: number and unit apart, each in its place.
  func rows(of text: String, fonts: inout FontStack) throws(TypographyError) -> [[(x: Double, line: TextLine)]] {
    var rows: [[(x: Double, line: TextLine)]] = []
    for line in text.split(separator: "\n") {
      let parts = NumberParts(line)
      let track = parts.isMoney ? money : plain
      let point = right - track.unit - track.gap(size: size) - track.fraction
      let whole = try set(parts.whole, fonts: &fonts).width
      let number = try set(parts.whole + parts.fraction, fonts: &fonts).lines
      let unit = try set(parts.unit, fonts: &fonts).lines
      rows.append(number.map { (point - whole, $0) } + unit.map { (right - $0.width, $0) })
    }
    return rows
  }

  /// On one line, however long.
  private func set(_ text: Substring, fonts: inout FontStack) throws(TypographyError) -> Paragraph {
    try fonts.paragraph(String(text), style: style, size: size, width: 10_000)
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

  /// True where a currency leads the number.
  var isMoney: Bool { whole.first.map { !Self.isDigit($0) } ?? false }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
