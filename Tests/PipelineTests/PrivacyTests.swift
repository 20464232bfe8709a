// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Reconciliation
import Signing
import Testing
import Trade

@Suite("What the ledger gives away", .serialized)
struct PrivacyTests {
  static let number = "SG-2026-0000001-H"

  /// A chamber's night and a day at its desk: every kind of entry that speaks of a document.
  static func chamber() throws -> TestChamber {
    let chamber = try TestChamber()
    try chamber.receive(
      "clean-pepper-singapore.json", "held-retroactive-steel.json", "refused-net-over-gross.json",
      "clean-csv-three-applications.csv")
    try chamber.run()
    try chamber.print()
    _ = try Spoiling(chamber.desk("2026-11-25T08:00:00Z")).spoil(number, copy: 1, sheet: nil, reason: "Torn")
    _ = try Reprinting(chamber.desk("2026-11-25T09:00:00Z"), executable: TestChamber.executable).reprint(
      number, recipe: TestChamber.printRoom, reason: "Torn", officer: nil)
    return chamber
  }

  /// What a competitor can put together who guesses a whole application rightly: its very bytes, and all that the
  /// chamber made of them but the salt.
  static func guesses(_ chamber: TestChamber, application: [UInt8]) throws -> [[UInt8]] {
    var guesses = [application, Array(number.utf8)]
    let json = try JSONValue(parsing: application)
    guesses.append(json.canonicalBytes)
    for batch in ["20261124-01", "20261124-02", "20261125-00"] {
      let events = try DurableFile.read(chamber.workspace.batch(batch).events)
      for line in events.split(separator: 0x0A) {
        let object = try #require(try JSONValue(parsing: Array(line)).object)
        let event = try #require(object["event"])
        // What was stamped and sealed has the salt in it; the counts of a batch are told to everybody.
        if event.object?["sha256"] != nil || event.array != nil || event.object?["received"] != nil { continue }
        if event.object?["recipe"] != nil { continue }
        guesses.append(event.canonicalBytes)
        if let form = event.object?["form"] { guesses.append(form.canonicalBytes) }
      }
    }
    let path = chamber.workspace.batch("20261124-01").certificates + "/\(number).json"
    var certificate = try #require(try JSONValue(parsing: try DurableFile.read(path)).object)
    for salt in [nil, "", String(repeating: "0", count: 32)] {
      certificate["salt"] = salt.map { .string($0) }
      guesses.append(JSONValue.object(certificate).canonicalBytes)
    }
    return guesses
  }

  static func entries(_ chamber: TestChamber) throws -> [LedgerEntry] {
    try chamber.ledgerLines.map { try LedgerEntry(parsingLine: Array($0.utf8)) }
  }

