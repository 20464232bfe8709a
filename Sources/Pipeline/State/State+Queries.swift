// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import GRDB
import Signing
import Trade

extension State {
  /// The document with the same bytes that is issued or held, besides one place of one batch.
  func document(sha256: Digest, besides place: (batch: String, input: Int), orReplaced: Bool = false) throws
    -> KnownDocument?
  {
    try known("sha256 = ?", sha256, place, held: nil, orReplaced)
  }

  /// The document with the same normalised form that is issued or held, besides one place of one batch and the held
  /// document `doc`; `orReplaced` leaves out what another certificate has taken the place of.
  func document(
    form: Digest, besides place: (batch: String, input: Int), orHeld doc: String?,
    orReplaced: Bool = false
  ) throws -> KnownDocument? {
    try known("form = ?", form, place, held: doc, orReplaced)
  }

  /// The certificate that was issued for the same consignor and invoice, besides the one that makes room.
  func certificate(invoices: [Digest], besides number: String? = nil) throws -> String? {
    for key in invoices {
      let statement = try database.cachedStatement(
        sql: "SELECT number FROM invoice WHERE key = ? AND number <> ? LIMIT 1")
      if let other = try String.fetchOne(statement, arguments: [key.hex, number ?? ""]) { return other }
    }
    return nil
  }

  private func known(
    _ condition: String, _ digest: Digest, _ place: (batch: String, input: Int), held doc: String?, _ orReplaced: Bool
  ) throws -> KnownDocument? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT doc, batch, number FROM document
          WHERE \(condition) AND (outcome = 'hold' OR outcome = 'grant') AND NOT (batch = ? AND input = ?)
            AND NOT (outcome = 'hold' AND doc = ?)
            AND NOT EXISTS (
              SELECT 1 FROM certificate WHERE certificate.number = document.number
                AND (certificate.status = 'void' OR (certificate.status = 'replaced' AND ?)))
          ORDER BY batch, input LIMIT 1
        """)
    guard
      let row = try Row.fetchOne(
        statement, arguments: [digest.hex, place.batch, place.input, doc ?? "", orReplaced])
    else { return nil }
    return KnownDocument(doc: row[0], batch: row[1], number: row[2])
  }

  /// The last running number of a year; 0 for none.
  func lastSequence(year: Int) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT MAX(sequence) FROM certificate WHERE year = ?", arguments: [year]) ?? 0
  }

  /// The batch that was opened and not closed, and when.
  func openBatch() throws -> (id: String, time: String)? {
    try Row.fetchOne(database, sql: "SELECT id, opened FROM batch WHERE closed = 0 ORDER BY id LIMIT 1")
      .map { ($0[0], $0[1]) }
  }

  func lastBatch() throws -> (id: String, time: String)? {
    try Row.fetchOne(
      database, sql: "SELECT id, opened FROM batch ORDER BY substr(id, 1, 8) DESC, length(id) DESC, id DESC LIMIT 1"
    ).map { ($0[0], $0[1]) }
  }

  /// When a batch was opened; nil for an unknown one.
  func batchTime(_ id: String) throws -> String? {
    try String.fetchOne(database, sql: "SELECT opened FROM batch WHERE id = ?", arguments: [id])
  }

  /// A batch that was opened and whose files have not all been written.
  func unfinishedBatch(of workspace: Workspace) throws -> String? {
    if let open = try openBatch() { return open.id }
    guard let last = try lastBatch() else { return nil }
    let reports = [workspace.batch(last.id).report("json"), workspace.reconciliation(last.id).report("json")]
    return reports.contains(where: DurableFile.exists) ? nil : last.id
  }

  /// The id of a batch that is opened now, `YYYYMMDD-nn`.
  func nextBatch(at time: Timestamp, _ clock: ZoneClock) throws -> String {
    let day = clock.day(at: time).description.replacing("-", with: "")
    let used = try batches(ofDay: day).compactMap { Int($0.dropFirst(9)) }.max() ?? 0
    return day + "-" + (used + 1 < 10 ? "0" : "") + String(used + 1)
  }

  /// Batches of a day, to name the next.
  func batches(ofDay day: String) throws -> [String] {
    try String.fetchAll(database, sql: "SELECT id FROM batch WHERE id LIKE ?", arguments: [day + "-%"])
  }

  func batches(ofYear year: Int) throws -> [String] {
    try String.fetchAll(database, sql: "SELECT id FROM batch WHERE id LIKE ?", arguments: ["\(year)%"])
  }

  /// Ledger entries that a document of a batch has so far, up to its `decide` (and `certify`).
  func progress(batch: String, input: Int) throws -> DocumentProgress? {
    let statement = try database.cachedStatement(
      sql: "SELECT entries, outcome, number, form FROM document WHERE batch = ? AND input = ?")
    return try Row.fetchOne(statement, arguments: [batch, input])
      .map { DocumentProgress(entries: $0[0], outcome: $0[1], number: $0[2]) }
  }

  /// Certificates of a batch in number order.
  func certificates(batch: String) throws -> [CertificateRow] {
    try Row.fetchAll(
      database, sql: "SELECT \(CertificateRow.columns) FROM certificate WHERE batch = ? ORDER BY year, sequence",
      arguments: [batch]
    ).compactMap(CertificateRow.init)
  }

  /// What became of every document of a batch, by its place in the list of inputs.
  func outcomes(batch: String) throws -> [Int: DocumentOutcome] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT input, doc, outcome, decidedBy, reason, number FROM document WHERE batch = ?",
      arguments: [batch])
    var outcomes: [Int: DocumentOutcome] = [:]
    outcomes.reserveCapacity(rows.count)
    for row in rows {
      outcomes[row[0]] = DocumentOutcome(
        doc: row[1], outcome: row[2], decidedBy: row[3], reason: row[4], number: row[5])
    }
    return outcomes
  }

  /// Forms that are held, oldest first.
  func held() throws -> [HeldDocument] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT batch, input, doc, sha256, reason, missingBook, officers, validation, opened
          FROM document JOIN batch ON batch.id = document.batch WHERE outcome = 'hold' ORDER BY batch, input
        """
    ).compactMap { row in
      guard let digest = Digest(hex: row[3]) else { return nil }
      let validation: String? = row[7]
      return HeldDocument(
        batch: row[0], input: row[1], doc: row[2], sha256: digest, reason: row[4] ?? "", missingBook: row[5],
        officers: row[6], validation: validation.flatMap(Digest.init(hex:)),
        time: Timestamp(rfc3339: row[8]) ?? Timestamp(seconds: 0))
    }
  }

  /// Totals for `certmill status`.
  func totals() throws -> StateTotals {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT (SELECT COUNT(*) FROM certificate WHERE status <> 'void'),
          (SELECT COUNT(*) FROM certificate WHERE status = 'void'),
          (SELECT COUNT(*) FROM document WHERE outcome = 'hold'), (SELECT COUNT(*) FROM batch),
          (SELECT COUNT(*) FROM certificate WHERE status = 'revoked'),
          (SELECT COUNT(*) FROM certificate WHERE status = 'replaced')
        """)
    return StateTotals(
      certificates: row?[0] ?? 0, void: row?[1] ?? 0, held: row?[2] ?? 0, batches: row?[3] ?? 0,
      revoked: row?[4] ?? 0, replaced: row?[5] ?? 0)
  }
}
