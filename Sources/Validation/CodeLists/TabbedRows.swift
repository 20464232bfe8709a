// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of a code list: UTF-8, columns separated by tabs, `#` starts a line of explanation.
enum TabbedRows {
  struct Row {
    /// From 1.
    let line: Int
    let cells: [String]
  }

  static func parse(
    _ bytes: [UInt8], file: String, columns: ClosedRange<Int>
  ) throws(CodeListError) -> [Row] {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(file: file) }
    var rows: [Row] = []
    var number = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
        String(Substring($0))
      }
      guard columns.contains(cells.count) else {
        throw .columns(file: file, line: number, expected: columns.lowerBound, found: cells.count)
      }
      rows.append(Row(line: number, cells: cells))
    }
    guard !rows.isEmpty else { throw .empty(file: file) }
    return rows
  }
}
