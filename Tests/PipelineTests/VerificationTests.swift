// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Seals
import Signing
import Testing
import Trade

@Suite("Verification of files and texts")
struct VerificationTests {
  /// A chamber that has issued certificates on these samples, and their PDFs.
  static func issuing(_ samples: String...) throws -> (chamber: TestChamber, pdfs: [String]) {
    let chamber = try TestChamber()
    for sample in samples { try chamber.receive(sample) }
    let summary = try #require(try chamber.run())
    let folder = chamber.workspace.batch(try #require(summary.batch)).certificates
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".pdf") }.sorted()
    return (chamber, names.map { folder + "/" + $0 })
  }

  static func rows(
    _ arguments: [String], trust: String, jobs: Int = 2, now: String = TestChamber.time
  ) throws -> [JSONObject] {
    let now = try #require(Timestamp(rfc3339: now))
    let rows = try Verification(
      trust: trust, now: now, comparesPaper: false, executable: TestChamber.executable, jobs: jobs
    ).rows(arguments)
    let json = try #require(rows.json.object)
    return try #require(json["pages"]?.array).compactMap(\.object)
  }

  /// What an insurer gets: the entry and the published ledger, nothing else.
  static func insurersFolder(_ chamber: TestChamber) throws -> String {
    let trust = chamber.folder.path + "/insurer"
    let now = try #require(Timestamp(rfc3339: TestChamber.time))
    _ = try LedgerDesk(chamber.workspace).publish(to: trust + "/SG-CC1", now: now)
    try DurableFile.write(try DurableFile.read(chamber.workspace.trust + "/SG-CC1.json"), to: trust + "/SG-CC1.json")
    return trust
  }

  @Test("Every page of what was released is genuine, in its own workspace and from a published ledger alike")
  func released() throws {
    let (chamber, pdfs) = try Self.issuing("clean-25-items-continuation-sheet.json", "clean-pepper-singapore.json")
    let trust = chamber.workspace.trust
    let own = try Self.rows(pdfs, trust: trust)
    #expect(own.count == 11 && own.allSatisfy { $0["verdict"] == "genuine" && $0["paper"] == "matches" })
    #expect(own.prefix(8).map { $0["page"]?.integer } == (1...8).map { $0 })
    #expect(own.prefix(8).map { $0["copy"]?.integer } == [1, 1, 1, 1, 2, 2, 2, 2])
    #expect(own.prefix(8).map { $0["sheet"]?.integer } == [1, 2, 3, 4, 1, 2, 3, 4])
    #expect(own.allSatisfy { $0["step"]?.string != nil && ($0["resolution"]?.integer ?? 0) >= 100 })
    // Sheets as they were printed lie upright; the corners of a code are found to a pixel or so.
    #expect(own.allSatisfy { abs($0["skew"]?.number?.double ?? 90) <= 0.3 })
    #expect(try Self.rows(pdfs, trust: Self.insurersFolder(chamber), jobs: 1) == own)

    // A print run is longer than one job; it begins with a banner, which bears no code. Its sheets bear the same
    // copies as the files: one of the two would be a photocopy.
    let run = chamber.workspace.batch("20261124-01").printRuns + "/run-001.pdf"
    let rows = try Self.rows([run, pdfs[1], pdfs[1]], trust: trust)
    #expect(rows.prefix(12).map { $0["page"]?.integer } == (1...12).map { $0 })
    #expect(rows.map { $0["verdict"]?.string } == ["unreadable"] + Array(repeating: "genuine", count: 17))
    #expect(
      rows[1..<12].allSatisfy {
        $0["paper"] == "not compared"
          && $0["reason"] == "the code is genuine; the goods on this sheet were not compared"
      })
    #expect(rows[12...].allSatisfy { $0["reason"]?.string?.contains("the same copy stands on \(run) page") ?? false })
  }

  @Test("Without a ledger at hand a seal is sealed; a copy that was changed is not relied on")
  func ledgerAtHand() throws {
    let (chamber, pdfs) = try Self.issuing("clean-pepper-singapore.json")
    let trust = try Self.insurersFolder(chamber)
    let checkpoint = trust + "/SG-CC1/checkpoint"
    let note = String(decoding: try DurableFile.read(checkpoint), as: UTF8.self)
    try DurableFile.write(Array(note.replacing("\n8\n", with: "\n7\n").utf8), to: checkpoint)
    let changed = try #require(try Self.rows([pdfs[0]], trust: trust).first)
    #expect(changed["verdict"] == "sealed" && changed["paper"] == "not compared")
    #expect(changed["reason"]?.string?.contains("cannot be relied on") ?? false)
    try FileManager.default.removeItem(atPath: trust + "/SG-CC1")
    let none = try #require(try Self.rows([pdfs[0]], trust: trust).first)
    #expect(none["verdict"] == "sealed")
    #expect(none["reason"]?.string?.contains("no published ledger") ?? false)
  }

  @Test("Files that cannot be looked at get a row each, the others go on")
  func hostileFiles() throws {
    let (chamber, pdfs) = try Self.issuing("clean-pepper-singapore.json")
    let folder = chamber.folder.path + "/scans"
    let whole = try DurableFile.read(pdfs[0])
    let files: [(name: String, bytes: [UInt8])] = [
      ("empty.pdf", []), ("text.pdf", Array("hello".utf8)), ("short.pdf", Array(whole.prefix(3_000))),
      ("header.pdf", Array("%PDF-1.7\n".utf8)), ("fake-crash.pdf", Array("%PDF-1.7".utf8)),
      ("short.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]), ("short.jpg", [0xFF, 0xD8, 0xFF, 0xE0]),
    ]
    try DurableFile.makeFolder(folder)
    for file in files { try DurableFile.write(file.bytes, to: folder + "/" + file.name) }
    let paths = files.map { folder + "/" + $0.name }
    let rows = try Self.rows(paths + [folder, pdfs[0], "HTTPS://EXAMPLE.COM/"], trust: chamber.workspace.trust)
    #expect(rows.count == files.count + 1 + 3 + 1)
    for (path, row) in zip(paths + [folder], rows) {
      #expect(row["file"] == .string(path) && row["verdict"] == "unreadable")
      #expect(row["reason"]?.string?.isEmpty == false)
    }
    #expect(rows[4]["reason"]?.string?.contains("crashed") ?? false)
    #expect(rows.suffix(4).map { $0["verdict"]?.string } == ["genuine", "genuine", "genuine", "foreign"])
    #expect(throws: RunError.self) { try Self.rows([folder + "/missing.pdf"], trust: chamber.workspace.trust) }
  }

  @Test("Trust entries are the files named after an issuer; one that cannot be read stops everything")
  func trustFolder() throws {
    let chamber = try TestChamber()
    let trust = chamber.workspace.trust
    try DurableFile.write(Array("{}".utf8), to: trust + "/SG-2026-0000001-H.json")
    try DurableFile.write(Array("notes".utf8), to: trust + "/readme.txt")
    #expect(try Self.rows(["HTTPS://EXAMPLE.COM/"], trust: trust).map { $0["verdict"] } == ["foreign"])
    try DurableFile.write(Array("{}".utf8), to: trust + "/BE-CC9.json")
    #expect(throws: (any Error).self) { try Self.rows(["HTTPS://EXAMPLE.COM/"], trust: trust) }
    let empty = chamber.folder.path + "/empty"
    try DurableFile.makeFolder(empty)
    #expect(throws: (any Error).self) { try Self.rows(["HTTPS://EXAMPLE.COM/"], trust: empty) }
    #expect(throws: FileError.self) { try Self.rows(["HTTPS://EXAMPLE.COM/"], trust: empty + "/nowhere") }
  }

  @Test("Proofs lead to the signed root; ledger and published copy are good until a byte is changed")
  func ledger() throws {
    let (chamber, _) = try Self.issuing("clean-pepper-singapore.json")
    let now = try #require(Timestamp(rfc3339: TestChamber.time))
    let desk = LedgerDesk(chamber.workspace)
    let number = try #require(CertificateNumber(country: "SG", year: 2026, sequence: 1))
    let proof = try LogProof(parsing: Array(try desk.proof(of: number, now: now).utf8))
    let line = Array(try #require(try chamber.ledgerLines.dropFirst(proof.index).first).utf8)
    #expect(String(decoding: line, as: UTF8.self).contains(number.description))
    let key = try LedgerKeyFile.key(chamber.workspace.keys + "/ledger.vkey")
    let leaf = Digest(sha256: [0] + line)
    #expect(try proof.verified(leaf: leaf, origin: key.name, key: key).size == chamber.ledgerLines.count)
    let next = try #require(CertificateNumber(country: "SG", year: 2026, sequence: 2))
    #expect(throws: LedgerDeskError.notCertified(number: next.description)) { try desk.proof(of: next, now: now) }

    let trust = try Self.insurersFolder(chamber)
    let text = String(decoding: try DurableFile.read(chamber.workspace.keys + "/ledger.vkey"), as: UTF8.self)
    #expect(try LedgerKeyFile.key(String(text.dropLast())) == key)
    #expect(try desk.verify().isGood)
    let file = chamber.workspace.ledgerFolder + "/ledger.jsonl"
    #expect(try LedgerAudit.verify(.file(file, checkpoint: nil), key: key).isGood)
    #expect(try LedgerAudit.verify(.published(trust + "/SG-CC1"), key: key).size == chamber.ledgerLines.count)
    var lines = try chamber.ledgerLines
    lines[5] = lines[5].replacing("\"stage\":\"", with: "\"stage\":\"x")
    try DurableFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: file)
    #expect(try LedgerAudit.verify(.file(file, checkpoint: nil), key: key).fault?.line == 6)
    #expect(try desk.verify().fault?.line == 6)
    let bundle = trust + "/SG-CC1/tile/entries/000.p/\(lines.count)"
    let entries = String(decoding: try DurableFile.read(bundle), as: UTF8.self)
    try DurableFile.write(Array(entries.replacing("\"stage\":\"stamp\"", with: "\"stage\":\"proof\"").utf8), to: bundle)
    #expect(try LedgerAudit.verify(.published(trust + "/SG-CC1"), key: key).isGood == false)
  }
}
