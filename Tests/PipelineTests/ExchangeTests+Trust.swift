// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Reconciliation
import Signing
import Testing
import Trade

extension ExchangeTests {
  // MARK: - Trust

  @Test("A bundle counts by the reader's own trust entry: days of the key, theft, witnesses")
  func trust() throws {
    let partners = try Partners()
    let file = partners.belgium.trust + "/SG-CC1.json"
    let genuine = String(decoding: try DurableFile.read(file), as: UTF8.self)
    func trust(_ old: String, _ new: String) throws {
      precondition(genuine.contains(old))
      try DurableFile.write(Array(genuine.replacing(old, with: new).utf8), to: file)
    }
    let witness = try NoteSigner(
      name: "witness.example", algorithm: .cosignature, key: SigningKey(seed: [UInt8](repeating: 5, count: 32)))
    try trust("\"quorum\":0", "\"quorum\":1")
    let text = String(decoding: try DurableFile.read(file), as: UTF8.self)
    let witnessed = text.replacing("\"witnesses\":[]", with: "\"witnesses\":[\"\(witness.verifier)\"]")
    try DurableFile.write(Array(witnessed.utf8), to: file)
    #expect(Self.fault(file) { _ = try partners.take(partners.bundle) } == .unconfirmed(found: 0, quorum: 1))
    let bundle = try Bundle(partners.bundle)
    let note = try SignedNote(parsing: bundle.bytes(BundleNames.checkpoint))
    let cosigned = note.adding(try witness.cosign(Checkpoint(parsing: note.text), time: 1_795_000_000))
    let confirmed = try partners.altered { $0.set(BundleNames.checkpoint, cosigned.bytes) }
    #expect(try partners.take(confirmed).isGood)

    // A bundle that is in order, and a reader who knows of a theft: the sender is told what was refused, and why.
    try trust("\"from\":", "\"compromised\":\"2026-11-24\",\"from\":")
    let report = try Self.bundle(partners.take(partners.bundle))
    #expect(report.receipt.refused.map(\.subject) == partners.numbers && report.hasOtherStatement)
    let answer = try partners.take(report.receiptPath, in: partners.singapore.workspace, at: "2026-11-24T09:00:00Z")
    #expect(!answer.isGood)
    #expect(try Self.receipt(answer).receipt.refused == report.receipt.refused)
    // What was refused is sent again.
    let again = try BundleExport(partners.singapore.workspace).export(
      to: "BE", [], into: partners.mail + "/again.zip")
    #expect(again.numbers == partners.numbers)
  }

  @Test("Only what is in force and for that country is exported")
  func choice() throws {
    let partners = try Partners()
    let japanese = try #require(CertificateNumber(country: "SG", year: 2026, sequence: 1)).description
    #expect(!partners.numbers.contains(japanese))
    #expect(throws: ExchangeError.notForThere(japanese, destination: "BE")) {
      try partners.export([japanese], as: "x.zip")
    }
    #expect(throws: ExchangeError.unknownSubject("20991231-01")) { try partners.export(["20991231-01"], as: "x.zip") }
    #expect(throws: ExchangeError.destination("XX-CC1")) { try partners.export(to: "XX-CC1", as: "x.zip") }
    #expect(throws: ExchangeError.nothingToSend("FR")) { try partners.export(to: "FR", as: "x.zip") }
    #expect(throws: ExchangeError.self) { try partners.export(since: 1_000, as: "x.zip") }
    let path = try partners.export(["20261124-01"], since: 3, as: "since.zip")
    #expect(try !Bundle(path).bytes(BundleNames.growth(from: 3)).isEmpty)
  }

  // MARK: - Receipts

  @Test("A receipt that somebody else signed, changed, or gave for another bundle is refused")
  func receipts() throws {
    let partners = try Partners()
    let report = try Self.bundle(partners.take(partners.bundle))
    let thief = try SigningKey(seed: [UInt8](repeating: 9, count: 32))
    let path = partners.mail + "/false.receipt"
    func refusal(_ note: [UInt8]) throws -> ExchangeError? {
      try DurableFile.write(note, to: path)
      let before = try partners.singapore.ledgerLines.count
      do { _ = try partners.take(path, in: partners.singapore.workspace) } catch let error as ExchangeError {
        #expect(try partners.singapore.ledgerLines.count == before)
        return error
      }
      return nil
    }
    let belgian = try NoteSigner(name: "co.rives.example/ledger", key: try partners.belgium.ledgerKey())
    guard
      case .signature = try refusal(
        report.receipt.signed(by: NoteSigner(name: "co.rives.example/ledger", key: thief)).bytes)
    else { return #expect(Bool(false), "another key's receipt was taken") }
    let text = String(decoding: try DurableFile.read(report.receiptPath), as: UTF8.self)
    guard case .signature = try refusal(Array(text.replacing("T08:00", with: "T09:00").utf8)) else {
      return #expect(Bool(false), "a changed receipt was taken")
    }
    guard case .receipt = try refusal(Array(text.replacing("{", with: "{ ").utf8)) else {
      return #expect(Bool(false), "a receipt in another spelling was taken")
    }
    var other = report.receipt
    other.bundle = Digest(sha256: [1])
    #expect(try refusal(other.signed(by: belgian).bytes) == .foreignReceipt(path: path, reader: "BE-CC1"))
    // The partner saw another ledger under this chamber's key: the gravest of all.
    var forked = report.receipt
    forked.checkpoint = try Checkpoint(
      origin: forked.checkpoint.origin, size: forked.checkpoint.size, root: Digest(sha256: [1]))
    #expect(
      try refusal(forked.signed(by: belgian).bytes)
        == .forkSeen(path: path, reader: "BE-CC1", size: forked.checkpoint.size))
  }
}
