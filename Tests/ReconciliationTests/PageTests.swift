// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Ledger
import Reconciliation
import Seals
import Seeded
import Signing
import Testing
import Trade

/// The page that a printed code opens tells what `certmill verify` tells. Needs node.
@Suite("The page's JavaScript", .enabled(if: PageFinding.node != nil))
struct PageTests {
  let chamber: Chamber

  init() throws {
    chamber = try Chamber()
  }

  /// The page trusts its own chamber alone.
  func expectSame(
    _ codes: [String], _ chamber: Chamber, entry: TrustEntry? = nil, now: Timestamp = Chamber.published,
    withoutEd25519: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let entry = entry ?? chamber.entry()
    let trust = try TrustFolder([entry], ledgers: [Chamber.issuer: try chamber.ledgerCopy()])
    let expected = SealCheck(trust: trust, now: now).findings(for: codes.map { PresentedCode(text: Array($0.utf8)) })
    let found = try PageFinding.findings(
      codes, entry: entry, folder: chamber.publishedFolder, now: now.seconds, withoutEd25519: withoutEd25519)
    try #require(found.count == expected.count, sourceLocation: sourceLocation)
    for (index, finding) in expected.enumerated() {
      let words = "\(codes[index]): \(found[index].verdict), \(found[index].reason); expected \(finding)"
      #expect(found[index].verdict == finding.verdict.rawValue, "\(words)", sourceLocation: sourceLocation)
      #expect(found[index].shows(finding.claims), "\(words)", sourceLocation: sourceLocation)
    }
  }

  func fates() throws -> [String] {
    var codes: [String] = []
    for sequence in 1...8 {
      for copy in 1...3 { codes.append(try chamber.text(chamber.claims(sequence, copy: copy))) }
      for sheet in 1...2 { codes.append(try chamber.text(chamber.claims(sequence, sheet: sheet, sheets: 2))) }
    }
    return codes
  }

  @Test("It finds the fate of every certificate, with the browser's Ed25519 and without", arguments: [false, true])
  func states(withoutEd25519: Bool) throws {
    let codes = try fates()
    try expectSame(codes, chamber, withoutEd25519: withoutEd25519)
    let found = try PageFinding.findings(
      codes, entry: chamber.entry(), folder: chamber.publishedFolder, now: Chamber.published.seconds)
    #expect(Set(found.map(\.verdict)) == ["genuine", "revoked", "replaced", "spoiled"])
    #expect(found[0].reason == "the code is genuine; the goods on this sheet were not compared")
  }

  @Test("It reads missing claims, long names and all scripts as the program does")
  func claims() throws {
    var codes: [String] = []
    for name in ["", "A", "Ångström & Søn", "شركة التجارة", "新加坡香料有限公司", String(repeating: "W", count: 200)] {
      var claims = chamber.claims(1)
      claims.exporter = name
      codes.append(try chamber.text(claims))
      (claims.origin, claims.destination, claims.grossKg, claims.invoice) = (nil, nil, nil, nil)
      codes.append(try chamber.text(claims))
    }
    for index in [0, 3, 5, 23, 24, 255, 256, 65_535, 65_536, 1 << 32, 1 << 53, Int.max] {
      var claims = chamber.claims(1)
      (claims.ledgerIndex, claims.grossKg) = (index, index)
      codes.append(try chamber.text(claims))
    }
    try expectSame(codes, chamber)
  }

  @Test("It refuses every change of a character and every other spelling as the program does")
  func changes() throws {
    let good = try chamber.text(chamber.claims(1))
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abz018=/?%# ")
    var random = SeededNumbers(seed: 31)
    var codes = ForgeryTests.spellings.map { $0.apply(good) }
    for place in good.indices {
      var changed = good
      let other = alphabet.filter { $0 != good[place] }.randomElement(using: &random) ?? "A"
      changed.replaceSubrange(place...place, with: String(other))
      codes.append(changed)
      codes.append(String(good[..<place]))
    }
    try expectSame(codes, chamber)
  }

