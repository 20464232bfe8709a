// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Pipeline
import Testing
import Trade

@Suite("An officer's review", .serialized)
struct ReviewTests {
  /// After the night of ``TestChamber/time``.
  static let morning = Timestamp(rfc3339: "2026-11-24T02:00:00Z")!

  static func held() throws -> (TestChamber, ReviewDesk, key: String) {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json", "held-same-invoice-as-pepper.json", "held-agreement-atiga.json")
    let counts = try #require(try chamber.run()).counts
    #expect(counts.held == 2 && counts.issued == 1, "\(counts)")
    let key = chamber.folder.path + "/tan.pem"
    _ = try Officer.make("tan", keyPath: key, in: chamber.workspace, random: { [UInt8](repeating: 5, count: $0) })
    return (chamber, ReviewDesk(chamber.workspace, time: Self.morning), key)
  }

  static func id(_ desk: ReviewDesk, _ file: String) throws -> String {
    try #require(try desk.list().first { $0.file == file }).held.doc
  }

  @Test("A granted form is issued by the next run and counts as received again")
  func grant() throws {
    let (chamber, desk, key) = try Self.held()
    #expect(try desk.list().count == 2)
    let id = try Self.id(desk, "held-same-invoice-as-pepper.json")
    _ = try desk.decide(String(id.prefix(8)), grant: true, keyPath: key, reason: "checked by telephone")
    #expect(try desk.list().count == 1)
    let rehearsed = try #require(try chamber.run(time: "2026-11-24T22:00:00Z", rehearsal: true))
    #expect(rehearsed.counts.issued == 1)
    let summary = try #require(try chamber.run(time: "2026-11-24T22:00:00Z"))
    #expect(summary.counts.issued == 1)
    #expect(summary.counts.received == 1)
    #expect(try chamber.ledgerLines.filter { $0.contains(id) }.count == 7)
    #expect(try chamber.run(time: "2026-11-25T22:00:00Z") == nil)
  }

  @Test("The bytes of a held form that come again are a duplicate, and the form stays held")
  func heldAgain() throws {
    let (chamber, desk, _) = try Self.held()
    try chamber.receive("held-same-invoice-as-pepper.json")
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z")?.counts.duplicates == 1)
    #expect(try desk.list().count == 2)
  }

  @Test("A form that is granted in the next year keeps the name that it was received under")
  func nextYear() throws {
    let (chamber, desk, key) = try Self.held()
    let id = try Self.id(desk, "held-same-invoice-as-pepper.json")
    _ = try desk.decide(id, grant: true, keyPath: key, reason: nil)
    #expect(try chamber.run(time: "2027-01-05T22:00:00Z")?.counts.issued == 1)
    #expect(try chamber.ledgerLines.count { $0.contains(id) && $0.contains("SG-2027-0000001") } == 3)
    #expect(try chamber.ledgerFault == nil)
    #expect(try chamber.run(time: "2027-01-06T22:00:00Z") == nil)
  }

  @Test("A refused form is refused by the next run, for good")
  func refuse() throws {
    let (chamber, desk, key) = try Self.held()
    let id = try Self.id(desk, "held-agreement-atiga.json")
    _ = try desk.decide(id, grant: false, keyPath: key, reason: "wrong form")
    #expect(throws: ReviewError.decided(id)) { try desk.decide(id, grant: false, keyPath: key, reason: "again") }
    let summary = try #require(try chamber.run(time: "2026-11-24T22:00:00Z"))
    #expect(summary.counts.refused == 1)
  }

  @Test("A form of an agreement without a rule book cannot be granted")
  func noBook() throws {
    let (chamber, desk, key) = try Self.held()
    defer { withExtendedLifetime(chamber) {} }
    let id = try Self.id(desk, "held-agreement-atiga.json")
    #expect(throws: ReviewError.noRuleBook(doc: id, agreement: "ATIGA")) {
      try desk.decide(id, grant: true, keyPath: key, reason: nil)
    }
  }

  @Test("A decision that no known officer signed decides nothing")
  func forged() throws {
    let (chamber, desk, key) = try Self.held()
    let id = try Self.id(desk, "held-same-invoice-as-pepper.json")
    _ = try desk.decide(id, grant: true, keyPath: key, reason: nil)
    let item = try desk.item(id)
    let path = chamber.workspace.batch(item.held.batch).decision(on: id)
    var note = try DurableFile.read(path)
    note[note.count - 10] ^= 1
    try DurableFile.write(note, to: path)
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z") == nil)
  }

  @Test("A key that others can read, or of nobody, is refused")
  func keys() throws {
    let (chamber, desk, key) = try Self.held()
    let id = try Self.id(desk, "held-same-invoice-as-pepper.json")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    #expect(throws: WorkspaceError.self) { try desk.decide(id, grant: true, keyPath: key, reason: nil) }
    #expect(throws: ReviewError.self) {
      try desk.decide(id, grant: true, keyPath: chamber.workspace.keys + "/issuer.pem", reason: nil)
    }
  }
}
