// SPDX-License-Identifier: GPL-3.0-or-later

/// Walks over CSV row by row (RFC 4180): the dialect's separator, double quotes doubled inside quotes, LF or CRLF.
///
/// A cell is a range of the bytes; its text is made when somebody asks. Blanks around an unquoted cell do not count.
/// Lines without bytes are passed over. Faults are told at the row, which is still read up to its end.
struct CSVScanner {
  struct Cell {
    /// Without blanks around and without quotes.
    var range: Range<Int>
    /// There are doubled quotes inside.
    var isEscaped: Bool
  }

  struct Row {
    /// Line on which the row begins, from 1.
    var line: Int
    /// Line on which it ends: another one where a quoted cell holds line ends.
    var lastLine: Int
    /// With its line end.
    var range: Range<Int>
    /// Cells, also those beyond `mostCells`, which are counted only.
    var cells: Int
    var fault: Fault?
  }

  enum Fault: Equatable {
    /// Opened on that line and never closed.
    case unclosedQuote(line: Int)
    /// A quote inside an unquoted cell.
    case strayQuote(cell: Int)
    /// Something after the closing quote, which may stand lines below the opening one.
    case afterQuote(cell: Int, opened: Int, closed: Int)
    /// A carriage return that no line feed follows.
    case carriageReturn(cell: Int)
  }

  /// Cells of a row that are kept.
  static let mostCells = 1_024

  let bytes: [UInt8]
  let dialect: CSVDialect
  private let separator: UInt8
  private var index: Int
  private var line = 1

  init(_ bytes: [UInt8], _ dialect: CSVDialect) {
    self.bytes = bytes
    self.dialect = dialect
    separator = dialect.separator.byte
    index = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    skipSeparatorLine()
  }

  /// `sep=;` on the first line tells a spreadsheet how to part the columns; here the dialect does.
  private mutating func skipSeparatorLine() {
    guard index < bytes.count, [UInt8(ascii: "s"), UInt8(ascii: "S"), UInt8(ascii: "\"")].contains(bytes[index]) else {
      return
    }
    let line = bytes[index...].prefix(8).prefix { $0 != 0x0A && $0 != 0x0D }
    let written = line.filter { $0 != UInt8(ascii: "\"") }
    guard written.count == 5, let last = written.last,
      String(decoding: written.dropLast(), as: UTF8.self).lowercased() == "sep=",
      CSVDialect.Separator.allCases.contains(where: { $0.byte == last })
    else { return }
    index = line.endIndex
    while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    if index < bytes.count { index += 1 }
    self.line += 1
  }

  func text(_ cell: Cell) -> String {
    cell.isEscaped ? unescaped(cell) : decoded(bytes[cell.range])
  }

  private func unescaped(_ cell: Cell) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(cell.range.count)
    var index = cell.range.lowerBound
    while index < cell.range.upperBound {
      text.append(bytes[index])
      index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return decoded(text[...])
  }

  private func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    switch dialect.encoding {
    case .utf8: String(decoding: bytes, as: UTF8.self)
    case .windows1252: Windows1252.text(bytes)
    }
  }

  /// The next row, its cells in `cells`; nil at the end.
  mutating func next(into cells: inout [Cell]) -> Row? {
    skipEmptyLines()
    guard index < bytes.count else { return nil }
    cells.removeAll(keepingCapacity: true)
    var row = Row(line: line, lastLine: line, range: index..<index, cells: 0, fault: nil)
    var isOpen = true
    while isOpen {
      let cell = cell(&row)
      if row.cells < Self.mostCells { cells.append(cell) }
      row.cells += 1
      isOpen = index < bytes.count && bytes[index] == separator
      if isOpen { index += 1 }
    }
    row.lastLine = line
    if index < bytes.count {
      index += bytes[index] == 0x0D ? 2 : 1
      line += 1
    }
    row.range = row.range.lowerBound..<index
    return row
  }

  private mutating func skipEmptyLines() {
    while index < bytes.count {
      if bytes[index] == 0x0A {
        index += 1
      } else if isLineEnd(index) {
        index += 2
      } else {
        return
      }
      line += 1
    }
  }

  /// LF, or CR with LF behind it.
  private func isLineEnd(_ index: Int) -> Bool {
    bytes[index] == 0x0A || (bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A)
  }

  /// Leaves `index` at the separator, the line end or the end of the bytes.
  private mutating func cell(_ row: inout Row) -> Cell {
    while index < bytes.count, bytes[index] != separator, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    guard index < bytes.count else { return Cell(range: index..<index, isEscaped: false) }
    return bytes[index] == UInt8(ascii: "\"") ? quotedCell(&row) : plainCell(&row)
  }

  private mutating func plainCell(_ row: inout Row) -> Cell {
    let start = index
    var end = index
    while index < bytes.count, bytes[index] != separator, !isLineEnd(index) {
      let byte = bytes[index]
      index += 1
      if byte != 0x20, byte != 0x09 { end = index }
      if byte == UInt8(ascii: "\"") { row.note(.strayQuote(cell: row.cells + 1)) }
      if byte == 0x0D { row.note(.carriageReturn(cell: row.cells + 1)) }
    }
    return Cell(range: start..<end, isEscaped: false)
  }

  private mutating func quotedCell(_ row: inout Row) -> Cell {
    let openedOn = line
    index += 1
    let start = index
    var isEscaped = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        guard index + 1 < bytes.count, bytes[index + 1] == byte else { break }
        isEscaped = true
        index += 1
      } else if byte == 0x0A {
        line += 1
      }
      index += 1
    }
    let cell = Cell(range: start..<index, isEscaped: isEscaped)
    guard index < bytes.count else {
      row.note(.unclosedQuote(line: openedOn))
      return cell
    }
    index += 1
    while index < bytes.count, bytes[index] != separator, !isLineEnd(index) {
      if bytes[index] != 0x20, bytes[index] != 0x09 {
        row.note(.afterQuote(cell: row.cells + 1, opened: openedOn, closed: line))
      }
      index += 1
    }
    return cell
  }
}

extension CSVScanner.Row {
  /// The first fault of a row is the one to mend.
  mutating func note(_ fault: CSVScanner.Fault) {
    if self.fault == nil { self.fault = fault }
  }
}
