// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Signing
import Testing

/// `ledger verify` of files, folders and addresses, with a memory of the last checkpoint.
@Suite("Ledgers of others")
struct LedgerAuditTests {
  static let origin = "co.example.sg/ledger"
  let folder: URL
  let key: SigningKey
  let verifier: VerifierKey
  var site: String { folder.path + "/site" }
  var seen: String { folder.path + "/seen" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certmill-audit-\(UUID().uuidString)")
    key = try SigningKey(seed: Array(0..<32))
    verifier = try VerifierKey(name: Self.origin, key: key.publicKey)
    try LedgerFile.create(folder: folder.path + "/ledger", origin: Self.origin, key: key)
  }

  /// One more opened and closed batch a night, published.
  func nights(_ days: ClosedRange<Int>) throws {
    var ledger = try LedgerFile(opening: folder.path + "/ledger", origin: Self.origin, key: key)
    for day in days {
      let name = String(20_270_000 + day)
      try ledger.append(
        [EntryStage.batchOpen, .batchClose].map { stage in
          LedgerEntry(
            batch: "\(name)-01", digest: Digest(sha256: [UInt8(day % 256)]), stage: stage, time: "2027-01-01T00:00:00Z")
        })
    }
    try ledger.publish(to: site)
  }

  func verify(_ place: String) throws -> LedgerReport {
    try LedgerAudit.verify(.published(place), key: verifier, seen: seen)
  }

  @Test("A folder, its address and the file are checked alike; the memory spares what was read before")
  func memory() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try nights(1...200)
    let server = try StaticServer(site)
    defer { server.stop() }
    let first = try verify(server.address + "/")
    #expect(first.isGood && first.size == 400 && first.firstRead == 0)
    #expect(try DurableFile.read(seen) == DurableFile.read(site + "/checkpoint"))
    try nights(201...450)
    let before = server.requests.count
    let second = try verify(server.address)
    #expect(second.isGood && second.size == 900 && second.firstRead == 400)
    #expect(!server.requests[before...].contains("/tile/entries/000"))
    #expect(try verify(site).firstRead == 900)
    let file = try LedgerAudit.verify(
      .file(folder.path + "/ledger/ledger.jsonl", checkpoint: nil), key: verifier, seen: seen)
    #expect(file.isGood && file.root == second.root && file.seen?.size == 900)
  }

  @Test("A ledger that is found bad does not replace what was seen; a memory of another ledger is refused")
  func badMemory() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try nights(1...3)
    try FileManager.default.copyItem(atPath: site, toPath: folder.path + "/old")
    try nights(4...5)
    #expect(try verify(site).isGood)
    let remembered = try DurableFile.read(seen)
    let rolledBack = try verify(folder.path + "/old")
    #expect(rolledBack.fault?.reason.contains("was seen before") == true)
    #expect(try DurableFile.read(seen) == remembered)
    try DurableFile.write(Array("nonsense".utf8), to: seen)
    #expect(throws: LedgerError.self) { try verify(site) }
  }

  @Test("What a server does wrong is told as its fault, not the ledger's")
  func servers() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try nights(1...3)
    for (conduct, words) in [
      (StaticServer.Conduct.status(500), "status 200 expected, 500 found"), (.status(302), "302 found"),
      (.flood, "larger than 1000000 bytes"), (.tear, "cannot fetch"),
    ] {
      let server = try StaticServer(site, conduct)
      defer { server.stop() }
      let error = #expect(throws: LedgerError.self) { try verify(server.address) }
      #expect(error?.isBroken == false && error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
    let closed = try StaticServer(site)
    closed.stop()
    #expect(throws: LedgerError.self) { try verify(closed.address) }
    #expect(throws: LedgerError.self) { try verify("https://127.0.0.1:\(closed.port)") }
    // A server without the ledger: what was to be there is missing.
    let empty = try StaticServer(site, .status(404))
    defer { empty.stop() }
    #expect(try verify(empty.address).fault?.reason.contains("missing") == true)
  }
}
