// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import GRDB
import Signing
import Trade

/// The index over ledger and journal: which documents came, what became of them, which numbers are used.
///
/// Nothing is known here alone: `certmill rebuild` makes it again. One connection, used by the process that holds the
/// workspace's lock, or read-only by the others.
struct State {
  static let schema = 6

  let database: Database

  /// Opens or makes the database; `body` has the only connection.
  static func open<Result>(_ path: String, readOnly: Bool = false, _ body: (State) throws -> Result) throws -> Result {
    var configuration = Configuration()
    configuration.readonly = readOnly
    // Another process may be reading: WAL lets it, and a short wait covers the moments in which it may not.
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      guard !readOnly else { return }
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      return try queue.writeWithoutTransaction { database in
        try requireSchema(of: database, path: path, readOnly: readOnly)
        return try body(State(database: database))
      }
    } catch let error as DatabaseError
      where [.SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR].contains(error.resultCode)
    {
      throw RunError.stateDiffers(path: path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
  }

  /// An index of a newer version is refused; an older one, whose tables may be others, is made anew, or refused where it is
  /// only read.
  private static func requireSchema(of database: Database, path: String, readOnly: Bool) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found <= schema else { throw RunError.stateNewer(path: path) }
    guard found < schema else { return }
    guard !readOnly else {
      throw RunError.stateDiffers(path: path, reason: "it is of an older certmill (schema \(found), not \(schema))")
    }
    try database.inTransaction {
      // An older index is thrown away: the next run reads the ledger and the journals into a new one.
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      for table in tables { try database.execute(sql: "DROP TABLE \(table)") }
      try database.execute(
        sql: """
          CREATE TABLE progress (ledgerSize INTEGER NOT NULL, ledgerRoot TEXT NOT NULL, verified TEXT);
          INSERT INTO progress (ledgerSize, ledgerRoot) VALUES (0, '');
          CREATE TABLE batch (
            id TEXT PRIMARY KEY, opened TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0, received INTEGER,
            duplicates INTEGER, failed INTEGER, held INTEGER, issued INTEGER, refused INTEGER, sheets INTEGER
          ) WITHOUT ROWID;
          CREATE TABLE document (
            batch TEXT NOT NULL, input INTEGER NOT NULL, doc TEXT NOT NULL, sha256 TEXT NOT NULL, form TEXT,
            entries INTEGER NOT NULL, outcome TEXT, decidedBy TEXT, reason TEXT, number TEXT,
            missingBook TEXT, validation TEXT, officers INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (batch, input)
          ) WITHOUT ROWID;
          CREATE TABLE exporter (
            key TEXT NOT NULL, batch TEXT NOT NULL, input INTEGER NOT NULL, doc TEXT NOT NULL,
            destination TEXT NOT NULL, PRIMARY KEY (key, batch, input)
          ) WITHOUT ROWID;
          CREATE INDEX documentBySHA256 ON document (sha256);
          CREATE INDEX documentByForm ON document (form) WHERE form IS NOT NULL;
          CREATE INDEX documentByDoc ON document (doc);
          CREATE INDEX documentHeld ON document (batch) WHERE outcome = 'hold';
          CREATE TABLE invoice (key TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
          CREATE TABLE certificate (
            number TEXT PRIMARY KEY, year INTEGER NOT NULL, sequence INTEGER NOT NULL, batch TEXT NOT NULL,
            input INTEGER NOT NULL, doc TEXT NOT NULL, digest TEXT NOT NULL, seq INTEGER NOT NULL,
            copies INTEGER NOT NULL, sheets INTEGER NOT NULL, pdf TEXT, proof INTEGER, status TEXT NOT NULL, reason TEXT
          ) WITHOUT ROWID;
          CREATE UNIQUE INDEX certificateBySequence ON certificate (year, sequence);
          CREATE INDEX certificateByBatch ON certificate (batch, sequence);
          CREATE TABLE reprint (
            number TEXT NOT NULL, copy INTEGER NOT NULL, officer TEXT, batch TEXT NOT NULL, pdf TEXT, proof INTEGER,
            PRIMARY KEY (number, copy)
          ) WITHOUT ROWID;
          CREATE TABLE print (
            number TEXT NOT NULL, copy INTEGER NOT NULL, sheet INTEGER NOT NULL, batch TEXT NOT NULL, stock TEXT,
            PRIMARY KEY (number, copy, sheet)
          ) WITHOUT ROWID;
          CREATE UNIQUE INDEX printByStock ON print (stock) WHERE stock IS NOT NULL;
          CREATE TABLE spoil (
            number TEXT NOT NULL, copy INTEGER NOT NULL, sheet INTEGER NOT NULL, stock TEXT, reason TEXT NOT NULL,
            PRIMARY KEY (number, copy, sheet)
          ) WITHOUT ROWID;
          CREATE TABLE stock (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL);
          CREATE TABLE stockVoid (
            seq INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, reason TEXT NOT NULL
          );
          CREATE TABLE exchange (
            sha256 TEXT PRIMARY KEY, partner TEXT NOT NULL, receipt TEXT, batch TEXT NOT NULL, seq INTEGER NOT NULL
          ) WITHOUT ROWID;
          CREATE TABLE sighting (
            seq INTEGER PRIMARY KEY, issuer TEXT NOT NULL, number TEXT NOT NULL, copy INTEGER NOT NULL,
            sheet INTEGER NOT NULL, sheets INTEGER NOT NULL, batch TEXT NOT NULL, input INTEGER NOT NULL,
            file TEXT NOT NULL, page INTEGER NOT NULL
          );
          CREATE INDEX sightingBySheet ON sighting (issuer, number, copy, sheet);
          CREATE INDEX sightingByBatch ON sighting (batch);
          CREATE TABLE purge (year INTEGER PRIMARY KEY, seq INTEGER NOT NULL);
          CREATE TABLE settlement (
            batch TEXT NOT NULL, file TEXT NOT NULL, page INTEGER NOT NULL, note TEXT NOT NULL,
            PRIMARY KEY (batch, file, page)
          ) WITHOUT ROWID;
          PRAGMA user_version = \(schema);
          """)
      return .commit
    }
  }

