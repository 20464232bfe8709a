// SPDX-License-Identifier: GPL-3.0-or-later
import Decisions
import GRDB
import Signing

extension State {
  func apply(_ exporter: ExporterMark, batch: String, input: Int?, doc: String?) throws {
    for key in exporter.keys {
      try execute(
        "INSERT OR IGNORE INTO exporter (key, batch, input, doc, destination) VALUES (?, ?, ?, ?, ?)",
        [key.hex, batch, input, doc, exporter.destination])
    }
  }

  /// Applications of an exporter that a quota counts before one place of a batch: those that were granted or held, each
  /// once. `place` is 0 before the first.
  func applications(
    of exporter: ExporterMark, within quota: Quota, before place: (batch: String, input: Int), besides doc: String
  ) throws -> Int {
    var docs: Set<String> = []
    let month = String(place.batch.prefix(6)) + "%"
    for key in exporter.keys {
      let statement = try database.cachedStatement(
        sql: """
          SELECT e.doc, e.destination FROM exporter e JOIN document d ON d.batch = e.batch AND d.input = e.input
            WHERE e.key = ? AND e.doc <> ? AND d.outcome IN ('grant', 'hold', 'settled')
              AND (e.batch = ? AND e.input < ? OR ? = 'month' AND e.batch <> ? AND e.batch LIKE ?)
          """)
      let rows = try Row.fetchCursor(
        statement, arguments: [key.hex, doc, place.batch, place.input, quota.period.rawValue, place.batch, month])
      while let row = try rows.next() {
        if quota.destinations.isEmpty || quota.destinations.contains(row[1]) { docs.insert(row[0]) }
      }
    }
    return docs.count
  }

  /// The digest of the form that a document had when it was held in an earlier batch.
  func form(ofHeld doc: String, before batch: String) throws -> Digest? {
    try String.fetchOne(
      database,
      sql: """
        SELECT form FROM document WHERE doc = ? AND batch <> ? AND outcome IN ('hold', 'settled')
          ORDER BY batch DESC LIMIT 1
        """, arguments: [doc, batch]
    ).flatMap(Digest.init(hex:))
  }

  /// What became of an exporter's other applications, the newest first; a form that was held and decided is one.
  func history(of exporter: ExporterMark, besides doc: String) throws -> [ExporterCase] {
    var cases: [String: ExporterCase] = [:]
    for key in exporter.keys {
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT DISTINCT d.doc, d.batch, d.outcome, d.reason, d.decidedBy, d.number, c.status, b.opened, e.destination
            FROM exporter e JOIN document d ON d.doc = e.doc JOIN batch b ON b.id = d.batch
              LEFT JOIN certificate c ON c.number = d.number
            WHERE e.key = ? AND e.doc <> ? AND d.outcome IN ('grant', 'refuse')
          """, arguments: [key.hex, doc])
      while let row = try rows.next() {
        cases[row[0]] = ExporterCase(
          doc: row[0], batch: row[1], outcome: row[2], reason: row[3], decidedBy: row[4], number: row[5],
          status: row[6], time: row[7], destination: row[8])
      }
    }
    return cases.values.sorted { ($1.time, $1.number ?? "", $1.doc) < ($0.time, $0.number ?? "", $0.doc) }
  }
}

/// One earlier application of an exporter.
public struct ExporterCase: Equatable, Sendable {
  public var doc: String
  public var batch: String
  /// `grant` or `refuse`.
  public var outcome: String
  public var reason: String?
  public var decidedBy: String?
  /// The certificate's number.
  public var number: String?
  /// The certificate's state: `proofed` is in force.
  public var status: String?
  /// When the batch was opened, RFC 3339.
  public var time: String
  /// ISO 3166-1 alpha-2.
  public var destination: String
}
