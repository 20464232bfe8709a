// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Ledger
import Reconciliation
import Seals
import Signing
import Testing
import Trade

@Suite("Seals and the published ledger")
struct ListingTests {
  @Test("The three seals of the worked batch are genuine")
  func workedBatch() throws {
    let chamber = try Chamber()
    let text = String(decoding: try Vectors.batch1("vectors.json"), as: UTF8.self)
    let seals = text.matches(of: /"text": "(HTTPS:[^"]+)"/).map { String($0.1) }
    #expect(seals.count == 3)
    for (index, seal) in seals.enumerated() {
      let finding = try chamber.finding(seal)
      #expect(finding.verdict == .genuine && finding.paper == .notCompared)
      #expect(finding.reason == "the code is genuine; the goods on this sheet were not compared")
      #expect(finding.claims?.copy == index + 1 && finding.claims?.number == "SG-2026-0000001-H")
    }
  }

  @Test(
    "The state of a number comes from all later entries",
    arguments: [
      (1, 1, nil, nil, .genuine), (2, 1, nil, nil, .revoked), (3, 1, nil, nil, .replaced), (4, 1, 1, 2, .genuine),
      (4, 1, 2, 2, .genuine), (5, 1, nil, nil, .genuine), (5, 2, nil, nil, .spoiled), (5, 3, nil, nil, .genuine),
      (6, 1, 1, 2, .genuine), (6, 1, 2, 2, .spoiled), (6, 2, 2, 2, .genuine), (7, 1, nil, nil, .revoked),
      (8, 1, nil, nil, .revoked),
    ] as [(Int, Int, Int?, Int?, Verdict)])
  func states(_ sequence: Int, _ copy: Int, _ sheet: Int?, _ sheets: Int?, _ verdict: Verdict) throws {
    let chamber = try Chamber()
    let claims = chamber.claims(sequence, copy: copy, sheet: sheet, sheets: sheets)
    let finding = try chamber.finding(chamber.text(claims))
    #expect(finding.verdict == verdict)
    #expect(finding.claims == claims)
    if sequence == 3 { #expect(finding.reason.contains(Chamber.number(4))) }
  }

  @Test("Many codes at once get what each gets alone, in their order")
  func together() throws {
    let chamber = try Chamber()
    var texts: [String] = []
    for sequence in [8, 1, 5, 2, 7, 3, 1] { texts.append(try chamber.text(chamber.claims(sequence, copy: 2))) }
    texts.insert("HTTPS://EXAMPLE.COM/", at: 3)
    let together = try chamber.findings(texts.map { PresentedCode(text: Array($0.utf8)) })
    #expect(together == (try texts.map { try chamber.finding($0) }))
    #expect(
      together.map(\.verdict) == [.revoked, .genuine, .spoiled, .foreign, .revoked, .revoked, .replaced, .genuine])
  }

  @Test("The chamber's own ledger tells the same as its published copy")
  func ownLedger() throws {
    let chamber = try Chamber(cosigned: Chamber.published)
    var codes: [PresentedCode] = []
    for sequence in 1...8 {
      for copy in 1...3 {
        let text = try chamber.text(chamber.claims(sequence, copy: copy, sheet: 2, sheets: 2))
        codes.append(PresentedCode(text: Array(text.utf8), file: chamber.stamps[sequence]))
      }
    }
    for entry in [chamber.entry(), chamber.entry(isWitnessed: true, quorum: 1)] {
      let own = try chamber.findings(codes, entry: entry, ledger: chamber.ownLedger())
      #expect(own == (try chamber.findings(codes, entry: entry)))
      #expect(Set(own.map(\.verdict)) == [.genuine, .revoked, .replaced, .spoiled])
    }
  }

  @Test("Another entry where the seal points is unlisted, even if the issuer signed")
  func unlisted() throws {
    let chamber = try Chamber()
    for index in 0..<20 where index != 4 {
      var claims = chamber.claims(1)
      claims.ledgerIndex = index
      #expect(try chamber.finding(chamber.text(claims)).verdict == .unlisted)
    }
    var otherDigest = chamber.claims(1)
    otherDigest.certificateDigest = chamber.claims(4).certificateDigest
    #expect(try chamber.finding(chamber.text(otherDigest)).verdict == .unlisted)
    var otherNumber = chamber.claims(1)
    otherNumber.number = Chamber.number(9)
    #expect(try chamber.finding(chamber.text(otherNumber)).verdict == .unlisted)
  }

  @Test("Beyond the checkpoint at hand, and without a ledger, a good seal is only sealed")
  func sealed() throws {
    let chamber = try Chamber()
    for index in [1_000, Int.max] {
      var claims = chamber.claims(1)
      claims.ledgerIndex = index
      #expect(try chamber.finding(chamber.text(claims)).verdict == .sealed)
    }
    let text = try chamber.text(chamber.claims(1))
    #expect(try chamber.finding(text, ledger: TrustFolder.LedgerCopy.none).verdict == .sealed)
    let unusable = try chamber.finding(text, ledger: .unusable("its checkpoint is not signed"))
    #expect(unusable.verdict == .sealed && unusable.reason.contains("its checkpoint is not signed"))
  }

  @Test("An entry changed in the published copy makes nothing genuine")
  func changedCopy() throws {
    let chamber = try Chamber()
    let bundles = chamber.publishedFolder + "/tile/entries/000.p"
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: bundles).first)
    let file = URL(filePath: bundles + "/" + name)
    var bytes = try Data(contentsOf: file)
    // The revocation of number 2 turned into a print.
    let place = try #require(bytes.range(of: Data(#""stage":"revoke""#.utf8)))
    bytes.replaceSubrange(place, with: Data(#""stage":"reprin""#.utf8))
    try bytes.write(to: file)
    let finding = try chamber.finding(chamber.text(chamber.claims(2)))
    #expect(finding.verdict == .sealed && finding.reason.contains("is not the one that was signed"))
  }

  @Test(
    "A key counts from its first day to its last",
    arguments: [
      ("2026-11-23", nil, .genuine), ("2026-11-24", nil, .forged), ("2026-01-01", "2026-11-23", .genuine),
      ("2026-01-01", "2026-11-22", .forged),
    ] as [(String, String?, Verdict)])
  func days(_ from: String, _ until: String?, _ verdict: Verdict) throws {
    let chamber = try Chamber()
    let entry = chamber.entry(from: from, until: until)
    #expect(try chamber.finding(chamber.text(chamber.claims(1)), entry: entry).verdict == verdict)
  }

  @Test("After a compromise and further nights, what the last checkpoint confirmed before it covers still counts")
  func confirmedBefore() throws {
    let chamber = try Chamber(cosigned: Timestamp(rfc3339: "2026-11-24T23:00:00Z"))
    let (before, ninth) = try chamber.thirdNight()
    let first = try chamber.text(chamber.claims(1))
    func verdicts(_ day: String, _ note: SignedNote?, isWitnessed: Bool = true) throws -> [Verdict] {
      let entry = chamber.entry(compromised: day, confirmed: note, isWitnessed: isWitnessed)
      return try [chamber.ledgerCopy(), chamber.ownLedger()].flatMap { ledger in
        try [first, ninth].map { try chamber.finding($0, entry: entry, ledger: ledger).verdict }
      }
    }
    #expect(try verdicts("2026-11-25", before) == [.genuine, .unlisted, .genuine, .unlisted])
    // Confirmed too late, by a witness that the reader does not know, or not at all.
    let nothing = [Verdict](repeating: .unlisted, count: 4)
    #expect(try verdicts("2026-11-24", before) == nothing)
    #expect(try verdicts("2026-11-25", before, isWitnessed: false) == nothing)
    #expect(try verdicts("2026-11-25", nil) == nothing)
    // Another history under the same keys: the thief's.
    let fork = try Checkpoint(origin: Chamber.origin, size: 9, root: Digest(sha256: [1]))
    let signed = try fork.signed(by: NoteSigner(name: Chamber.origin, key: chamber.ledgerKey))
    let early = try #require(Timestamp(rfc3339: "2026-11-24T01:00:00Z"))
    #expect(
      try verdicts("2026-11-25", signed.adding(chamber.witness.cosign(fork, time: early.seconds))) == nothing)
  }

  @Test("After a compromise only what witnesses confirmed before it counts")
  func compromised() throws {
    let confirmed = try Chamber(cosigned: Timestamp(rfc3339: "2026-11-24T23:00:00Z"))
    let text = try confirmed.text(confirmed.claims(1))
    func verdict(_ stolen: String, isWitnessed: Bool = true) throws -> Verdict {
      let entry = confirmed.entry(compromised: stolen, isWitnessed: isWitnessed)
      return try confirmed.finding(text, entry: entry).verdict
    }
    // The seal's own date is what a thief would write.
    #expect(try verdict("2026-11-23") == .forged)
    #expect(try verdict("2026-11-24") == .unlisted)
    #expect(try verdict("2026-11-25") == .genuine)
    #expect(try verdict("2026-11-25", isWitnessed: false) == .unlisted)
    let entry = confirmed.entry(compromised: "2026-11-25", isWitnessed: true)
    let noLedger = try confirmed.finding(text, entry: entry, ledger: TrustFolder.LedgerCopy.none)
    #expect(noLedger.verdict == .unlisted)
  }

  @Test("A quorum of witnesses is asked for, or not")
  func quorum() throws {
    let alone = try Chamber()
    let text = try alone.text(alone.claims(1))
    #expect(try alone.finding(text, entry: alone.entry(isWitnessed: true)).verdict == .genuine)
    let asking = alone.entry(isWitnessed: true, quorum: 1)
    let finding = try alone.finding(text, entry: asking)
    #expect(finding.verdict == .sealed && finding.reason.contains("confirmed by 0 of the 1 witnesses"))
    let confirmed = try Chamber(cosigned: Chamber.published)
    #expect(try confirmed.finding(text, entry: asking).verdict == .genuine)
  }

  @Test(
    "An old checkpoint brings a warning; a witness's newer word makes it young",
    arguments: [(6, false, false), (8, false, true), (8, true, false), (20, true, true)])
  func age(_ days: Int, _ isConfirmed: Bool, _ warns: Bool) throws {
    let third = Timestamp(seconds: Chamber.published.seconds + 3 * 86_400)
    let chamber = try Chamber(cosigned: isConfirmed ? third : nil)
    let now = Timestamp(seconds: Chamber.published.seconds + days * 86_400)
    let finding = try chamber.finding(
      chamber.text(chamber.claims(1)), entry: chamber.entry(isWitnessed: true), now: now)
    #expect(finding.verdict == .genuine)
    #expect(finding.reason.contains("days old") == warns)
  }

  @Test("Only a file whose digest was stamped for that number matches")
  func paper() throws {
    let chamber = try Chamber()
    let text = try chamber.text(chamber.claims(1))
    let stamped = try chamber.finding(text, file: chamber.stamps[1])
    #expect(stamped.verdict == .genuine && stamped.paper == .matches)
    #expect(stamped.reason == "the code is genuine, and the file is byte for byte the one that SG-CC1 stamped")
    // The PDF of another certificate with this code on it.
    let pasted = try chamber.finding(text, file: chamber.stamps[4])
    #expect(pasted.verdict == .genuine && pasted.paper == .notCompared)
    let revoked = try chamber.finding(chamber.text(chamber.claims(2)), file: chamber.stamps[2])
    #expect(revoked.verdict == .revoked && revoked.paper == .matches)
    let sealed = try chamber.finding(text, file: chamber.stamps[1], ledger: TrustFolder.LedgerCopy.none)
    #expect(sealed.paper == .notCompared)
  }

  @Test("A proof shows that a certificate was listed, or that another entry stands there; never that it is in force")
  func proofs() throws {
    let chamber = try Chamber()
    let folder = chamber.folder.path + "/ledger"
    let ledger = try LedgerFile(opening: folder, origin: Chamber.origin, key: chamber.ledgerKey)
    func finding(
      _ claims: SealClaims, index: Int? = nil, withEntry: Bool = true, entry: TrustEntry? = nil,
      copy: TrustFolder.LedgerCopy = .none
    ) throws -> SealFinding {
      let proof = try ledger.logProof(of: index ?? claims.ledgerIndex, withEntry: withEntry)
      let trust = try TrustFolder([entry ?? chamber.entry()], ledgers: [Chamber.issuer: copy])
      let code = PresentedCode(text: Array(try chamber.text(claims).utf8))
      let findings = SealCheck(trust: trust, proofs: [proof], now: Chamber.published).findings(for: [code])
      return try #require(findings.first)
    }
    let claims = chamber.claims(1)
    let listed = try finding(claims)
    #expect(listed.verdict == .sealed && listed.reason.contains("listed the certificate; whether it was revoked"))
    // The proof of another entry tells nothing of this one; a seal that points to another entry is caught.
    #expect(try !finding(claims, index: 9).reason.contains("proof"))
    var elsewhere = claims
    elsewhere.ledgerIndex = 9
    #expect(try finding(elsewhere).verdict == .unlisted)
    // Without the entry, or without the witnesses that are asked for, it does not count.
    let bare = try finding(claims, withEntry: false)
    #expect(bare.verdict == .sealed && bare.reason.contains("made with --entry"))
    let asking = chamber.entry(isWitnessed: true, quorum: 1)
    #expect(try finding(claims, entry: asking).reason.contains("confirmed by 0 of the 1 witnesses"))
    // The ledger at hand tells more.
    #expect(try finding(chamber.claims(2), copy: chamber.ledgerCopy()).verdict == .revoked)
  }
}
