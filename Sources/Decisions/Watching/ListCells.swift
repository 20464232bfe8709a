// SPDX-License-Identifier: GPL-3.0-or-later

/// Walks over a list's text row by row: cells parted by one byte, double quotes doubled inside quotes (RFC 4180), LF,
/// CRLF or CR.
struct ListCells {
  struct Row {
    /// Line on which the row begins, from 1.
    var line: Int
    var cells: [String]
  }

  private let bytes: ArraySlice<UInt8>
  /// Nil takes every line as one cell.
  private let separator: UInt8?
  private let file: String
  private var index: Int
  private var line = 1

  init(_ bytes: ArraySlice<UInt8>, separator: UInt8?, file: String) {
    self.bytes = bytes
    self.separator = separator
    self.file = file
    index = bytes.startIndex
  }

  /// The next row that has a cell with something in it; nil at the end. Blanks around cells do not count.
  mutating func next() throws(WatchListError) -> Row? {
    while index < bytes.endIndex {
      var row = Row(line: line, cells: [])
      repeat { row.cells.append(try cell()) } while takeSeparator()
      takeLineEnd()
      if row.cells.contains(where: { !$0.isEmpty }) { return row }
    }
    return nil
  }

  private mutating func takeSeparator() -> Bool {
    guard let separator, index < bytes.endIndex, bytes[index] == separator else { return false }
    index += 1
    return true
  }

  private mutating func takeLineEnd() {
    guard index < bytes.endIndex else { return }
    if bytes[index] == 13, index + 1 < bytes.endIndex, bytes[index + 1] == 10 { index += 1 }
    index += 1
    line += 1
  }

  private mutating func cell() throws(WatchListError) -> String {
    while index < bytes.endIndex, Self.isBlank(bytes[index]), bytes[index] != separator { index += 1 }
    guard separator != nil, index < bytes.endIndex, bytes[index] == UInt8(ascii: "\"") else {
      let start = index
      while index < bytes.endIndex, !isEnd(bytes[index]) { index += 1 }
      var end = index
      while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    return try quoted()
  }

  private mutating func quoted() throws(WatchListError) -> String {
    let opened = line
    var text: [UInt8] = []
    index += 1
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte == 10 { line += 1 }
      guard byte == UInt8(ascii: "\"") else {
        text.append(byte)
        continue
      }
      if index < bytes.endIndex, bytes[index] == byte {
        text.append(byte)
        index += 1
        continue
      }
      while index < bytes.endIndex, Self.isBlank(bytes[index]), bytes[index] != separator { index += 1 }
      guard index == bytes.endIndex || isEnd(bytes[index]) else {
        throw WatchListError(file: file, line: line, message: "something stands behind a closing quote; mend the row")
      }
      return String(decoding: text, as: UTF8.self)
    }
    throw WatchListError(file: file, line: opened, message: "a quote is opened and never closed; mend the row")
  }

  private func isEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 || byte == separator }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
}
