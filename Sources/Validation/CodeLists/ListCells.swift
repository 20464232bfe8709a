// SPDX-License-Identifier: GPL-3.0-or-later

/// Walks over a list that somebody else wrote, row by row: cells parted by one byte, double quotes doubled inside quotes
/// (RFC 4180), LF, CRLF or CR.
public struct ListCells {
  public struct Row {
    /// Line on which the row begins, from 1.
    public var line: Int
    /// Without blanks around, but as it stands inside quotes; one empty cell for an empty line.
    public var cells: [String]
  }

  public struct Fault: Error, Equatable {
    public enum Kind: Sendable { case openQuote, behindQuote, tooManyCells }
    public var kind: Kind
    /// From 1.
    public var line: Int
  }

  private let bytes: ArraySlice<UInt8>
  /// Nil takes every line as one cell.
  private let separator: UInt8?
  private let hasQuotes: Bool
  private let mostCells: Int
  private var index: Int
  private var line = 1

  /// - Parameter mostCells: of a row; more are a fault.
  public init(_ bytes: ArraySlice<UInt8>, separator: UInt8?, hasQuotes: Bool = true, mostCells: Int) {
    self.mostCells = mostCells
    self.bytes = bytes
    self.separator = separator
    self.hasQuotes = hasQuotes && separator != nil
    index = bytes.startIndex
  }

  /// The next row; nil at the end.
  public mutating func next() throws(Fault) -> Row? {
    guard index < bytes.endIndex else { return nil }
    var row = Row(line: line, cells: [])
    repeat {
      guard row.cells.count < mostCells else { throw Fault(kind: .tooManyCells, line: row.line) }
      row.cells.append(try cell())
    } while takeSeparator()
    takeLineEnd()
    return row
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

  private mutating func cell() throws(Fault) -> String {
    while index < bytes.endIndex, Self.isBlank(bytes[index]), bytes[index] != separator { index += 1 }
    guard hasQuotes, index < bytes.endIndex, bytes[index] == UInt8(ascii: "\"") else {
      let start = index
      while index < bytes.endIndex, !isEnd(bytes[index]) { index += 1 }
      var end = index
      while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    return try quoted()
  }

  private mutating func quoted() throws(Fault) -> String {
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
      guard index == bytes.endIndex || isEnd(bytes[index]) else { throw Fault(kind: .behindQuote, line: line) }
      return String(decoding: text, as: UTF8.self)
    }
    throw Fault(kind: .openQuote, line: opened)
  }

  private func isEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 || byte == separator }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
}