  @Test("It takes deterministic CBOR alone: every byte of a seal changed, under the right signature or not")
  func bytes() throws {
    let good = SealBytes(try chamber.text(chamber.claims(6, sheet: 1, sheets: 2)))
    var random = SeededNumbers(seed: 32)
    var codes: [String] = []
    for place in good.bytes.indices {
      for _ in 0..<3 {
        var changed = good
        changed.bytes[place] = UInt8.random(in: 0...255, using: &random)
        codes.append(changed.text)
      }
      var changed = good
      changed.bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      codes.append(changed.text)
      changed.bytes.remove(at: place)
      changed.bytes.remove(at: place)
      codes.append(changed.text)
    }
    try expectSame(codes, chamber)
  }

  @Test("It binds seals to issuer, number, host and day, and knows keys that sign no certificates")
  func bindings() throws {
    let stranger = try SigningKey(seed: Array(repeating: 9, count: 32))
    var codes: [String] = []
    for change in ForgeryTests.changes {
      var claims = chamber.claims(1)
      change.apply(&claims)
      codes += [try chamber.text(claims), try chamber.text(claims, key: stranger)]
      let forged = SealBytes(try chamber.text(claims, key: stranger))
      codes.append(forged.dressed(as: SealBytes(try chamber.text(chamber.claims(1)))))
    }
    for key in [chamber.ledgerKey, chamber.witnessKey] { codes.append(try chamber.text(chamber.claims(1), key: key)) }
    codes.append(try chamber.text(chamber.claims(1), host: "CO.EXAMPLE.BE"))
    var foreign = chamber.claims(1)
    foreign.number = Chamber.number(1, country: "BE")
    codes.append(try chamber.text(foreign))
    foreign.number = "SG-2026-0000001-A"
    codes.append(try chamber.text(foreign))
    codes += ["", "HTTPS://EXAMPLE.COM/", "https://co.example.sg/1/2KC", "HTTPS://CO.EXAMPLE.SG/1/"]
    for entry in [
      chamber.entry(), chamber.entry(isWitnessed: true), chamber.entry(from: "2026-11-24"),
      chamber.entry(until: "2026-11-22"), chamber.entry(compromised: "2026-11-23"),
      chamber.entry(compromised: "2026-11-25"), chamber.entry(isWitnessed: true, quorum: 1),
    ] {
      try expectSame(codes, chamber, entry: entry)
    }
  }

  @Test("It asks for the witnesses that the trust entry asks for, and counts their word after a compromise")
  func witnesses() throws {
    let confirmed = try Chamber(cosigned: Timestamp(rfc3339: "2026-11-24T23:00:00Z"))
    let codes = try [1, 2, 5].map { try confirmed.text(confirmed.claims($0)) }
    for entry in [
      confirmed.entry(isWitnessed: true, quorum: 1), confirmed.entry(compromised: "2026-11-24", isWitnessed: true),
      confirmed.entry(compromised: "2026-11-25", isWitnessed: true), confirmed.entry(compromised: "2026-11-25"),
    ] {
      try expectSame(codes, confirmed, entry: entry)
    }
  }

  @Test("After a compromise it takes what an earlier checkpoint of the trust entry shows, as the program does")
  func confirmed() throws {
    let chamber = try Chamber(cosigned: Timestamp(rfc3339: "2026-11-24T23:00:00Z"))
    let (before, ninth) = try chamber.thirdNight()
    let codes = [try chamber.text(chamber.claims(1)), ninth]
    for (day, note) in [("2026-11-25", before), ("2026-11-24", before), ("2026-11-25", nil)] {
      let entry = chamber.entry(compromised: day, confirmed: note, isWitnessed: true)
      try expectSame(codes, chamber, entry: entry)
      let found = try PageFinding.findings(
        codes, entry: entry, folder: chamber.publishedFolder, now: Chamber.published.seconds)
      #expect(found[0].verdict == (day == "2026-11-25" && note != nil ? "genuine" : "unlisted"))
      #expect(found[1].verdict == "unlisted")
    }
  }

