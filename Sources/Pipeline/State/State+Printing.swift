// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
import Signing
import Trade

/// What the print room did: reprints, prints, spoiled sheets, security paper.
extension State {
  func apply(printing change: StateChange, seq: Int, batch: String) throws {
    switch change {
    case .reprinted(let number, let copy, let officer):
      try execute(
        "INSERT INTO reprint (number, copy, officer, batch) VALUES (?, ?, ?, ?)", [number, copy, officer, batch])
    case .stamped(let number, let copy, let pdf):
      try execute("UPDATE reprint SET pdf = ? WHERE number = ? AND copy = ?", [pdf.hex, number, copy])
    case .proofed(let number, let copy):
      try execute("UPDATE reprint SET proof = ? WHERE number = ? AND copy = ?", [seq, number, copy])
    case .printed(let number, let copy, let sheet, let stock):
      try execute(
        "INSERT INTO print (number, copy, sheet, batch, stock) VALUES (?, ?, ?, ?, ?)",
        [number, copy, sheet ?? 0, batch, stock])
    case .spoiled(let number, let copy, let sheet, let stock, let reason):
      try execute(
        "INSERT OR IGNORE INTO spoil (number, copy, sheet, stock, reason) VALUES (?, ?, ?, ?, ?)",
        [number, copy ?? 0, sheet ?? 0, stock, reason])
    case .stock(.added(let range, let kind)):
      try execute(
        "INSERT INTO stock (seq, kind, first, last) VALUES (?, ?, ?, ?)",
        [seq, kind, range.first.description, range.last.description])
    case .stock(.voided(let range, let reason)):
      try execute(
        "INSERT INTO stockVoid (seq, first, last, reason) VALUES (?, ?, ?, ?)",
        [seq, range.first.description, range.last.description, reason])
    default: break
    }
  }

  // MARK: - Copies

  /// A certificate by its number.
  func certificate(_ number: String) throws -> CertificateRow? {
    try Row.fetchOne(
      database,
      sql: "SELECT \(CertificateRow.columns) FROM certificate WHERE number = ?", arguments: [number]
    ).flatMap(CertificateRow.init)
  }

  /// Certificates in force of which some copy was not printed, of some batches or of all, in number order.
  func unprinted(batches: [String]? = nil) throws -> [CertificateRow] {
    let condition = batches.map { "AND batch IN (\($0.map { _ in "?" }.joined(separator: ", ")))" } ?? ""
    return try Row.fetchAll(
      database,
      sql: """
        SELECT \(CertificateRow.columns) FROM certificate AS c
          WHERE status = 'proofed' AND pdf IS NOT NULL \(condition) AND (
            (SELECT COUNT(DISTINCT copy) FROM print WHERE print.number = c.number AND copy <= c.copies) < c.copies
            OR EXISTS (
              SELECT 1 FROM reprint AS r WHERE r.number = c.number AND r.proof IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM print WHERE print.number = r.number AND print.copy = r.copy)))
          ORDER BY year, sequence
        """, arguments: StatementArguments(batches ?? [])
    ).compactMap(CertificateRow.init)
  }

  /// Reprinted copies of a certificate, in order.
  func reprints(of number: String) throws -> [Reprint] {
    let statement = try database.cachedStatement(
      sql: "SELECT copy, officer, batch, pdf, proof FROM reprint WHERE number = ? ORDER BY copy")
    return try Row.fetchAll(statement, arguments: [number]).map { row in
      let pdf: String? = row[3]
      return Reprint(
        number: number, copy: row[0], officer: row[1], batch: row[2], pdf: pdf.flatMap(Digest.init(hex:)),
        proof: row[4])
    }
  }

  /// Copies of a certificate that were printed.
  func printedCopies(of number: String) throws -> Set<Int> {
    let statement = try database.cachedStatement(sql: "SELECT copy FROM print WHERE number = ?")
    return try Set(Int.fetchAll(statement, arguments: [number]))
  }

