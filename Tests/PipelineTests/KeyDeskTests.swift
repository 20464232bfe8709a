// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Reconciliation
import Seals
import Signing
import Synchronization
import Testing
import Trade

@Suite("Keys of a chamber", .serialized)
struct KeyDeskTests {
  /// 2026-11-24.
  static let rotated = "2026-11-24T09:00:00Z"

  static func desk(_ chamber: TestChamber, at time: String = rotated, seed: UInt8 = 100) throws -> KeyDesk {
    var next = seed
    return KeyDesk(chamber.workspace, now: try #require(Timestamp(rfc3339: time))) { count in
      next += 1
      return [UInt8](repeating: next, count: count)
    }
  }

  static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  /// The verdict on a certificate's first sheet, by the texts that the journal of its batch keeps.
  static func verdicts(_ chamber: TestChamber, trust: String? = nil, now: String = "2026-11-27T00:00:00Z") throws
    -> [String]
  {
    var texts: [String] = []
    for batch in ["20261124-01", "20261127-01"] {
      guard let events = try? String(contentsOfFile: chamber.workspace.batch(batch).events, encoding: .utf8) else {
        continue
      }
      for match in events.matches(of: /\["(HTTPS:[A-Z0-9.:\/-]+)"/) { texts.append(String(match.1)) }
    }
    let rows = try Verification(
      trust: trust ?? chamber.workspace.trust, now: try #require(Timestamp(rfc3339: now)),
      executable: TestChamber.executable, jobs: 1
    ).rows(texts)
    return rows.map(\.verdict.rawValue)
  }

  @Test("After both keys were replaced, runs sign with the new ones, and old seals, checkpoints and reprints stay good")
  func rotation() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let oldCheckpoint = try DurableFile.read(chamber.workspace.ledgerFolder + "/checkpoint")
    let held = try KeyDesk.statement(of: chamber.workspace).entry
    let oldKey = try chamber.workspace.ledgerKey().publicKey

    let issuer = try Self.desk(chamber).rotateIssuer(from: try Self.day("2026-11-25"))
    let next = try Self.desk(chamber, seed: 110).rotateLedger()
    #expect(issuer.keys.map(\.until?.description) == ["2026-11-25", nil])
    #expect(try chamber.workspace.ledgerKey().publicKey != oldKey)
    let reprinted = try Reprinting(chamber.desk("2026-11-25T08:00:00Z"), executable: TestChamber.executable).reprint(
      "SG-2026-0000001-H", recipe: TestChamber.printRoom, reason: "Lost", officer: nil)

    try chamber.receive("clean-csv-three-applications.csv")
    #expect(try chamber.run(time: "2026-11-26T22:00:00Z")?.counts.issued == 3)
    #expect(try chamber.ledgerFault == nil)
    #expect(try Self.verdicts(chamber) == ["genuine", "genuine", "genuine", "genuine"])
    let copy = try Verification(
      trust: chamber.workspace.trust, now: try #require(Timestamp(rfc3339: "2026-11-27T00:00:00Z")),
      executable: TestChamber.executable, jobs: 1
    ).rows([reprinted.path])
    #expect(copy.map(\.verdict) == [.genuine], "\(copy.map(\.reason))")

    // Who kept the old checkpoint reads it with the old key, which the entry still names.
    let earlier = try #require(next.ledger.earlier.first)
    _ = try Checkpoint(SignedNote(parsing: oldCheckpoint), signedBy: earlier.key, origin: next.ledger.origin)
    guard case .accepted(let news) = held.succession(to: next) else {
      Issue.record("\(held.succession(to: next))")
      return
    }
    #expect(news.count == 3)
    // Keys of the day: the second night's codes are not the first key's.
    let first = try #require(Timestamp(rfc3339: TestChamber.time))
    let second = try #require(Timestamp(rfc3339: "2026-11-26T22:00:00Z"))
    #expect(try chamber.workspace.issuerKey(at: first).publicKey == held.keys[0].key)
    #expect(try chamber.workspace.issuerKey(at: second).publicKey == issuer.keys[1].key)
  }

