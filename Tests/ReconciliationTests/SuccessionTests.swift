// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Ledger
import Reconciliation
import Signing
import Testing
import Trade

/// A reader holds one entry of a chamber and is offered another.
@Suite("Key statements")
struct SuccessionTests {
  let chamber: Chamber
  let newSeal: SigningKey
  let newLedger: SigningKey
  let stranger: SigningKey

  init() throws {
    chamber = try Chamber()
    newSeal = try SigningKey(seed: Array(0x80...0x9F))
    newLedger = try SigningKey(seed: Array(0xC0...0xDF))
    stranger = try SigningKey(seed: Array(0xE0...0xFF))
  }

  static func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(daysSinceEpoch: 0) }

  var held: TrustEntry { chamber.entry(isWitnessed: true, quorum: 1) }

  /// A statement for the new key of seals.
  func statement(
    by key: SigningKey? = nil, from: String = "2026-12-01", use: KeyStatement.Use = .seals,
    issuer: String = Chamber.issuer, of successor: SigningKey? = nil, name: String? = nil
  ) throws -> KeyStatement {
    try KeyStatement(
      issuer: issuer, use: use, from: Self.day(from), successor: (successor ?? newSeal).publicKey,
      name: name ?? TrustEntry.sealKeyName(of: Chamber.issuer), signedWith: key ?? chamber.issuerKey)
  }

  /// The entry after a change of the issuer's key.
  func next(
    _ statements: [KeyStatement], until: String? = "2026-12-01", compromised: String? = nil,
    from: String = "2026-12-01", name: String = "Lion City Chamber", hosts: [String] = [Chamber.host],
    witnesses: Int = 1, quorum: Int = 1, keepsOld: Bool = true
  ) -> TrustEntry {
    let old = TrustEntry.SealKey(
      key: chamber.issuerKey.publicKey, from: Self.day("2026-01-01"), until: until.map(Self.day),
      compromised: compromised.map(Self.day))
    return TrustEntry(
      issuer: Chamber.issuer, name: name, country: "SG", hosts: hosts,
      keys: (keepsOld ? [old] : []) + [TrustEntry.SealKey(key: newSeal.publicKey, from: Self.day(from))],
      ledger: TrustEntry.LedgerKeys(
        origin: Chamber.origin, key: chamber.ledgerVerifier,
        witnesses: Array(repeating: chamber.witness.verifier, count: witnesses), quorum: quorum),
      statements: statements)
  }

  func isRefused(_ entry: TrustEntry) -> Bool {
    if case .refused = held.succession(to: entry) { return true }
    return false
  }

  @Test("A new key that the old one vouches for is taken, and nothing new is told as that")
  func accepted() throws {
    #expect(held.succession(to: held) == .unchanged)
    let entry = next([try statement()])
    guard case .accepted(let news) = held.succession(to: entry) else {
      Issue.record("\(held.succession(to: entry))")
      return
    }
    #expect(news.count == 2 && news[0].contains(newSeal.publicKey.fingerprint))
  }

  @Test("A chain of keys is followed, a key of it that is missing ends it")
  func chain() throws {
    let third = try SigningKey(seed: Array(0x10...0x2F))
    let first = try statement()
    let second = try statement(by: newSeal, from: "2027-01-01", of: third)
    let base = next([first, second])
    let keys =
      [base.keys[0]] + [
        TrustEntry.SealKey(key: newSeal.publicKey, from: Self.day("2026-12-01"), until: Self.day("2027-01-01"))
      ]
      + [TrustEntry.SealKey(key: third.publicKey, from: Self.day("2027-01-01"))]
    func entry(_ statements: [KeyStatement]) -> TrustEntry {
      TrustEntry(
        issuer: base.issuer, name: base.name, country: base.country, hosts: base.hosts, keys: keys,
        ledger: base.ledger, statements: statements)
    }
    #expect(!isRefused(entry([first, second])))
    #expect(isRefused(entry([second])) && isRefused(entry([first])))
  }

  @Test(
    "A statement by another key, for another day, issuer, use or key, or an old key that was not good then, is none")
  func unsigned() throws {
    #expect(isRefused(next([])))
    for bad in [
      try statement(by: stranger), try statement(by: newSeal), try statement(by: chamber.ledgerKey),
      try statement(from: "2026-12-02"), try statement(use: .ledger), try statement(issuer: "BE-CC9"),
      try statement(of: stranger),
    ] {
      #expect(isRefused(next([bad])), "\(bad)")
    }
    let good = try statement()
    #expect(isRefused(next([good], until: "2026-11-30")))
    #expect(isRefused(next([good], compromised: "2026-12-24")))
    // The very words under a signature that is not theirs.
    let forged = try KeyStatement(
      SignedNote(text: try statement().note.text, signatures: try statement(from: "2026-12-02").note.signatures))
    #expect(isRefused(next([forged])))
  }

  @Test("What no key vouches for has to stay, and nothing may become looser")
  func looser() throws {
    let good = try statement()
    #expect(!isRefused(next([good])))
    #expect(isRefused(next([good], name: "Another Chamber")))
    #expect(isRefused(next([good], hosts: ["CO.EVIL.EXAMPLE"])))
    #expect(isRefused(next([good], witnesses: 0, quorum: 0)))
    #expect(isRefused(next([good], quorum: 0)))
    #expect(isRefused(next([good], keepsOld: false)))
    let ended = chamber.entry(until: "2026-12-24", compromised: "2026-12-30", isWitnessed: true, quorum: 1)
    for (until, compromised) in [("2026-12-25", "2026-12-30"), ("2026-12-24", "2026-12-31")] {
      let entry = chamber.entry(until: until, compromised: compromised, isWitnessed: true, quorum: 1)
      guard case .refused = ended.succession(to: entry) else {
        Issue.record("\(until) \(compromised)")
        continue
      }
    }
    guard
      case .accepted = ended.succession(
        to: chamber.entry(until: "2026-12-24", compromised: "2026-12-01", isWitnessed: true, quorum: 1))
    else {
      Issue.record("a stricter entry was refused")
      return
    }
  }

  @Test("A ledger's new key is taken on the word of the one at hand, not of a compromised one or of nobody")
  func ledgerKey() throws {
    let verifier = try VerifierKey(name: Chamber.origin, key: newLedger.publicKey)
    func entry(_ statements: [KeyStatement], compromised: String? = nil, names old: Bool = true) -> TrustEntry {
      TrustEntry(
        issuer: held.issuer, name: held.name, country: held.country, hosts: held.hosts, keys: held.keys,
        ledger: TrustEntry.LedgerKeys(
          origin: Chamber.origin, key: verifier,
          earlier: old
            ? [
              .init(
                key: chamber.ledgerVerifier, until: Self.day("2026-11-30"), compromised: compromised.map(Self.day))
            ] : [], witnesses: held.ledger.witnesses, quorum: 1), statements: statements)
    }
    func word(_ key: SigningKey) throws -> KeyStatement {
      try statement(by: key, from: "2026-11-30", use: .ledger, of: newLedger, name: Chamber.origin)
    }
    #expect(!isRefused(entry([try word(chamber.ledgerKey)])))
    #expect(isRefused(entry([])))
    #expect(isRefused(entry([try word(stranger)])))
    #expect(isRefused(entry([try word(chamber.issuerKey)])))
    #expect(isRefused(entry([try word(chamber.ledgerKey)], compromised: "2026-11-20")))
    #expect(isRefused(entry([try word(chamber.ledgerKey)], names: false)))
  }

  @Test("A checkpoint of a key that was given up counts for entries of its days alone")
  func earlierCheckpoint() throws {
    let verifier = try VerifierKey(name: Chamber.origin, key: newLedger.publicKey)
    func verdict(until: String, compromised: String? = nil) throws -> Verdict {
      let old = TrustEntry.LedgerKeys.Earlier(
        key: chamber.ledgerVerifier, until: Self.day(until), compromised: compromised.map(Self.day))
      let entry = TrustEntry(
        issuer: held.issuer, name: held.name, country: held.country, hosts: held.hosts, keys: held.keys,
        ledger: TrustEntry.LedgerKeys(origin: Chamber.origin, key: verifier, earlier: [old]))
      let copy = TrustFolder.LedgerCopy.published(
        try PublishedLedger(
          folder: chamber.publishedFolder, origin: Chamber.origin, key: verifier, earlier: [chamber.ledgerVerifier]))
      return try chamber.finding(try chamber.text(chamber.claims(1)), entry: entry, ledger: copy).verdict
    }
    #expect(try verdict(until: "2026-11-24") == .genuine)
    #expect(try verdict(until: "2026-11-23") == .sealed)
    #expect(try verdict(until: "2026-11-24", compromised: "2026-11-24") == .sealed)
    #expect(throws: LedgerError.self) {
      try PublishedLedger(folder: chamber.publishedFolder, origin: Chamber.origin, key: verifier)
    }
  }

  @Test("A statement that is cut, has another first line, use or day is refused, and a good one comes back")
  func parsing() throws {
    let good = try statement()
    #expect(try KeyStatement(SignedNote(parsing: good.note.bytes)) == good)
    for (old, new) in [
      ("certmill key/1", "certmill key/2"), ("seals\n", "letters\n"), ("2026-12-01", "2026-13-01"),
      ("\n2026-12-01\n", "\n"), ("SG-CC1/seals+", "SG-CC1/seals-"),
    ] {
      let text = good.note.text.replacing(old, with: new, maxReplacements: 1)
      let note = try SignedNote(text: text, signatures: good.note.signatures)
      #expect(throws: NoteError.self, "\(old)") { try KeyStatement(note) }
    }
  }
}
