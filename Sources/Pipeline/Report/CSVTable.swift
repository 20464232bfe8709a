// SPDX-License-Identifier: GPL-3.0-or-later

/// A CSV file in the making (RFC 4180, UTF-8, CRLF) that is safe to open in a spreadsheet.
struct CSVTable {
  private(set) var bytes: [UInt8] = []

  /// Places of the columns that hold numbers of our own: a minus before one is no formula.
  private let numbers: Set<Int>

  init(header: [String], numbers: Set<String> = []) {
    self.numbers = Set(header.indices.filter { numbers.contains(header[$0]) })
    add(header)
  }

  /// Appends one record.
  mutating func add(_ cells: [String]) {
    for (column, cell) in cells.enumerated() {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      add(cell, isNumber: numbers.contains(column))
    }
    bytes += [13, 10]
  }

  private mutating func add(_ cell: String, isNumber: Bool) {
    let quote = UInt8(ascii: "\"")
    let text = !isNumber && Self.isFormula(cell) ? "'" + cell.visible : cell.visible
    guard text.utf8.contains(where: { $0 == quote || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }) else {
      bytes += text.utf8
      return
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// Whether a spreadsheet may take the cell for a formula. Some drop blanks before it, and take the full-width signs
  /// for the plain ones.
  private static func isFormula(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first else { return false }
    switch first {
    case "\t", "\r", "\n": return true
    default: break
    }
    switch cell.unicodeScalars.first(where: { $0 != " " && $0 != "\u{A0}" }) {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠": return true
    default: return false
    }
  }
}
