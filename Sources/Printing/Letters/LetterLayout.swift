// SPDX-License-Identifier: GPL-3.0-or-later

import Letters
import Typography

/// Sets a letter on A4 sheets: one column for each language, side by side, and pages as they are needed.
///
/// A point to put right stays together where a page has room for it.
struct LetterLayout {
  /// Lines side by side, with the ground that they stand on.
  private struct Row {
    var cells: [(x: Double, line: TextLine, ink: LetterSheet.Ink)] = []
    /// From the row's top to the base line, and to the next row.
    var rise: Double
    var height: Double
    var hasGround = false
  }

  private let letters: [LetterText]
  /// True where characters that no font has are written as numbers, and all others beyond ASCII too.
  private let isPlain: Bool
  private let columns: [(x: Double, width: Double)]
  private(set) var sheets: [LetterSheet] = []
  /// How far down the page is filled, points from its top.
  private var down = 0.0

  private static let gutter = 16.0
  private static let nameWidth = 58.0
  private static let foot = LetterSheet.height - 58
  private static let whole = LetterSheet.width - 2 * LetterSheet.margin

  init(_ letters: [LetterText], isPlain: Bool, fonts: inout FontStack) throws(TypographyError) {
    self.letters = letters
    self.isPlain = isPlain
    let count = Double(max(1, letters.count))
    let width = (Self.whole - Self.gutter * (count - 1)) / count
    columns = letters.indices.map { (LetterSheet.margin + Double($0) * (width + Self.gutter), width) }
    guard let first = letters.first else { return }
    try head(first, in: &fonts)
    for index in first.opening.indices {
      place(try paragraphs({ $0.opening[index] }, size: 9.5, in: &fonts), gap: index == 0 ? 14 : 5)
    }
    if let reason = first.reason {
      var rows = try rows([(LetterSheet.margin + 8, Self.whole - 16, reason)], size: 9.5, .bold, in: &fonts)
      for index in rows.indices { rows[index].hasGround = true }
      place(rows, gap: 8)
    }
    for (number, group) in first.groups.enumerated() {
      for index in group.points.indices { try point(number, index, in: &fonts) }
    }
    for index in first.closing.indices {
      place(try paragraphs({ $0.closing[index] }, size: 9, ink: .text, in: &fonts), gap: index == 0 ? 16 : 5)
    }
    try footers(first, in: &fonts)
  }

  var hasUnknownGlyph: Bool {
    sheets.contains { $0.lines.values.contains { $0.contains(where: \.hasUnknownGlyph) } }
  }

  // MARK: - Parts of the letter

  private mutating func head(_ letter: LetterText, in fonts: inout FontStack) throws(TypographyError) {
    sheets = [LetterSheet()]
    down = 48
    place(
      try rows([(LetterSheet.margin, Self.whole, letter.chamber)], size: 15, .bold, ink: .accent, in: &fonts), gap: 0)
    down += 7
    sheets[0].rule(atLevel: LetterSheet.height - down, isHeavy: true)
    place(try paragraphs(\.title, size: 13, .bold, in: &fonts), gap: 12)
    down += 6
    for index in letter.particulars.indices {
      var names: [String] = []
      for letter in letters where !names.contains(letter.particulars[index].name) {
        names.append(letter.particulars[index].name)
      }
      let width = 62 * Double(letters.count) + 30
      let name = try rows(
        [(LetterSheet.margin, width, names.joined(separator: " · "))], size: 8.5, ink: .quiet, in: &fonts)
      let value = try rows(
        [(LetterSheet.margin + width, Self.whole - width, letter.particulars[index].value)], size: 9, in: &fonts)
      place(Self.beside(name, value), gap: 0)
    }
  }

  private mutating func point(_ group: Int, _ index: Int, in fonts: inout FontStack) throws(TypographyError) {
    var block: [Row] = []
    if index == 0 {
      block += try paragraphs({ $0.groups[group].heading }, size: 11, .bold, ink: .accent, in: &fonts)
      block[block.count - 1].height += 2
    }
    let point = letters[0].groups[group].points[index]
    if !point.place.isEmpty {
      block += try paragraphs({ $0.groups[group].points[index].place }, size: 8.5, .bold, in: &fonts)
    }
    block += try paragraphs({ $0.groups[group].points[index].sentence }, size: 9, in: &fonts)
    block[block.count - 1].height += 2
    var ground: [Row] = []
    for part in point.parts.indices {
      var names: [(x: Double, width: Double, text: String)] = []
      var values = names
      for (letter, column) in zip(letters, columns) {
        let line = letter.groups[group].points[index].parts[part]
        names.append((column.x + 6, Self.nameWidth, line.name))
        values.append((column.x + 6 + Self.nameWidth, column.width - Self.nameWidth - 12, line.value))
      }
      let style: FontStyle = point.parts[part].isMeant ? .bold : .regular
      ground += Self.beside(
        try rows(names, size: 7.5, ink: .quiet, pitch: 11, in: &fonts),
        try rows(values, size: 8.5, style, pitch: 11, in: &fonts))
    }
    if !ground.isEmpty {
      let edge = Row(rise: 0, height: 2)
      ground = [edge] + ground + [edge]
    }
    for index in ground.indices { ground[index].hasGround = true }
    block += ground
    block += try rows(
      [(LetterSheet.margin + (point.parts.isEmpty ? 0 : 6), Self.whole, point.rule)], size: 6.5, ink: .quiet, in: &fonts
    )
    place(block, gap: index == 0 ? 16 : 8, isRuled: index == 0)
  }

