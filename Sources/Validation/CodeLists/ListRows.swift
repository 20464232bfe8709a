// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of a code list as other people write it: CSV (RFC 4180, commas or semicolons) or columns parted by tabs.
struct ListRows {
  enum Fault: Error, Equatable {
    case openQuote(line: Int)
    case tooLong
  }

  struct Row: Equatable {
    /// From 1, of its first character.
    var line: Int
    var cells: [String]
  }

  private(set) var rows: [Row] = []

  /// The separator is the one that the first line has: a tab, else a semicolon without any comma, else a comma.
  init(_ text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let separator =
      first.contains(UInt8(ascii: "\t"))
      ? UInt8(ascii: "\t")
      : first.contains(UInt8(ascii: ";")) && !first.contains(UInt8(ascii: ",")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    // Columns parted by tabs have no quotes.
    let quote: UInt8? = separator == UInt8(ascii: "\t") ? nil : UInt8(ascii: "\"")
    var line = 1
    var place = 0
    while place < bytes.count {
      var row = Row(line: line, cells: [])
      var ends = false
      while !ends {
        var cell: [UInt8] = []
        if place < bytes.count, bytes[place] == quote {
          let opened = line
          place += 1
          quoted: while true {
            guard place < bytes.count else { throw .openQuote(line: opened) }
            let byte = bytes[place]
            place += 1
            if byte == quote {
              guard place < bytes.count, bytes[place] == quote else { break quoted }
              place += 1
            } else if byte == UInt8(ascii: "\n") {
              line += 1
            }
            cell.append(byte)
          }
        }
        while place < bytes.count, bytes[place] != separator, bytes[place] != UInt8(ascii: "\n") {
          cell.append(bytes[place])
          place += 1
        }
        row.cells.append(String(decoding: cell, as: UTF8.self).trimmed)
        guard row.cells.count <= 100 else { throw .tooLong }
        ends = place >= bytes.count || bytes[place] == UInt8(ascii: "\n")
        place += 1
      }
      line += 1
      if row.cells != [""] { rows.append(row) }
    }
  }
}