  /// Copies of a certificate of which a sheet was spoiled.
  func spoiledCopies(of number: String) throws -> [(copy: Int, sheet: Int)] {
    let statement = try database.cachedStatement(sql: "SELECT copy, sheet FROM spoil WHERE number = ?")
    return try Row.fetchAll(statement, arguments: [number]).map { ($0[0], $0[1]) }
  }

  /// Sheets of a certificate that one batch has printed so far; looked up by number (`+` keeps other indexes out).
  func prints(of number: String, in batch: String) throws -> [PrintedSheet] {
    let statement = try database.cachedStatement(
      sql: "SELECT number, copy, sheet, stock FROM print WHERE number = ? AND +batch = ?")
    return try Row.fetchAll(statement, arguments: [number, batch]).map {
      PrintedSheet(number: $0[0], copy: $0[1], sheet: $0[2], stock: $0[3])
    }
  }

  // MARK: - Security paper

  /// Ranges of security paper in the order in which they came; of one kind, or all.
  func stockRanges(kind: String? = nil) throws -> [(kind: String, range: StockRange)] {
    try Row.fetchAll(database, sql: "SELECT kind, first, last FROM stock ORDER BY seq").compactMap { row in
      guard let range = StockRange(stored: row[1], row[2]), kind == nil || row[0] == kind else { return nil }
      return (row[0], range)
    }
  }

  /// Serials that were made void unused, with the reason.
  func stockVoids() throws -> [(range: StockRange, reason: String)] {
    try Row.fetchAll(database, sql: "SELECT first, last, reason FROM stockVoid ORDER BY seq").compactMap { row in
      StockRange(stored: row[0], row[1]).map { ($0, row[2]) }
    }
  }

  /// The sheet that a serial bears.
  func sheet(onStock serial: String) throws -> PrintedSheet? {
    try Row.fetchOne(
      database, sql: "SELECT number, copy, sheet, stock FROM print WHERE stock = ?", arguments: [serial]
    ).map { PrintedSheet(number: $0[0], copy: $0[1], sheet: $0[2], stock: $0[3]) }
  }

  /// The serials that a copy's sheets bear.
  func stock(of number: String, copy: Int) throws -> [(sheet: Int, serial: String)] {
    try Row.fetchAll(
      database,
      sql: "SELECT sheet, stock FROM print WHERE number = ? AND copy = ? AND stock IS NOT NULL ORDER BY sheet",
      arguments: [number, copy]
    ).map { ($0[0], $0[1]) }
  }

  /// The serials of a range that bear sheets of other batches than `batch`, in order.
  func usedStock(in range: StockRange, besides batch: String = "") throws -> [StockSerial] {
    // Serials of one series have one length, so that their order is that of their text.
    try String.fetchAll(
      database,
      sql: "SELECT stock FROM print WHERE stock BETWEEN ? AND ? AND length(stock) = ? AND batch <> ? ORDER BY stock",
      arguments: [range.first.description, range.last.description, range.first.description.utf8.count, batch]
    ).compactMap(StockSerial.init)
  }

  /// Spoiled sheets that bear a serial, in order of the serials.
  func spoiledStock() throws -> Set<String> {
    try Set(
      String.fetchAll(
        database,
        sql: """
          SELECT print.stock FROM print JOIN spoil ON spoil.number = print.number
            AND (spoil.copy = 0 OR spoil.copy = print.copy) AND (spoil.sheet = 0 OR spoil.sheet = print.sheet)
            WHERE print.stock IS NOT NULL
          """))
  }
}

extension StockRange {
  fileprivate init?(stored first: String, _ last: String) {
    guard let first = StockSerial(first), let last = StockSerial(last) else { return nil }
    self.init(first: first, last: last)
  }
}

/// A copy that was made after the first issue.
struct Reprint: Equatable {
  var number: String
  var copy: Int
  /// The officer who allowed it beyond the allowance.
  var officer: String?
  /// The desk that entered it.
  var batch: String
  var pdf: Digest?
  var proof: Int?
}

/// A sheet of paper that bears a certificate.
struct PrintedSheet: Equatable {
  var number: String
  var copy: Int
  /// From 1; 0 for all sheets of the copy.
  var sheet: Int
  var stock: String?
}
