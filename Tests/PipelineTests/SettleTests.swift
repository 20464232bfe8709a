// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Pipeline
import Reconciliation
import Signing
import Testing
import Trade

@Suite("Pages that an officer settles", .serialized)
struct SettleTests {
  /// An insurer with an officer, who has reconciled the pepper and a letter.
  static func reader() throws -> (reader: TestReader, pdf: String, key: String) {
    let (chamber, _, pepper) = try ReconciliationRunTests.issuing()
    let reader = try TestReader(trusting: chamber)
    try reader.receive(pepper, as: "a:b.pdf")
    try reader.receive(Array("a letter".utf8), as: "letter.txt")
    try reader.run()
    let key = reader.folder.path + "/lim.pem"
    _ = try Officer.make("lim.boon", keyPath: key, in: reader.workspace, random: { [UInt8](repeating: 5, count: $0) })
    let pdf = reader.folder.path + "/pepper.pdf"
    try DurableFile.write(try DurableFile.read(pepper), to: pdf)
    return (reader, pdf, key)
  }

  static func settle(
    _ reader: TestReader, _ places: [String], as verdict: Verdict = .forged, key: String,
    reason: String = "=A photocopy"
  ) throws -> [SettledPage] {
    let time = try #require(Timestamp(rfc3339: "2026-11-25T10:00:00Z"))
    let desk = Desk(reader.workspace, time: time, random: { [UInt8](repeating: 78, count: $0) })
    return try SettleDesk(desk).settle(places, of: "20261125-01", as: verdict, reason: reason, keyPath: key)
  }

  @Test("A settled page is signed, in the ledger, and in the reports made again, beside what was found")
  func settled() throws {
    let (reader, pdf, key) = try Self.reader()
    let before = try reader.ledgerLines.count
    let settled = try Self.settle(reader, ["a:b.pdf:2", "letter.txt"], key: key)
    #expect(settled.map(\.file) == ["a:b.pdf", "letter.txt"] && settled.map(\.page) == [2, nil])
    #expect(try reader.ledgerLines.count == before + 2)
    #expect(try reader.ledgerFault == nil)
    func check(_ reader: TestReader) throws {
      let reports = try reader.reports("20261125-01")
      let json = try #require(try JSONValue(parsing: Array(reports[0].utf8)).object)
      let rows = try #require(json["pages"]?.array).compactMap(\.object)
      #expect(rows.map { $0["verdict"]?.string } == ["genuine", "forged", "genuine", "forged"])
      #expect(
        rows[1]["reason"]?.string
          == "settled as forged by lim.boon on 2026-11-25: =A photocopy; found genuine: the code is genuine, and the file "
          + "is byte for byte the one that SG-CC1 stamped")
      #expect(
        reports[1].contains("settled as forged by lim.boon") && reports[2].contains("settled as forged by lim.boon"))
    }
    try check(reader)
    // What was settled is in the journal: state and reports are made again from it.
    for ending in ["", "-wal", "-shm"] { try DurableFile.remove(reader.workspace.statePath + ending) }
    try FileManager.default.removeItem(atPath: reader.workspace.reconciliation("20261125-01").path)
    _ = try Rebuild.run(reader.workspace, now: TestChamber.time)
    try reader.run([pdf], time: "2026-11-26T09:00:00Z")
    try check(reader)
  }

  @Test("A settlement is final, of a page that is there, by an officer of the workspace, with a reason")
  func refused() throws {
    let (reader, _, key) = try Self.reader()
    let before = try reader.ledgerLines
    for place in ["a:b.pdf:4", "a:b.pdf", "b.pdf:1", "letter.txt:1", "a:b.pdf:x", ""] {
      #expect(throws: SettleError.noPage(place, batch: "20261125-01")) {
        try Self.settle(reader, ["a:b.pdf:1", place], key: key)
      }
    }
    #expect(throws: SettleError.reasonNeeded) { try Self.settle(reader, ["a:b.pdf:1"], key: key, reason: "") }
    let stranger = reader.folder.path + "/stranger.pem"
    try DurableFile.create(
      Array(SigningKey(seed: [UInt8](repeating: 6, count: 32)).pem.utf8), at: stranger, mode: 0o600)
    #expect(throws: ReviewError.unknownOfficer(keyPath: stranger)) {
      try Self.settle(reader, ["a:b.pdf:1"], key: stranger)
    }
    #expect(try reader.ledgerLines == before)
    _ = try Self.settle(reader, ["a:b.pdf:1"], key: key)
    #expect(throws: SettleError.settled("a:b.pdf:1")) {
      try Self.settle(reader, ["a:b.pdf:1"], as: .genuine, key: key)
    }
  }
}
