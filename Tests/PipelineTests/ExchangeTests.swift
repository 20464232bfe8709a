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

@Suite("Exchange between chambers")
struct ExchangeTests {
  static func bundle(_ report: ImportReport) throws -> ImportReport.Bundle {
    guard case .bundle(let bundle) = report else { throw ExchangeError.neither(path: "the report") }
    return bundle
  }

  static func receipt(_ report: ImportReport) throws -> ImportReport.Receipt {
    guard case .receipt(let receipt) = report else { throw ExchangeError.neither(path: "the report") }
    return receipt
  }

  static func size(_ workspace: Workspace) throws -> Int { try LedgerDesk(workspace).verify().size }

  @Test("A bundle is accepted whole, entered, kept and answered; the receipt is entered by the sender")
  func wholeWay() throws {
    let partners = try Partners()
    #expect(partners.numbers.count == 2)
    let taken = try Self.bundle(partners.take(partners.bundle))
    #expect(taken.receipt.accepted == partners.numbers && taken.receipt.refused.isEmpty && !taken.isKnown)
    // A row for the bundle and one for each certificate.
    #expect(try Self.size(partners.belgium) == 3)
    for number in partners.numbers {
      let issued = partners.singapore.workspace.batch("20261124-01").certificates
      for ending in ["json", "pdf"] {
        #expect(
          try DurableFile.read("\(taken.folder)/\(number).\(ending)")
            == DurableFile.read("\(issued)/\(number).\(ending)"))
      }
    }
    let answer = try Self.receipt(
      partners.take(taken.receiptPath, in: partners.singapore.workspace, at: "2026-11-24T09:00:00Z"))
    #expect(answer.receipt == taken.receipt && answer.unmentioned.isEmpty && !answer.isKnown)
    #expect(try partners.singapore.ledgerFault == nil)
    #expect(try LedgerDesk(partners.belgium).verify().fault == nil)
    // Confirmed ones are not sent again, unless they are named.
    #expect(throws: ExchangeError.nothingToSend("BE")) { try partners.export(as: "again.zip") }
    try partners.export([partners.numbers[0]], to: "BE-CC1", as: "again.zip")
    // The index can be made again from ledger and journals, and still knows both.
    _ = try Rebuild.run(partners.belgium, now: "2026-11-24T10:00:00Z")
    #expect(try Self.bundle(partners.take(partners.bundle, at: "2026-11-24T10:00:00Z")).isKnown)
    _ = try Rebuild.run(partners.singapore.workspace, now: "2026-11-24T10:00:00Z")
    #expect(
      try Self.receipt(
        partners.take(taken.receiptPath, in: partners.singapore.workspace, at: "2026-11-24T10:00:00Z")
      ).isKnown)
  }

  @Test("The same bundle twice is entered once, and gives the same receipt; files that were lost come back")
  func twice() throws {
    let partners = try Partners()
    let first = try Self.bundle(partners.take(partners.bundle))
    let note = try DurableFile.read(first.receiptPath)
    try FileManager.default.removeItem(atPath: partners.belgium.root + "/exchange")
    let size = try Self.size(partners.belgium)
    let second = try Self.bundle(partners.take(partners.bundle, at: "2026-11-25T08:00:00Z"))
    #expect(second.isKnown && second.receipt == first.receipt)
    #expect(try DurableFile.read(second.receiptPath) == note && Self.size(partners.belgium) == size)
    #expect(DurableFile.exists("\(second.folder)/\(partners.numbers[0]).pdf"))
  }

  @Test("The same wish under the same ledger gives the same bytes")
  func deterministic() throws {
    let partners = try Partners()
    let again = try partners.export(as: "again.zip")
    #expect(try DurableFile.read(again) == DurableFile.read(partners.bundle))
  }

  @Test("An unknown issuer is refused, whatever the bundle says of its keys, and nothing is entered")
  func unknownIssuer() throws {
    let partners = try Partners(trusting: false)
    #expect(throws: ExchangeError.self) { try partners.take(partners.bundle) }
    #expect(try Self.size(partners.belgium) == 0)
  }

  @Test("A bundle of one's own, and what is neither bundle nor receipt, is told")
  func strangeFiles() throws {
    let partners = try Partners()
    #expect(throws: ExchangeError.own(path: partners.bundle, issuer: "SG-CC1")) {
      try partners.take(partners.bundle, in: partners.singapore.workspace)
    }
    let path = partners.mail + "/letter.txt"
    try DurableFile.write(Array("Dear colleagues".utf8), to: path)
    #expect(throws: ExchangeError.neither(path: path)) { try partners.take(path) }
    let whole = try DurableFile.read(partners.bundle)
    for bytes in [Array(whole.dropLast()), Array(whole.prefix(whole.count / 2)), Array(whole.prefix(4))] {
      try DurableFile.write(bytes, to: path)
      let error = #expect(throws: ExchangeError.self) { try partners.take(path) }
      #expect(error?.isUnreadable == true && error?.description.contains("cut off") == true)
    }
    #expect(try Self.size(partners.belgium) == 0)
  }

  // MARK: - One bad certificate

  struct Alteration: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let reason: String
    /// Changes the first of two certificates.
    let change: @Sendable (inout Bundle, _ numbers: [String]) -> Void
  }

  static let alterations = [
    Alteration(testDescription: "a certificate that crashes its worker", reason: "twice") {
      $0.set(BundleNames.certificate($1[0]), Array("fake-crash".utf8))
    },
    Alteration(testDescription: "the proof of another certificate", reason: "that of another entry") {
      $0.set(BundleNames.proof($1[0], of: "certify"), $0.bytes(BundleNames.proof($1[1], of: "certify")))
    },
    Alteration(testDescription: "the stamp's proof of another certificate", reason: "that of another entry") {
      $0.set(BundleNames.proof($1[0], of: "stamp"), $0.bytes(BundleNames.proof($1[1], of: "stamp")))
    },
    Alteration(testDescription: "a stamp's proof for a certify proof", reason: "that of another entry") {
      $0.set(BundleNames.proof($1[0], of: "certify"), $0.bytes(BundleNames.proof($1[0], of: "stamp")))
    },
    Alteration(testDescription: "another index in the proof", reason: "does not hold") {
      $0.replace(BundleNames.proof($1[0], of: "certify"), "\nindex ", with: "\nindex 1")
    },
    Alteration(testDescription: "a proof without the entry", reason: "does not hold") { bundle, numbers in
      let name = BundleNames.proof(numbers[0], of: "certify")
      let lines = String(decoding: bundle.bytes(name), as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      bundle.set(name, Array(lines.filter { !$0.hasPrefix("extra ") }.joined(separator: "\n").utf8))
    },
    Alteration(testDescription: "the PDF of another certificate", reason: "another certificate") {
      $0.set(BundleNames.pdf($1[0]), $0.bytes(BundleNames.pdf($1[1])))
    },
    Alteration(testDescription: "a PDF with a comment at its end", reason: "not the one that the issuer stamped") {
      $0.set(BundleNames.pdf($1[0]), $0.bytes(BundleNames.pdf($1[0])) + Array("%\n".utf8))
    },
    Alteration(testDescription: "no PDF at all in its place", reason: ".pdf: ") {
      $0.set(BundleNames.pdf($1[0]), Array("hello".utf8))
    },
    Alteration(testDescription: "a changed byte of JSON", reason: "at least one byte was changed") {
      $0.replace(BundleNames.certificate($1[0]), "\"reference\":\"", with: "\"reference\":\"X")
    },
    Alteration(testDescription: "JSON in another spelling", reason: "canonical") {
      $0.replace(BundleNames.certificate($1[0]), "{\"application\"", with: "{ \"application\"")
    },
    Alteration(testDescription: "another certificate's JSON", reason: "another number") {
      $0.set(BundleNames.certificate($1[0]), $0.bytes(BundleNames.certificate($1[1])))
    },
    Alteration(testDescription: "a file that is missing", reason: "missing") { bundle, numbers in
      bundle.set(BundleNames.pdf(numbers[0]), nil)
    },
  ]

  @Test(
    "A certificate that is not what the ledger says is refused with its reason; the others go on",
    arguments: alterations)
  func oneBad(alteration: Alteration) throws {
    let partners = try Partners()
    let path = try partners.altered { alteration.change(&$0, partners.numbers) }
    let report = try partners.take(path)
    let receipt = try Self.bundle(report).receipt
    #expect(!report.isGood && receipt.accepted == [partners.numbers[1]])
    #expect(receipt.refused.map(\.subject) == [partners.numbers[0]])
    let reason = receipt.refused.first?.reason ?? ""
    #expect(reason.contains(alteration.reason), "\(reason)")
    #expect(try Self.size(partners.belgium) == 3)
    // The sender learns that this was not the bundle that it made.
    let folder = partners.belgium.root + "/exchange/SG-CC1"
    #expect(!DurableFile.exists("\(folder)/certificates/\(partners.numbers[0]).json"))
    #expect(throws: ExchangeError.self) {
      try partners.take(Self.bundle(report).receiptPath, in: partners.singapore.workspace, at: "2026-11-24T09:00:00Z")
    }
  }

  @Test("Bytes that the manifest does not know are told; an extra file is left out")
  func manifest() throws {
    let partners = try Partners()
    let changed = try partners.altered(sealed: false) {
      $0.replace(BundleNames.certificate(partners.numbers[0]), "\"copies\":3", with: "\"copies\":4")
      $0.set("certificates/readme.txt", Array("Trust me".utf8))
    }
    let receipt = try Self.bundle(partners.take(changed)).receipt
    #expect(receipt.accepted == [partners.numbers[1]])
    #expect(receipt.refused.map(\.subject) == [partners.numbers[0], "certificates/readme.txt"])
    #expect(receipt.refused[0].reason.contains("SHA-256") && receipt.refused[1].reason.contains("does not list"))
    let none = try partners.altered(sealed: false, as: "none.zip") { $0.set(BundleNames.manifest, nil) }
    #expect(throws: ExchangeError.self) { try partners.take(none) }
  }

  // MARK: - Checkpoints

  static func fault(_ path: String, _ body: () throws -> Void) -> BundleFault? {
    do { try body() } catch ExchangeError.bundle(_, let fault, _) { return fault } catch { return nil }
    return nil
  }

  @Test("A checkpoint of another log, by a wrong key, or changed refuses the bundle")
  func checkpoints() throws {
    let partners = try Partners()
    let genuine = try Checkpoint(
      parsing: SignedNote(parsing: try Bundle(partners.bundle).bytes(BundleNames.checkpoint)).text)
    let thief = try SigningKey(seed: [UInt8](repeating: 9, count: 32))
    let (own, foreign) = (genuine.origin, "co.other.example/ledger")
    let key = try partners.singapore.workspace.ledgerKey()
    let notes = [
      try genuine.signed(by: NoteSigner(name: own, key: thief)).bytes,
      try Checkpoint(origin: foreign, size: genuine.size, root: genuine.root)
        .signed(by: NoteSigner(name: own, key: key)).bytes,
      Array("hello\n".utf8),
    ]
    for note in notes {
      let path = try partners.altered { $0.set(BundleNames.checkpoint, note) }
      guard case .checkpoint = Self.fault(path, { _ = try partners.take(path) }) else {
        Issue.record("not refused")
        continue
      }
    }
    // Under the right key another root: a fork of the issuer's, and no proof leads to it.
    let root = Digest(sha256: [1])
    let path = try partners.altered {
      $0.set(
        BundleNames.checkpoint,
        try Checkpoint(origin: own, size: genuine.size, root: root).signed(by: NoteSigner(name: own, key: key)).bytes)
    }
    let refused = try Self.bundle(partners.take(path)).receipt.refused
    #expect(refused.map(\.subject) == partners.numbers)
    #expect(refused.allSatisfy { $0.reason.contains("another checkpoint") })
    #expect(
      Self.fault(path) { _ = try partners.take(partners.bundle) } == .forked(found: genuine.size, known: genuine.size))
  }

  @Test("A ledger that grew is continued by its proof; an older bundle, and a leap without proof, are refused")
  func growth() throws {
    let partners = try Partners()
    let old = try Bundle(partners.bundle)
    let first = try Self.bundle(partners.take(partners.bundle)).receipt.checkpoint.size
    try partners.singapore.receive(
      "clean-pepper-singapore.json", replacing: "SSH 26/88231", with: "SSH 26/88233", as: "third-for-belgium.json")
    try partners.singapore.run(time: "2026-11-24T22:00:00Z")
    let path = try partners.export(as: "third.zip")
    var without = try Bundle(path)
    without.set(BundleNames.growth(from: first), nil)
    without.sealManifest()
    try without.write(to: partners.mail + "/leap.zip")
    let size = try partners.singapore.ledgerLines.count
    #expect(
      Self.fault(path) { _ = try partners.take(partners.mail + "/leap.zip") } == .noGrowth(found: size, known: first))
    #expect(try Self.bundle(partners.take(path)).receipt.checkpoint.size == size)
    var older = old
    older.set("certificates/x.txt", [1])
    try older.write(to: partners.mail + "/older.zip")
    #expect(
      Self.fault(path) { _ = try partners.take(partners.mail + "/older.zip") } == .older(found: first, known: size))
    // The very bundle that came before is told as known, old as it is.
    #expect(try Self.bundle(partners.take(partners.bundle)).isKnown)
  }

  @Test("What is refused as a whole is kept and entered once, and judged anew when it comes again")
  func refusedWhole() throws {
    let partners = try Partners()
    let file = partners.belgium.trust + "/SG-CC1.json"
    let genuine = try DurableFile.read(file)
    let witness = try NoteSigner(
      name: "witness.example", algorithm: .cosignature, key: SigningKey(seed: [UInt8](repeating: 5, count: 32)))
    let strict = String(decoding: genuine, as: UTF8.self).replacing("\"quorum\":0", with: "\"quorum\":1")
      .replacing("\"witnesses\":[]", with: "\"witnesses\":[\"\(witness.verifier)\"]")
    try DurableFile.write(Array(strict.utf8), to: file)
    let before = try Self.size(partners.belgium)
    for _ in 0..<2 {
      #expect(Self.fault(file) { _ = try partners.take(partners.bundle) } == .unconfirmed(found: 0, quorum: 1))
      #expect(try Self.size(partners.belgium) == before + 2)
    }
    #expect(
      try DurableFile.read(partners.belgium.store.path(of: Digest(sha256: DurableFile.read(partners.bundle))))
        == DurableFile.read(partners.bundle))
    _ = try Rebuild.run(partners.belgium, now: "now")
    try DurableFile.write(genuine, to: file)
    #expect(try Self.bundle(partners.take(partners.bundle)).receipt.accepted == partners.numbers)
    #expect(try LedgerDesk(partners.belgium).verify().isGood)
    _ = try Rebuild.run(partners.belgium, now: "now")
    #expect(try Self.bundle(partners.take(partners.bundle)).isKnown)
  }

  @Test("After both chambers changed the keys of their ledgers, bundles and receipts of before and after are taken")
  func rotation() throws {
    let partners = try Partners()
    func rotate(_ workspace: Workspace, at time: String, seed: UInt8) throws {
      var next = seed
      let desk = KeyDesk(workspace, now: try #require(Timestamp(rfc3339: time))) { count in
        next += 1
        return [UInt8](repeating: next, count: count)
      }
      try desk.rotateLedger()
    }
    let receipt = try Self.bundle(partners.take(partners.bundle)).receiptPath
    try rotate(partners.belgium, at: "2026-11-24T09:00:00Z", seed: 150)
    try rotate(partners.singapore.workspace, at: "2026-11-24T09:00:00Z", seed: 160)
    for (from, to) in [
      (partners.belgium, partners.singapore.workspace), (partners.singapore.workspace, partners.belgium),
    ] {
      let issuer = try from.issuer.id
      let statement = "\(from.trust)/\(issuer).json"
      #expect(throws: TrustDeskError.differs(file: statement, issuer: issuer)) {
        try TrustDesk(to).add(statement)
      }
      #expect(try StatementDesk.accept(statement, into: to.trust).news.count == 1)
    }
    // The receipt is signed by the key of before, the bundle was made under it.
    #expect(try partners.take(receipt, in: partners.singapore.workspace, at: "2026-11-24T10:00:00Z").isGood)
    let old = try partners.altered(sealed: false, as: "old.zip") { $0.set("certificates/x.txt", [1]) }
    #expect(try Self.bundle(partners.take(old, at: "2026-11-24T10:00:00Z")).receipt.accepted == partners.numbers)
    try partners.singapore.receive(
      "clean-pepper-singapore.json", replacing: "SSH 26/88231", with: "SSH 26/88233", as: "third-for-belgium.json")
    try partners.singapore.run(time: "2026-11-24T22:00:00Z")
    let new = try partners.export(as: "new.zip")
    let taken = try Self.bundle(partners.take(new, at: "2026-11-25T08:00:00Z"))
    #expect(taken.receipt.accepted.count == 1 && taken.receipt.refused.isEmpty)
    #expect(
      try partners.take(taken.receiptPath, in: partners.singapore.workspace, at: "2026-11-25T09:00:00Z").isGood)
  }
}