  // MARK: - How far it follows the ledger

  func ledgerSize() throws -> Int {
    try Int.fetchOne(database, sql: "SELECT ledgerSize FROM progress") ?? 0
  }

  /// The ledger's root at that size: the state of another ledger is told by it.
  func ledgerRoot() throws -> String {
    try String.fetchOne(database, sql: "SELECT ledgerRoot FROM progress") ?? ""
  }

  func setLedger(size: Int, root: Digest) throws {
    try execute("UPDATE progress SET ledgerSize = ?, ledgerRoot = ?", [size, root.hex])
  }

  /// Which ledger file was read whole and found good, and has been added to by this program alone since:
  /// `DurableFile.identity`; nil if none was.
  func verifiedFile() throws -> String? {
    try String.fetchOne(database, sql: "SELECT verified FROM progress")
  }

  func setVerified(file: String) throws {
    try execute("UPDATE progress SET verified = ?", [file])
  }

  func begin() throws { try database.beginTransaction(.immediate) }
  func commit() throws { try database.commit() }
  func rollback() throws { if database.isInsideTransaction { try database.rollback() } }

  // MARK: - Changes

  /// Applies one entry's meaning; `seq` is its ledger index.
  func apply(_ change: StateChange, seq: Int, batch: String, input: Int?, doc: String?) throws {
    switch change {
    case .opened(let time):
      try execute("INSERT INTO batch (id, opened) VALUES (?, ?)", [batch, time])
    case .closed(let counts):
      try execute(
        """
        UPDATE batch SET closed = 1, received = ?, duplicates = ?, failed = ?, held = ?, issued = ?, refused = ?,
          sheets = ? WHERE id = ?
        """,
        [
          counts.received, counts.duplicates, counts.failed, counts.held, counts.issued, counts.refused,
          counts.sheets, batch,
        ])
    case .received(let sha256):
      try execute(
        "INSERT INTO document (batch, input, doc, sha256, entries) VALUES (?, ?, ?, ?, 1)",
        [batch, input, doc, sha256.hex])
    case .validated(let form, let missingBook, let exporter, let event):
      try takeUp(batch: batch, input: input, doc: doc)
      try execute(
        """
        UPDATE document SET form = ?, missingBook = ?, validation = ?, entries = entries + 1
          WHERE batch = ? AND input = ?
        """,
        [form?.hex, missingBook, event.hex, batch, input])
      try requireChange("validate", batch, input)
      if let exporter { try apply(exporter, batch: batch, input: input, doc: doc) }
    case .decided(let verdict, let by, let reason, let officers):
      try takeUp(batch: batch, input: input, doc: doc)
      try execute(
        """
        UPDATE document SET outcome = ?, decidedBy = ?, reason = ?, officers = ?, entries = entries + 1
          WHERE batch = ? AND input = ?
        """,
        [verdict.rawValue, by, reason, officers, batch, input])
      try requireChange("decide", batch, input)
      // A held form of an earlier night is no longer open; its bytes come again leave it as it is.
      guard verdict != .duplicate, verdict != .fail else { return }
      try execute(
        "UPDATE document SET outcome = 'settled' WHERE doc = ? AND outcome = 'hold' AND batch <> ?", [doc, batch])
    case .certified(let number, let digest, let copies, let sheets, let invoices):
      guard let parsed = CertificateNumber(number) else { return }
      try execute(
        """
        INSERT INTO certificate (number, year, sequence, batch, input, doc, digest, seq, copies, sheets, status)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'certified')
        """,
        [
          number, parsed.year, parsed.sequence, batch, input, doc, digest.hex, seq, copies, sheets,
        ])
      try execute(
        "UPDATE document SET number = ?, entries = entries + 1 WHERE batch = ? AND input = ?", [number, batch, input])
      for key in invoices {
        try execute("INSERT OR IGNORE INTO invoice (key, number) VALUES (?, ?)", [key.hex, number])
      }
    case .stamped(let number, nil, let pdf):
      try execute("UPDATE certificate SET pdf = ?, status = 'stamped' WHERE number = ?", [pdf.hex, number])
    case .proofed(let number, nil):
      try execute("UPDATE certificate SET status = 'proofed', proof = ? WHERE number = ?", [seq, number])
    case .reprinted, .stamped, .proofed, .printed, .spoiled, .stock:
      try apply(printing: change, seq: seq, batch: batch)
    case .exchanged(let event): try apply(exchange: event, seq: seq, batch: batch)
    case .judged, .sighted(nil): break
    case .sighted(let sighting?): try apply(sighting, seq: seq, batch: batch, input: input)
    case .settled(let settlement): try apply(settlement)
    case .revoked(let number, let reason):
      try execute("UPDATE certificate SET status = 'revoked', reason = ? WHERE number = ?", [reason, number])
    case .replaced(let number, let successor):
      // Its invoices are its successor's now.
      try execute("UPDATE certificate SET status = 'replaced', reason = ? WHERE number = ?", [successor, number])
      try execute("DELETE FROM invoice WHERE number = ?", [number])
    case .purged(let year): try apply(purgeOf: year, seq: seq)
    case .voided(let number, let reason):
      try execute("UPDATE certificate SET status = 'void', reason = ? WHERE number = ?", [reason, number])
      try execute("DELETE FROM invoice WHERE number = ?", [number])
    }
  }

  /// A form held on an earlier night enters this batch without being received again: its row is made from the old.
  private func takeUp(batch: String, input: Int?, doc: String?) throws {
    try execute(
      """
      INSERT OR IGNORE INTO document (batch, input, doc, sha256, form, validation, entries)
        SELECT ?, ?, doc, sha256, form, validation, 0 FROM document WHERE doc = ? AND outcome = 'hold' AND batch <> ? LIMIT 1
      """,
      [batch, input, doc, batch])
  }

  /// A document that is worked on is known; anything else is a fault of ours that must not go on.
  private func requireChange(_ stage: String, _ batch: String, _ input: Int?) throws {
    guard database.changesCount == 0 else { return }
    throw RunError.stateDiffers(
      path: "state.sqlite", reason: "\(stage) of input \(input ?? -1) of batch \(batch) is about an unknown document")
  }

  func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
