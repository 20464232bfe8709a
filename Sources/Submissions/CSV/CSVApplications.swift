// SPDX-License-Identifier: GPL-3.0-or-later

/// The applications of one CSV file, each as a file of its own: the header and the rows of one reference.
///
/// In the order in which the references are first met; rows keep their order and need not stand together. A file of
/// one application is that file, byte for byte. A file whose rows cannot be told apart for certain (a faulty header,
/// a quote never closed, a row without reference, or with slipped cells unless the reference is its first cell) stays whole, so that its
/// examination tells the fault and no application goes on without one of its items.
public struct CSVApplications: RandomAccessCollection, Sendable {
  private let bytes: [UInt8]
  private let header: Range<Int>
  /// Rows, grouped by application.
  private var rows: [Row] = []
  /// Start in `rows` of each application, and the end of the last; fewer than three stand for a file that stays whole.
  private var starts: [Int] = []

  private struct Row {
    var range: Range<Int>
    var application: Int
  }

  public init(_ bytes: [UInt8], limits: SubmissionLimits = .standard, dialect: CSVDialect = .standard) {
    self.bytes = bytes
    var scanner = CSVScanner(bytes, dialect)
    guard bytes.count <= limits.bytes, let header = CSVHeader(&scanner), header.isSound,
      let reference = header.position("reference")
    else {
      header = 0..<0
      return
    }
    self.header = 0..<header.range.upperBound
    var rows: [Row] = []
    var applications: [String: Int] = [:]
    var sizes: [Int] = []
    var cells: [CSVScanner.Cell] = []
    while let row = scanner.next(into: &cells) {
      if row.fault == nil, cells.allSatisfy({ $0.range.isEmpty }) { continue }
      guard Self.tells(row, header, reference), !cells[reference].range.isEmpty else { return }
      let name = scanner.text(cells[reference])
      let application = applications[name] ?? sizes.count
      if application == sizes.count {
        applications[name] = application
        sizes.append(0)
      }
      // Neighbours of one application are one stretch.
      if let last = rows.last, last.application == application, last.range.upperBound == row.range.lowerBound {
        rows[rows.count - 1].range = last.range.lowerBound..<row.range.upperBound
      } else {
        rows.append(Row(range: row.range, application: application))
        sizes[application] += 1
      }
    }
    group(rows, sizes)
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { Swift.max(1, starts.count - 1) }

  public subscript(position: Int) -> [UInt8] {
    precondition(indices.contains(position), "application \(position) of \(count)")
    guard starts.count > 2 else { return bytes }
    let rows = rows[starts[position]..<starts[position + 1]]
    var application: [UInt8] = []
    application.reserveCapacity(header.count + rows.reduce(2) { $0 + $1.range.count })
    application += bytes[header]
    for row in rows {
      // The file's last row may lack its line end.
      if application.last != 0x0A { application.append(0x0A) }
      application += bytes[row.range]
    }
    return application
  }

  /// Whether the row's first bytes tell for certain whose it is. A quote left open may have swallowed rows of others.
  private static func tells(_ row: CSVScanner.Row, _ header: CSVHeader, _ reference: Int) -> Bool {
    if row.fault == nil, row.cells == header.cells { return true }
    return reference == 0 && row.line == row.lastLine
  }

  private mutating func group(_ rows: [Row], _ sizes: [Int]) {
    guard sizes.count > 1 else { return }
    starts = [0]
    starts.reserveCapacity(sizes.count + 1)
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    var free = starts
    self.rows = rows
    for row in rows {
      self.rows[free[row.application]] = row
      free[row.application] += 1
    }
  }
}
