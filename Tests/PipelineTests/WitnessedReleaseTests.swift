// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Ledger
import Reconciliation
import Signing
import Testing
import Trade

@testable import Pipeline

/// Over 127.0.0.1 alone, each test bounded by the time limits that it tests.
@Suite("Release with witnesses", .serialized, .timeLimit(.minutes(5)))
struct WitnessedReleaseTests {
  static func log(_ chamber: TestChamber) throws -> VerifierKey {
    let line = try DurableFile.read(chamber.workspace.keys + "/ledger.vkey")
    return try VerifierKey(vkey: String(String(decoding: line, as: UTF8.self).dropLast()))
  }

  static func policy(
    _ witnesses: [LoopbackWitness], quorum: Int, of chamber: TestChamber
  ) throws {
    var text = "log \(try log(chamber))\n"
    for (number, witness) in witnesses.enumerated() {
      text += "witness w\(number) \(witness.verifier) \(witness.url)\n"
    }
    text += "group g \(quorum) " + witnesses.indices.map { "w\($0)" }.joined(separator: " ") + "\nquorum g\n"
    try DurableFile.write(Array(text.utf8), to: chamber.workspace.witnessPolicy)
  }

  static func note(_ path: String) throws -> SignedNote {
    try SignedNote(parsing: DurableFile.read(path + "/checkpoint"))
  }

  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    let time = ContinuousClock.now - start
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
  }

  @Test("Two witnesses confirm every night, readers ask for both, and the published copy carries them")
  func quorum() throws {
    let chamber = try TestChamber()
    let log = try Self.log(chamber)
    let witnesses = [
      try LoopbackWitness("w.example/be", seed: 40, watching: log),
      try LoopbackWitness("w.example/nl", seed: 41, watching: log),
    ]
    try Self.policy(witnesses, quorum: 2, of: chamber)
    try chamber.receive("clean-pepper-singapore.json")
    let first = try #require(try chamber.run())
    #expect(first.confirmation == Confirmation(confirmed: ["w0", "w1"], missing: [], isMet: true))
    try chamber.receive("clean-csv-three-applications.csv")
    let second = try #require(try chamber.run(time: "2026-11-24T22:00:00Z"))
    let keys = witnesses.map(\.verifier)
    for folder in try [chamber.workspace.ledgerFolder, chamber.workspace.published] {
      let note = try Self.note(folder)
      #expect(try note.verified(by: [log] + keys) == [log] + keys)
      #expect(try Checkpoint(parsing: note.text).size == second.ledgerSize)
    }
    let report = try chamber.report("20261125-01")
    #expect(report.contains(#""witnesses":{"confirmed":["w0","w1"],"missing":[],"quorum":true}"#))
    let html = String(
      decoding: try DurableFile.read(chamber.workspace.batch("20261125-01").report("html")), as: UTF8.self)
    #expect(html.contains("confirmed by w0, w1"))
    #expect(try chamber.ledgerFault == nil)

    // Publishing tells readers whom to ask for.
    let now = try #require(Timestamp(rfc3339: TestChamber.time))
    _ = try LedgerDesk(chamber.workspace).publish(to: chamber.workspace.published, now: now)
    let path = chamber.workspace.trust + "/SG-CC1.json"
    let entry = try TrustEntry(parsing: DurableFile.read(path), file: path)
    #expect(entry.ledger.witnesses == keys && entry.ledger.quorum == 2)
    let certificates = chamber.workspace.batch("20261124-01").certificates
    let pdf = try #require(
      try FileManager.default.contentsOfDirectory(atPath: certificates).first { $0.hasSuffix(".pdf") })
    let rows = try VerificationTests.rows(
      [certificates + "/" + pdf], trust: try VerificationTests.insurersFolder(chamber))
    #expect(!rows.isEmpty && rows.allSatisfy { $0["verdict"]?.string == "genuine" })
  }

  @Test("While one of two hangs the batch is held for no longer than the limit; the same command releases it later")
  func hold() throws {
    let chamber = try TestChamber()
    let log = try Self.log(chamber)
    let good = try LoopbackWitness("w.example/be", seed: 40, watching: log)
    // It answers when it is asked before the first entry, and no more when it counts.
    let slow = try LoopbackWitness("w.example/nl", seed: 41, watching: log, .tiring(after: 1))
    try Self.policy([good, slow], quorum: 2, of: chamber)
    try chamber.receive("clean-pepper-singapore.json")
    let seconds = Self.seconds {
      #expect {
        try chamber.run(set: ["release.waitSeconds=2"])
      } throws: { error in
        guard case .unconfirmed("20261124-01", let confirmation)? = error as? RunError else { return false }
        return confirmation.confirmed == ["w0"]
          && confirmation.missing == [.init(name: "w1", reason: "did not answer within 2 s")]
      }
    }
    #expect((2..<9).contains(seconds), "\(seconds) s, a night of one certificate among them")
    let folder = chamber.workspace.batch("20261124-01")
    #expect(!DurableFile.exists(folder.certificates) && !DurableFile.exists(folder.report("json")))
    #expect(try !DurableFile.exists(chamber.workspace.published + "/checkpoint"))
    #expect(try chamber.ledgerFault == nil)
    let size = try chamber.ledgerLines.count
    slow.become(.honest)
    let summary = try #require(try chamber.run(set: ["release.waitSeconds=2"]))
    #expect(summary.batch == "20261124-01" && summary.counts.issued == 1 && summary.ledgerSize == size)
    #expect(summary.confirmation?.isMet == true)
    #expect(DurableFile.exists(folder.report("json")))
  }

  @Test("What is done at the desk while a witness is away is entered, not published, and says so")
  func desk() throws {
    let chamber = try TestChamber()
    let witness = try LoopbackWitness("w.example/be", seed: 40, watching: try Self.log(chamber))
    try Self.policy([witness], quorum: 1, of: chamber)
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let published = try Self.note(chamber.workspace.published)
    witness.become(.says(status: 500, type: "text/plain", body: ""))
    var notices: [String] = []
    func add(_ serial: String, at time: String) throws {
      let serial = try #require(StockSerial(serial))
      let range = try #require(StockRange(first: serial, last: serial))
      try StockDesk(chamber.desk(time) { notices.append($0) }).add(range, kind: "ordinary")
    }
    try add("A000001", at: "2026-11-24T08:00:00Z")
    #expect(notices.count == 1 && notices[0].contains("w0") && notices[0].contains("500"), "\(notices)")
    #expect(try Self.note(chamber.workspace.published) == published)
    witness.become(.honest)
    try add("A000002", at: "2026-11-24T09:00:00Z")
    #expect(notices.count == 1)
    #expect(try Self.note(chamber.workspace.published) == Self.note(chamber.workspace.ledgerFolder))
  }

  /// Manner, what the report says of it.
  static let badManners: [(LoopbackWitness.Manner, String)] = [
    (.says(status: 409, type: "text/x.tlog.size", body: "many\n"), "409 without the size"),
    (.says(status: 409, type: "text/x.tlog.size", body: "99999999999999999999999\n"), "409 without the size"),
    (.says(status: 409, type: "text/plain", body: "0\n"), "409 without the size"),
    (.says(status: 409, type: "text/x.tlog.size", body: "0\n"), "and then 0"),
    (.says(status: 409, type: "text/x.tlog.size", body: "900\n"), "confirmed 900 entries"),
    (.says(status: 422, type: "text/plain", body: ""), "422"),
    (.says(status: 200, type: "text/plain", body: "thank you\n"), "no cosignature"),
    (.says(status: 200, type: "text/plain", body: "\u{2014} w.example/be AAAAAAAA\n"), "no cosignature"),
    (.says(status: 403, type: "text/plain", body: ""), "403"),
    (.says(status: 500, type: "text/plain", body: ""), "500"),
    (.redirects(to: "http://127.0.0.1:9/"), "307"),
    (.endless, "more than 65536 bytes"), (.rude, "as a web server does"), (.silent, "did not answer"),
  ]

  @Test(
    "Whatever a bad witness says at release, it is told by name and costs no more than the limit", arguments: badManners
  )
  func liars(manner: LoopbackWitness.Manner, words: String) throws {
    let ledger = try SmallLedger()
    let good = try LoopbackWitness("w.example/be", seed: 40, watching: ledger.verifier)
    let bad = try LoopbackWitness("w.example/nl", seed: 41, watching: ledger.verifier, manner)
    let policy = try WitnessPolicy(
      parsing: Array(
        "witness a \(good.verifier) \(good.url)\nwitness b \(bad.verifier) \(bad.url)\nquorum a\n".utf8))
    var outcomes: [VerifierKey: WitnessRound.Outcome] = [:]
    let seconds = try Self.seconds {
      outcomes = try WitnessRound(witnesses: policy.witnesses, seconds: 2).ask(about: ledger.file)
    }
    #expect(seconds < 3)
    guard case .confirmed(let cosignature) = outcomes[good.verifier] else {
      Issue.record("the good witness was not heard: \(outcomes)")
      return
    }
    #expect(cosignature.name == "w.example/be")
    #expect(outcomes[bad.verifier]?.trouble?.contains(words) == true, "\(outcomes)")
    #expect(bad.requests <= 2)
  }

  @Test("The rule \"release\" lets certificates go without the quorum, names who is missing, and publishes nothing yet")
  func releaseAnyway() throws {
    let chamber = try TestChamber()
    let away = try LoopbackWitness("w.example/be", seed: 40, watching: Self.log(chamber))
    try Self.policy([away], quorum: 1, of: chamber)
    away.stop()
    try chamber.receive("clean-pepper-singapore.json")
    let summary = try #require(try chamber.run(set: ["release.waitSeconds=1", "release.whenAway=release"]))
    #expect(summary.counts.issued == 1)
    #expect(summary.confirmation?.missing == [.init(name: "w0", reason: "cannot be reached")])
    #expect(try chamber.report("20261124-01").contains("\"reason\":\"cannot be reached\",\"witness\":\"w0\""))
    #expect(try !DurableFile.exists(chamber.workspace.published + "/checkpoint"), "readers would not rely on it")
    #expect(throws: LedgerDeskError.self) {
      try LedgerDesk(chamber.workspace).publish(
        to: chamber.folder.path + "/web", now: #require(Timestamp(rfc3339: TestChamber.time)))
    }
    #expect(!DurableFile.exists(chamber.folder.path + "/web"))
    // Others ask for the witness; the chamber itself needs nobody's word for its own ledger.
    try #require(try ChamberWitnesses(of: chamber.workspace)).enter(intoTrustOf: chamber.workspace)
    let certificates = chamber.workspace.batch("20261124-01").certificates
    let pdf = try #require(
      try FileManager.default.contentsOfDirectory(atPath: certificates).first { $0.hasSuffix(".pdf") })
    let rows = try VerificationTests.rows([certificates + "/" + pdf], trust: chamber.workspace.trust)
    #expect(!rows.isEmpty && rows.allSatisfy { $0["verdict"]?.string == "genuine" })
  }

  @Test("A backup that was put back is caught by a witness before anything is appended")
  func restoredBackup() throws {
    let chamber = try TestChamber()
    let witness = try LoopbackWitness("w.example/be", seed: 40, watching: Self.log(chamber))
    try Self.policy([witness], quorum: 1, of: chamber)
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let backup = try TestChamber(copying: chamber)
    try chamber.receive("clean-csv-three-applications.csv")
    let size = try #require(try chamber.run(time: "2026-11-24T22:00:00Z")).ledgerSize
    try backup.receive("clean-csv-three-applications.csv")
    let lines = try backup.ledgerLines
    let checkpoint = try Self.note(backup.workspace.ledgerFolder)
    #expect {
      try backup.run(time: "2026-11-25T22:00:00Z")
    } throws: { error in
      guard case .forked(let path, let reason)? = error as? LedgerError else { return false }
      return path == "witness w0" && reason.contains("\(size) entries, this ledger has \(lines.count)")
    }
    #expect(try backup.ledgerLines == lines)
    #expect(try Self.note(backup.workspace.ledgerFolder) == checkpoint)
    // Without the witness at hand the copy would have gone on: that is what it is for.
    witness.stop()
    #expect(throws: RunError.self) {
      try backup.run(time: "2026-11-25T22:00:00Z", set: ["release.waitSeconds=1"])
    }
    #expect(try backup.ledgerLines.count > lines.count)
  }

  @Test(
    "A policy that cannot be used stops a run before it begins, and says why",
    arguments: [
      ("witness a\n", "line 1"), ("log $O\nquorum none\n", "log lines"),
      ("witness a $1 ftp://w/\nquorum a\n", "address"),
      ("witness a $1 nowhere\nquorum a\n", "address"), ("witness a $S\nquorum a\n", "own key"),
      ("witness a $1\nwitness b $2\ngroup g any a\ngroup h all g b\nquorum h\n", "groups within"),
    ])
  func badPolicies(text: String, words: String) throws {
    let chamber = try TestChamber()
    let log = try Self.log(chamber)
    func key(_ seed: UInt8, _ algorithm: VerifierKey.Algorithm = .cosignature) throws -> String {
      try VerifierKey(
        name: "w.example", algorithm: algorithm,
        key: SigningKey(seed: [UInt8](repeating: seed, count: 32)).publicKey
      ).description
    }
    let own = try VerifierKey(name: "w.example", algorithm: .cosignature, key: log.key).description
    let text = try text.replacing("$1", with: key(60)).replacing("$2", with: key(61))
      .replacing("$O", with: key(62, .ed25519)).replacing("$S", with: own)
    try DurableFile.write(Array(text.utf8), to: chamber.workspace.witnessPolicy)
    try chamber.receive("clean-pepper-singapore.json")
    #expect {
      try chamber.run()
    } throws: { error in
      "\(error)".contains("witnesses.policy") && "\(error)".contains(words)
    }
    #expect(try chamber.ledgerLines.isEmpty)
  }
}

/// A ledger of some entries in a folder of its own.
final class SmallLedger {
  let folder: String
  let verifier: VerifierKey
  let file: LedgerFile

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certmill-ledger-\(UUID().uuidString)").path
    let key = try SigningKey(seed: [UInt8](repeating: 30, count: 32))
    let origin = "co.example.sg/ledger"
    try LedgerFile.create(folder: folder, origin: origin, key: key)
    var file = try LedgerFile(opening: folder, origin: origin, key: key)
    let time = TestChamber.time
    try file.append(
      ["20261123-01", "20261123-01"].enumerated().map { index, batch in
        LedgerEntry(
          batch: batch, digest: Digest(sha256: [UInt8(index)]), stage: index == 0 ? .batchOpen : .batchClose, time: time
        )
      })
    verifier = file.verifier
    self.file = file
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