  @Test("Whole forms guessed right, byte for byte, cannot be confirmed from the ledger or the published folder")
  func guessing() throws {
    let chamber = try Self.chamber()
    let application = Array(try Data(contentsOf: TestChamber.samples.appending(path: "clean-pepper-singapore.json")))
    let guesses = try Self.guesses(chamber, application: application)
    #expect(guesses.count > 20)
    let entries = try Self.entries(chamber)
    let stages = Set(entries.map(\.stage.rawValue))
    #expect(stages.isSuperset(of: ["receive", "validate", "decide", "print", "spoil", "reprint"]))
    var known: [[UInt8]] = [[], [UInt8](repeating: 0, count: 32), Array("SG-CC1".utf8), Array(Self.number.utf8)]
    known += entries.compactMap(\.doc).map { Array($0.utf8) } + entries.map(\.digest.bytes)
    known += guesses.map { Digest(sha256: $0).bytes }
    var unkeyed: Set<Digest> = []
    for guess in guesses {
      let digest = Digest(sha256: guess)
      unkeyed.formUnion([digest, Digest(sha256: digest.bytes), Digest(sha256: 0, guess[...])])
      for key in known { unkeyed.insert(HMACSHA256.code(key: key, guess)) }
      for stage in stages {
        unkeyed.insert(Digest(sha256: Array(stage.utf8) + [0] + guess))
        for secret in known.prefix(4) {
          let keys = DocumentKeys(yearSecret: secret, applicationDigest: Digest(sha256: application))
          unkeyed.insert(keys.keyedDigest(stage: stage, of: guess))
        }
      }
    }
    let documents = Set(unkeyed.map { String($0.hex.prefix(16)) })
    for entry in entries {
      #expect(!unkeyed.contains(entry.digest), "\(entry.stage)")
      #expect(!documents.contains(entry.doc ?? "-"), "\(entry.stage)")
    }
    // And nothing else that is published, where numbers may stand, holds a digest, a party, goods or an invoice.
    let words = (["Lion City", "epper", "INV", "Torn"].map { Array($0.utf8) } + guesses)
      .filter { $0 != Array(Self.number.utf8) }
    let files = FileManager.default.enumerator(atPath: chamber.workspace.trust)
    var count = 0
    while let name = files?.nextObject() as? String {
      guard let bytes = try? Data(contentsOf: URL(filePath: chamber.workspace.trust + "/" + name)) else { continue }
      count += 1
      for word in words { #expect(bytes.range(of: Data(word)) == nil, "\(name)") }
      for digest in unkeyed {
        #expect(bytes.range(of: Data(digest.bytes)) == nil && bytes.range(of: Data(digest.hex.utf8)) == nil, "\(name)")
      }
    }
    #expect(count >= 4)
  }

  @Test("With the keys of one document an auditor confirms all of its entries, and none of another")
  func opening() throws {
    let chamber = try Self.chamber()
    let number = try #require(CertificateNumber(Self.number))
    let opening = try LedgerDesk(chamber.workspace).opening(of: number)
    #expect(Set(opening.keys.keys) == ["receive", "validate", "decide", "print", "spoil", "reprint"])
    #expect(DocumentOpening(parsing: opening.json.canonicalBytes) == opening)
    let bytes = opening.json.canonicalBytes
    let secret = try chamber.workspace.yearSecret(2026)
    #expect(Data(bytes).range(of: Data(secret.hex.utf8)) == nil)

    let certificates = chamber.workspace.batch("20261124-01").certificates
    let certificate = try DurableFile.read("\(certificates)/\(number).json")
    let entries = try Self.entries(chamber)
    func check(_ opening: DocumentOpening, _ application: [UInt8]?, _ certificate: [UInt8]?) -> OpeningCheck {
      var check = OpeningCheck(opening, application: application, certificate: certificate)
      for (seq, entry) in entries.enumerated() { check.take(entry, seq: seq) }
      return check
    }
    let stored = try #require(try chamber.received(of: number))
    let good = check(opening, stored, certificate)
    #expect(good.isGood && good.rows.count { $0.fits == true } == 7, "\(good.rows)")
    #expect(!check(opening, stored + [0x20], certificate).isGood)
    #expect(!check(opening, stored, certificate + [0x20]).isGood)
    var changed = opening
    for index in changed.events.indices { changed.events[index].text? += " " }
    #expect(!check(changed, stored, certificate).isGood)
    var silent = opening
    silent.events.removeLast()
    #expect(!check(silent, stored, certificate).isGood)

    // Its keys under every other document's entries, with the very bytes that they hash.
    let other = try LedgerDesk(chamber.workspace).opening(
      of: try #require(CertificateNumber(country: "SG", year: 2026, sequence: 2)))
    var borrowed = other
    borrowed.keys = opening.keys
    #expect(!check(borrowed, nil, nil).rows.contains { $0.fits == true })
    #expect(Set(other.keys.values).isDisjoint(with: Set(opening.keys.values)))
  }
}

extension TestChamber {
  /// The application behind a certificate, as it was received.
  func received(of number: CertificateNumber) throws -> [UInt8]? {
    let opening = try LedgerDesk(workspace).opening(of: number)
    let seq = try #require(opening.events.first { $0.stage == "receive" }).seq
    let entry = try LedgerEntry(parsingLine: Array(try ledgerLines[seq].utf8))
    let key = try #require(opening.keys["receive"])
    let files = FileManager.default.enumerator(atPath: workspace.root + "/store")
    while let name = files?.nextObject() as? String {
      guard let bytes = try? DurableFile.read(workspace.root + "/store/" + name) else { continue }
      if HMACSHA256.code(key: key, bytes) == entry.digest { return bytes }
    }
    return nil
  }
}
