// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
import Reconciliation
import Signing

/// What was seen in scans, and what officers settled.
extension State {
  func apply(_ sighting: Sighting, seq: Int, batch: String, input: Int?) throws {
    try execute(
      """
      INSERT INTO sighting (seq, issuer, number, copy, sheet, sheets, batch, input, file, page)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        seq, sighting.issuer, sighting.number, sighting.copy, sighting.sheet, sighting.sheets, batch, input,
        sighting.file, sighting.page,
      ])
  }

  func apply(_ settlement: SettledPage) throws {
    try execute(
      "INSERT INTO settlement (batch, file, page, note) VALUES (?, ?, ?, ?)",
      [settlement.batch, settlement.file, settlement.page ?? 0, settlement.note])
  }

  /// The first time that a sheet was seen, in this or an earlier batch; `file` is the digest of the file that it is in now.
  func firstSighting(of sheet: Sighting, in file: Digest) throws -> EarlierSighting? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT s.batch, s.file, s.page, b.opened, d.sha256 FROM sighting AS s JOIN batch AS b ON b.id = s.batch
          JOIN document AS d ON d.batch = s.batch AND d.input = s.input
          WHERE s.issuer = ? AND s.number = ? AND s.copy = ? AND s.sheet = ? ORDER BY s.seq LIMIT 1
        """)
    guard
      let row = try Row.fetchOne(
        statement, arguments: [sheet.issuer, sheet.number, sheet.copy, sheet.sheet])
    else { return nil }
    let (opened, sha256): (String, String) = (row[3], row[4])
    return EarlierSighting(
      batch: row[0], file: row[1], page: row[2], day: String(opened.prefix(10)), isSameFile: sha256 == file.hex)
  }

  /// Copies of several sheets of which a batch had some and not all, by number.
  func incompleteCopies(in batch: String) throws -> [IncompleteCopy] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT issuer, number, copy, MAX(sheets) AS count, GROUP_CONCAT(DISTINCT sheet) FROM sighting
          WHERE batch = ? AND sheets > 1 GROUP BY issuer, number, copy HAVING COUNT(DISTINCT sheet) < count
          ORDER BY issuer, number, copy
        """, arguments: [batch])
    return rows.map { row in
      let seen = Set((row[4] as String).split(separator: ",").compactMap { Int($0) })
      return IncompleteCopy(
        issuer: row[0], number: row[1], copy: row[2], sheets: row[3],
        missing: (1...max(1, row[3] as Int)).filter { !seen.contains($0) })
    }
  }

  /// Sheets that were seen so far, each once.
  func sheetsSighted() throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM (SELECT DISTINCT issuer, number, copy, sheet FROM sighting)") ?? 0
  }

  /// What officers settled of a batch.
  func settlements(in batch: String) throws -> [SettledPage] {
    try String.fetchAll(database, sql: "SELECT note FROM settlement WHERE batch = ?", arguments: [batch])
      .compactMap { SettledPage(note: $0) }
  }
}