  @Test("It calls nothing genuine under a published folder in which any byte was changed")
  func changedFolder() throws {
    let codes = [try chamber.text(chamber.claims(1))]
    let folder = chamber.publishedFolder
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      $0 == "checkpoint" || $0.contains(".p/")
    }
    #expect(names.count == 3)
    for name in names {
      let file = URL(filePath: folder + "/" + name)
      let bytes = try Data(contentsOf: file)
      for place in stride(from: 0, to: bytes.count, by: bytes.count / 8) {
        var changed = bytes
        changed[place] ^= 1
        try changed.write(to: file)
        let found = try PageFinding.findings(
          codes, entry: chamber.entry(), folder: folder, now: Chamber.published.seconds)
        #expect(found[0].verdict == "sealed", "\(name) byte \(place): \(found[0].reason)")
      }
      try bytes.write(to: file)
    }
    try expectSame(codes, chamber)
  }

  @Test("It warns of an old ledger on the day on which the program does", arguments: [6, 7, 30])
  func age(days: Int) throws {
    let now = Chamber.published.seconds + days * 86_400
    let code = try chamber.text(chamber.claims(1))
    let expected = try chamber.finding(code, now: Timestamp(seconds: now))
    let found = try PageFinding.findings([code], entry: chamber.entry(), folder: chamber.publishedFolder, now: now)
    #expect((found[0].warning != nil) == expected.reason.contains("days old"))
  }

  @Test("A lost certificate of which a duplicate was made counts no more")
  func lost() throws {
    var ledger = try LedgerFile(
      opening: chamber.folder.path + "/ledger", origin: Chamber.origin, key: chamber.ledgerKey)
    try ledger.append([
      LedgerEntry(
        batch: "20261125-01", digest: Digest(sha256: [1]), number: Chamber.number(4), stage: .duplicate,
        time: "2026-11-25T21:00:00Z", successor: Chamber.number(5))
    ])
    try ledger.publish(to: chamber.publishedFolder)
    let code = try chamber.text(chamber.claims(4))
    try expectSame([code], chamber)
    let found = try PageFinding.findings(
      [code], entry: chamber.entry(), folder: chamber.publishedFolder, now: Chamber.published.seconds)
    #expect(found[0].verdict == "replaced" && found[0].reason.contains(Chamber.number(5)))
  }

  @Test("It reads long ledgers to the end, in bundles, and says what it has not read")
  func longLedger() throws {
    let folder = chamber.folder.path + "/ledger"
    var ledger = try LedgerFile(opening: folder, origin: Chamber.origin, key: chamber.ledgerKey)
    let batch = (0..<700).map { index in
      LedgerEntry(
        batch: "20261125-01", digest: Digest(sha256: [1]), doc: "00000000000000ff",
        stage: index == 0 ? .receive : .validate, time: "2026-11-25T21:00:00Z")
    }
    try ledger.append(batch)
    try ledger.append([
      LedgerEntry(
        batch: "20261125-01", digest: Digest(sha256: [2]), number: Chamber.number(4), stage: .revoke,
        time: "2026-11-25T21:00:00Z")
    ])
    try ledger.publish(to: chamber.publishedFolder)
    try expectSame(try fates(), chamber)
    let code = try chamber.text(chamber.claims(4))
    func finding(_ mostBundles: Int?) throws -> PageFinding {
      try PageFinding.findings(
        [code], entry: chamber.entry(), folder: chamber.publishedFolder, now: Chamber.published.seconds,
        mostBundles: mostBundles)[0]
    }
    #expect(try finding(nil).verdict == "revoked")
    let partly = try finding(2)
    #expect(partly.verdict == "sealed" && partly.left == ledger.size - 512)
  }
}