  /// What stands at the head of later pages and at the foot of all: known when the pages are counted.
  private mutating func footers(_ letter: LetterText, in fonts: inout FontStack) throws(TypographyError) {
    for page in sheets.indices {
      let words = letters.map { $0.page(page + 1, sheets.count) }
      var lines: [PlacedLine] = []
      let level = LetterSheet.height - Self.foot - 22
      for (text, isRight) in [
        ("\(letter.chamber) · \(letter.document)", false), (words.joined(separator: " · "), true),
      ] {
        guard let line = try self.lines(text, .regular, 7.5, isRight ? 10_000 : Self.whole - 170, in: &fonts).first
        else { continue }
        let x = isRight ? LetterSheet.width - LetterSheet.margin - line.width : LetterSheet.margin
        lines.append(PlacedLine(x: x, baseline: level, line: line))
      }
      sheets[page].rule(atLevel: level + 11)
      sheets[page].lines[.quiet, default: []] += lines
    }
  }

  // MARK: - Rows

  /// One paragraph a language, side by side.
  private func paragraphs(
    _ text: (LetterText) -> String, size: Double, _ style: FontStyle = .regular, ink: LetterSheet.Ink = .text,
    in fonts: inout FontStack
  ) throws(TypographyError) -> [Row] {
    try rows(zip(letters, columns).map { ($1.x, $1.width, text($0)) }, size: size, style, ink: ink, in: &fonts)
  }

  private func rows(
    _ cells: [(x: Double, width: Double, text: String)], size: Double, _ style: FontStyle = .regular,
    ink: LetterSheet.Ink = .text, pitch: Double? = nil, in fonts: inout FontStack
  ) throws(TypographyError) -> [Row] {
    let height = pitch ?? 1.32 * size
    var rows: [Row] = []
    for cell in cells {
      let lines = try lines(cell.text, style, size, cell.width, in: &fonts)
      for (index, line) in lines.enumerated() {
        if index == rows.count { rows.append(Row(rise: height / 2 + 0.36 * size, height: height)) }
        rows[index].cells.append((alignedX(line, .left, left: cell.x, width: cell.width), line, ink))
      }
    }
    // Never without a row, so that what follows has something to hold on to.
    return rows.isEmpty ? [Row(rise: height, height: height)] : rows
  }

  /// Rows of two blocks on the same levels.
  private static func beside(_ left: [Row], _ right: [Row]) -> [Row] {
    (0..<max(left.count, right.count)).map { index in
      guard index < left.count else { return right[index] }
      guard index < right.count else { return left[index] }
      var row = left[index]
      row.cells += right[index].cells
      row.height = max(row.height, right[index].height)
      row.rise = max(row.rise, right[index].rise)
      return row
    }
  }

  private func lines(
    _ text: String, _ style: FontStyle, _ size: Double, _ width: Double, in fonts: inout FontStack
  ) throws(TypographyError) -> [TextLine] {
    var text = text
    let missing = fonts.missing(in: text, style: style)
    if isPlain || !missing.isEmpty {
      text = text.unicodeScalars.reduce(into: "") { result, scalar in
        if missing.contains(scalar) || isPlain && scalar.value > 0x7E {
          result += codePointWords(scalar)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return try fonts.paragraph(text, style: style, size: size, width: width).lines
  }

  // MARK: - Pages

  private mutating func place(_ rows: [Row], gap: Double, isRuled: Bool = false) {
    let height = rows.reduce(0) { $0 + $1.height }
    let isAtTop = down <= Self.top
    if !isAtTop {
      if down + gap + height > Self.foot, height <= Self.foot - Self.top {
        turn()
      } else {
        down += gap
        if isRuled { sheets[sheets.count - 1].rule(atLevel: LetterSheet.height - down + 5) }
      }
    }
    for row in rows {
      if down + row.height > Self.foot { turn() }
      let page = sheets.count - 1
      if row.hasGround {
        sheets[page].grounds.append(
          (LetterSheet.margin, LetterSheet.height - down - row.height, Self.whole, row.height))
      }
      for cell in row.cells {
        sheets[page].lines[cell.ink, default: []].append(
          PlacedLine(x: cell.x, baseline: LetterSheet.height - down - row.rise, line: cell.line))
      }
      down += row.height
    }
  }

  private static let top = 48.0

  private mutating func turn() {
    sheets.append(LetterSheet())
    down = Self.top
  }
}