  @Test("A change of the ledger's key that was killed behind the trust entry is finished by the next run")
  func killed() throws {
    let chamber = try TestChamber()
    let checkpoint = try DurableFile.read(chamber.workspace.ledgerFolder + "/checkpoint")
    try Self.desk(chamber).rotateLedger()
    try DurableFile.write(checkpoint, to: chamber.workspace.ledgerFolder + "/checkpoint")
    #expect(try chamber.ledgerFault == nil)
    try chamber.receive("clean-pepper-singapore.json")
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z")?.counts.issued == 1)
    #expect(try chamber.ledgerFault == nil)
    let key = try KeyDesk.statement(of: chamber.workspace).entry.ledger.key
    let note = try SignedNote(parsing: try DurableFile.read(chamber.workspace.published + "/checkpoint"))
    #expect(try note.verified(by: [key]) == [key])
  }

  @Test("With a compromised key nothing counts that no witness confirmed, and the next night has a new key")
  func compromise() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let held = try KeyDesk.statement(of: chamber.workspace).entry
    let (entry, certificates) = try Self.desk(chamber).compromisedIssuer(since: try Self.day("2026-11-24"))
    #expect(certificates == 0 && entry.keys[0].compromised?.description == "2026-11-24")
    #expect(try Self.verdicts(chamber) == ["unlisted"])
    let since = try Self.desk(chamber, seed: 120).compromisedIssuer(since: try Self.day("2026-11-23"))
    #expect(since.certificates == 1)
    #expect(try Self.verdicts(chamber) == ["forged"])
    try chamber.receive("clean-csv-three-applications.csv")
    #expect(try chamber.run(time: "2026-11-26T22:00:00Z")?.counts.issued == 3)
    #expect(try Self.verdicts(chamber) == ["forged", "genuine", "genuine", "genuine"])
    guard case .refused(let reason) = held.succession(to: since.entry) else {
      Issue.record("a key that nothing vouches for was taken")
      return
    }
    #expect(reason.contains("vouches"))
  }

  @Test("What witnesses confirmed before a theft stays good, through later nights and for partners; the rest does not")
  func confirmedBefore() throws {
    let chamber = try TestChamber()
    let log = try WitnessedReleaseTests.log(chamber)
    func seconds(_ text: String) throws -> Int { try #require(Timestamp(rfc3339: text)).seconds }
    let witness = try LoopbackWitness(
      "w.example/be", seed: 40, watching: log, time: try seconds("2026-11-23T22:10:00Z"))
    try WitnessedReleaseTests.policy([witness], quorum: 1, of: chamber)
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let confirmed = chamber.workspace.ledgerFolder + "/confirmed"
    let size = try chamber.ledgerLines.count
    #expect(DurableFile.exists("\(confirmed)/\(size)"))
    // The witness of the policy is named to readers before the theft.
    _ = try LedgerDesk(chamber.workspace).publish(
      to: chamber.workspace.published, now: try #require(Timestamp(rfc3339: "2026-11-23T23:00:00Z")))
    witness.time.withLock { $0 = 1_795_600_000 }
    let (entry, _) = try Self.desk(chamber).compromisedIssuer(since: try Self.day("2026-11-24"))
    #expect(entry.keys[0].confirmed == (try SignedNote(parsing: DurableFile.read("\(confirmed)/\(size)"))))
    try chamber.receive("clean-csv-three-applications.csv")
    #expect(try chamber.run(time: "2026-11-26T22:00:00Z")?.counts.issued == 3)
    // The policy's line names the ledger as before: a key of the ledger may change as well.
    _ = try Self.desk(chamber, at: "2026-11-27T08:00:00Z", seed: 140).rotateLedger()
    let reader = try VerificationTests.insurersFolder(chamber)
    for trust in [chamber.workspace.trust, reader] {
      #expect(try Self.verdicts(chamber, trust: trust) == ["genuine", "genuine", "genuine", "genuine"])
    }
    let file = reader + "/SG-CC1.json"
    let text = String(decoding: try DurableFile.read(file), as: UTF8.self)
    let without = text.replacing(/"confirmed":"[^"]*",/, with: "")
    #expect(without != text)
    try DurableFile.write(Array(without.utf8), to: file)
    #expect(try Self.verdicts(chamber, trust: reader) == ["unlisted", "genuine", "genuine", "genuine"])
  }

  @Test("A reader takes the statement of a chamber's host with its pin alone, and a newer one on the old keys' word")
  func served() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let server = try StaticServer(chamber.workspace.published)
    defer { server.stop() }
    let partners = try Partners(trusting: false)
    let desk = TrustDesk(partners.belgium)
    let statement = Digest(sha256: try KeyDesk.statement(of: chamber.workspace).bytes)
    #expect(throws: TrustDeskError.pin(file: server.address, found: statement, expected: nil)) {
      try desk.add(server.address)
    }
    let wrong = Digest(sha256: [1])
    #expect(throws: TrustDeskError.pin(file: server.address, found: statement, expected: wrong)) {
      try desk.add(server.address, pin: wrong)
    }
    #expect(try desk.entry(of: "SG-CC1") == nil)
    #expect(try desk.add(server.address, pin: statement).isNew)
    #expect(server.requests.allSatisfy { $0 == "/.well-known/certmill.json" })
    try Self.desk(chamber).rotateIssuer(from: nil)
    let taken = try StatementDesk.accept(server.address + "/", into: partners.belgium.trust)
    #expect(taken.issuer == "SG-CC1" && taken.news.count == 2, "\(taken.news)")
    #expect(try desk.entry(of: "SG-CC1")?.keys.count == 2)
    #expect(throws: KeyDeskError.notServed(server.address + "/nothing/.well-known/certmill.json")) {
      try StatementDesk.read(server.address + "/nothing")
    }
  }

  @Test("While a batch is open no key is changed: its bytes depend on them")
  func openBatch() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let cut = try TestChamber(copying: chamber)
    try cut.cut(to: 4, of: try chamber.ledgerLines)
    let before = try DurableFile.read(cut.workspace.trust + "/SG-CC1.json")
    #expect(throws: DeskError.openBatch("20261124-01")) { try Self.desk(cut).rotateLedger() }
    #expect(throws: DeskError.openBatch("20261124-01")) { try Self.desk(cut).rotateIssuer(from: nil) }
    #expect(try DurableFile.read(cut.workspace.trust + "/SG-CC1.json") == before)
    #expect(try cut.run()?.counts.issued == 1)
    #expect(try cut.ledgerLines == chamber.ledgerLines)
  }

  @Test("A compromised ledger key's checkpoint is not relied on, the new one's is")
  func compromisedLedger() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let reader = chamber.folder.path + "-reader"
    defer { try? FileManager.default.removeItem(atPath: reader) }
    try FileManager.default.copyItem(atPath: chamber.workspace.trust, toPath: reader)
    let held = try KeyDesk.statement(of: chamber.workspace).entry
    let next = try Self.desk(chamber).compromisedLedger(since: try Self.day("2026-11-23"))
    #expect(held.succession(to: next) != .unchanged)
    if case .accepted = held.succession(to: next) { Issue.record("a thief could have vouched for it") }
    // The new entry with the old copy of the ledger.
    try FileManager.default.removeItem(atPath: reader + "/SG-CC1.json")
    try FileManager.default.copyItem(atPath: chamber.workspace.trust + "/SG-CC1.json", toPath: reader + "/SG-CC1.json")
    #expect(try Self.verdicts(chamber, trust: reader) == ["sealed"])
    #expect(try Self.verdicts(chamber) == ["genuine"])
  }

  @Test("Keys are not changed for days past or to come, nor twice backwards, nor while a batch is open")
  func refusals() throws {
    let chamber = try TestChamber()
    let before = try DurableFile.read(chamber.workspace.trust + "/SG-CC1.json")
    #expect(throws: KeyDeskError.past("2026-11-23", today: "2026-11-24")) {
      try Self.desk(chamber).rotateIssuer(from: try Self.day("2026-11-23"))
    }
    #expect(throws: KeyDeskError.future("2026-11-25", today: "2026-11-24")) {
      try Self.desk(chamber).compromisedIssuer(since: try Self.day("2026-11-25"))
    }
    #expect(try DurableFile.read(chamber.workspace.trust + "/SG-CC1.json") == before)
    try Self.desk(chamber).rotateIssuer(from: try Self.day("2026-12-24"))
    #expect(throws: KeyDeskError.beforeLast("2026-12-01", last: "2026-12-24")) {
      try Self.desk(chamber, seed: 130).rotateIssuer(from: try Self.day("2026-12-01"))
    }
    // Until that day the old key signs.
    #expect(
      try chamber.workspace.issuerKey(at: try #require(Timestamp(rfc3339: Self.rotated))).publicKey
        == KeyDesk.statement(of: chamber.workspace).entry.keys[0].key)
  }
}
