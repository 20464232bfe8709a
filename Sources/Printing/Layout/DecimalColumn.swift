// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

/// A column of the goods table whose numbers stand with their decimal points one under another.
///
/// What follows a number, its unit, ends at the right edge of the column; what leads it, a currency, stands before its
/// digits. Amounts of money have a line of points of their own: they bear no unit. Lengths are points.
struct DecimalColumn {
  /// A line set in type: its number, how much of it stands before the point, and its unit.
  private struct Entry {
    var isMoney: Bool
    var number: Paragraph
    var whole: Double
    var unit: Paragraph
  }

  /// The widest parts of the lines that share one line of points.
  private struct Track {
    var whole = 0.0
    var fraction = 0.0
    var unit = 0.0
    /// A third of the size is about the width of a space.
    func gap(size: Double) -> Double { unit > 0 ? size / 3 : 0 }
    func width(size: Double) -> Double { whole + fraction + gap(size: size) + unit }

    mutating func widen(to entry: Entry) {
      whole = max(whole, entry.whole)
      fraction = max(fraction, entry.number.width - entry.whole)
      unit = max(unit, entry.unit.width)
    }
  }

  private let items: [[Entry]]
  private let right: Double
  /// Where the points stand, or would: of plain numbers and of money.
  private let plainPoint: Double
  private let moneyPoint: Double

  /// The text of each item. Nil where the widest number and unit have no room side by side: the column is set flush
  /// right then.
  init?(
    _ texts: [String], left: Double, width: Double, style: FontStyle, size: Double, fonts: inout FontStack
  ) throws(TypographyError) {
    var items: [[Entry]] = []
    var plain = Track()
    var money = Track()
    for text in texts {
      var entries: [Entry] = []
      for line in text.split(separator: "\n") {
        let parts = NumberParts(line)
        func set(_ text: Substring) throws(TypographyError) -> Paragraph {
          try fonts.paragraph(String(text), style: style, size: size, width: 10_000)
        }
        let number = try set(parts.whole + parts.fraction)
        let entry = Entry(
          isMoney: parts.isMoney, number: number,
          whole: parts.fraction.isEmpty ? number.width : try set(parts.whole).width, unit: try set(parts.unit))
        // Other line breaks than those between numbers have no place in such a column.
        guard entry.number.lines.count <= 1, entry.unit.lines.count <= 1 else { return nil }
        if entry.isMoney { money.widen(to: entry) } else { plain.widen(to: entry) }
        entries.append(entry)
      }
      items.append(entries)
    }
    guard plain.width(size: size) <= width, money.width(size: size) <= width else { return nil }
    self.items = items
    right = left + width
    plainPoint = right - plain.unit - plain.gap(size: size) - plain.fraction
    moneyPoint = right - money.unit - money.gap(size: size) - money.fraction
  }

  /// The lines of an item, counted from 0: number and unit apart, each in its place.
  func rows(ofItem index: Int) -> [[(x: Double, line: TextLine)]] {
    items[index].map { entry in
      let point = entry.isMoney ? moneyPoint : plainPoint
      return entry.number.lines.map { (point - entry.whole, $0) } + entry.unit.lines.map { (right - $0.width, $0) }
    }
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
