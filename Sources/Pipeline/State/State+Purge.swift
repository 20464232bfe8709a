// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
import Ledger

/// What is left of years whose documents were deleted: numbers, states, serials of paper.
extension State {
  func apply(purgeOf year: Int, seq: Int) throws {
    try execute("INSERT OR IGNORE INTO purge (year, seq) VALUES (?, ?)", [year, seq])
    try execute("DELETE FROM document WHERE CAST(substr(batch, 1, 4) AS INTEGER) <= ?", [year])
    try execute("DELETE FROM exchange WHERE CAST(substr(batch, 1, 4) AS INTEGER) <= ?", [year])
    try execute("DELETE FROM exporter WHERE CAST(substr(batch, 1, 4) AS INTEGER) <= ?", [year])
    try execute("DELETE FROM sighting WHERE CAST(substr(batch, 1, 4) AS INTEGER) <= ?", [year])
    try execute("DELETE FROM settlement WHERE CAST(substr(batch, 1, 4) AS INTEGER) <= ?", [year])
    let ofYear = "number IN (SELECT number FROM certificate WHERE year <= ?)"
    try execute("DELETE FROM invoice WHERE \(ofYear)", [year])
    try execute("UPDATE reprint SET pdf = NULL, officer = NULL WHERE \(ofYear)", [year])
    try execute("UPDATE spoil SET reason = '' WHERE \(ofYear)", [year])
    try execute(
      "UPDATE certificate SET pdf = NULL, reason = CASE status WHEN 'replaced' THEN reason END WHERE year <= ?", [year])
  }

  func purgedYears() throws -> Set<Int> {
    try Set(Int.fetchAll(database, sql: "SELECT year FROM purge"))
  }

  func documents(ofYear year: Int) throws -> (certificates: Int, documents: Int) {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT (SELECT COUNT(*) FROM certificate WHERE year = ? AND pdf IS NOT NULL),
          (SELECT COUNT(DISTINCT doc) FROM document WHERE CAST(substr(batch, 1, 4) AS INTEGER) = ?)
        """, arguments: [year, year])
    return (row?[0] ?? 0, row?[1] ?? 0)
  }

  /// Bundles that came in the year and were answered.
  func bundles(ofYear year: Int) throws -> Int {
    let sql = "SELECT COUNT(*) FROM exchange WHERE receipt IS NOT NULL AND CAST(substr(batch, 1, 4) AS INTEGER) = ?"
    return try Int.fetchOne(database, sql: sql, arguments: [year]) ?? 0
  }

  /// Certificates that this one has taken the place of.
  func predecessors(of number: String) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT number FROM certificate WHERE status = 'replaced' AND reason = ? ORDER BY year, sequence",
      arguments: [number])
  }

  /// Rewrites the database's file, so that nothing of deleted rows stays in it.
  func compact() throws {
    try database.execute(sql: "VACUUM")
    try database.checkpoint(.truncate)
  }
}

extension StateChange {
  /// What an entry alone tells, where the journal was purged.
  init(purged entry: LedgerEntry, line: JournalLine) {
    let number = entry.number ?? ""
    switch entry.stage {
    case .certify:
      self = .certified(
        number: number, digest: entry.digest, copies: line.copies ?? 1, sheets: line.sheets ?? 1, invoices: [])
    case .stamp: self = .stamped(number: number, copy: entry.copy, pdf: entry.digest)
    case .proof: self = .proofed(number: number, copy: entry.copy)
    case .void: self = .voided(number: number, reason: "")
    case .revoke: self = .revoked(number: number, reason: "")
    case .replace, .duplicate: self = .replaced(number: number, successor: entry.successor ?? "")
    case .reprint: self = .reprinted(number: number, copy: entry.copy ?? 1, officer: nil)
    case .print: self = .printed(number: number, copy: entry.copy ?? 1, sheet: entry.sheet, stock: entry.stock)
    case .spoil:
      self = .spoiled(number: number, copy: entry.copy, sheet: entry.sheet, stock: entry.stock, reason: "")
    default: self = .judged
    }
  }
}
