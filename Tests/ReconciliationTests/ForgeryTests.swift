// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Reconciliation
import Seals
import Signing
import Testing

@Suite("Seals that somebody tampered with")
struct ForgeryTests {
  /// A change to the claims of the worked certificate.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (inout SealClaims) -> Void

    init(_ name: String, _ apply: @escaping @Sendable (inout SealClaims) -> Void) {
      testDescription = name
      self.apply = apply
    }
  }

  static let changes: [Change] = [
    Change("issuer") { $0.issuer = "SG-CC2" }, Change("time of issue") { $0.issuedAt += 1 },
    Change("number") { $0.number = Chamber.number(4) },
    Change("digest") { $0.certificateDigest = Digest(sha256: [1]) }, Change("copy") { $0.copy = 2 },
    Change("copies") { $0.copies = 4 },
    Change("sheets") { claims in
      claims.sheet = 1
      claims.sheets = 2
    }, Change("ledger index") { $0.ledgerIndex = 5 }, Change("origin") { $0.origin = "MY" },
    Change("no origin") { $0.origin = nil }, Change("destination") { $0.destination = "NL" },
    Change("no destination") { $0.destination = nil }, Change("weight") { $0.grossKg = 3241 },
    Change("no weight") { $0.grossKg = nil }, Change("invoice") { $0.invoice = "INV 88232" },
    Change("no invoice") { $0.invoice = nil }, Change("exporter") { $0.exporter = "Lion City Spices Pte LtD" },
    Change("no exporter") { $0.exporter = "" },
  ]

  @Test("A changed claim under the old signature is forged", arguments: changes)
  func changedClaim(_ change: Change) throws {
    let chamber = try Chamber()
    let good = chamber.claims(1)
    var claims = good
    change.apply(&claims)
    #expect(claims != good)
    let stranger = try SigningKey(seed: Array(repeating: 9, count: 32))
    let changed = SealBytes(try chamber.text(claims, key: stranger))
    let forged = changed.dressed(as: SealBytes(try chamber.text(good)))
    let finding = try chamber.finding(forged)
    #expect(finding.verdict == .forged && finding.paper == .notCompared)
    #expect(finding.claims == claims)
  }

  @Test("A changed claim under a key that nobody trusts is of an unknown issuer", arguments: changes)
  func strangersKey(_ change: Change) throws {
    let chamber = try Chamber()
    var claims = chamber.claims(1)
    change.apply(&claims)
    let stranger = try SigningKey(seed: Array(repeating: 9, count: 32))
    let finding = try chamber.finding(chamber.text(claims, key: stranger))
    #expect(finding.verdict == .unknownIssuer)
    // A reader who trusts the issuer that is named is told that none of its keys signed.
    #expect(finding.reason.contains("none of the keys") == (claims.issuer == Chamber.issuer))
  }

  @Test("Another trusted chamber's key signs for itself alone")
  func neighboursKey() throws {
    let chamber = try Chamber()
    let neighbour = try Chamber.neighbour()
    let asUs = try chamber.finding(chamber.text(chamber.claims(1), key: neighbour.key))
    #expect(asUs.verdict == .forged)
    #expect(asUs.reason == "it names SG-CC1 as issuer, but was signed with a key of BE-CC9")
    var theirs = chamber.claims(1)
    theirs.issuer = "BE-CC9"
    #expect(try chamber.finding(chamber.text(theirs, key: neighbour.key)).verdict == .forged)
    #expect(try chamber.finding(chamber.text(theirs, host: "CO.EXAMPLE.BE", key: neighbour.key)).verdict == .forged)
    theirs.number = Chamber.number(1, country: "BE")
    #expect(try chamber.finding(chamber.text(theirs, key: neighbour.key)).verdict == .forged)
    // Issuer, country and host its own: no ledger of it is at hand.
    #expect(try chamber.finding(chamber.text(theirs, host: "CO.EXAMPLE.BE", key: neighbour.key)).verdict == .sealed)
  }

  @Test("Keys of ledgers and witnesses never verify a seal")
  func noteKeys() throws {
    let chamber = try Chamber()
    for key in [chamber.ledgerKey, chamber.witnessKey] {
      let text = try chamber.text(chamber.claims(1), key: key)
      let finding = try chamber.finding(text, entry: chamber.entry(isWitnessed: true))
      #expect(finding.verdict == .forged)
      // Not even where somebody's entry lists it among the keys for seals.
      let neighbour = try Chamber.neighbour().entry
      let careless = TrustEntry(
        issuer: "SG-CC3", name: "Careless", country: "SG", hosts: [Chamber.host],
        keys: [TrustEntry.SealKey(key: key.publicKey, from: neighbour.keys[0].from)], ledger: neighbour.ledger)
      var claims = chamber.claims(1)
      claims.issuer = "SG-CC3"
      let trust = try TrustFolder([careless, chamber.entry(isWitnessed: true)])
      let code = PresentedCode(text: Array(try chamber.text(claims, key: key).utf8))
      let findings = SealCheck(trust: trust, now: Chamber.published).findings(for: [code])
      #expect(findings.map(\.verdict) == [.forged])
    }
  }

  @Test("An address that is not the issuer's is forged, whoever signed")
  func otherHost() throws {
    let chamber = try Chamber()
    let finding = try chamber.finding(chamber.text(chamber.claims(1), host: "CO.EXAMPLE.BE"))
    #expect(finding.verdict == .forged)
    #expect(finding.reason == "it sends phones to an address that is not the issuer's: CO.EXAMPLE.BE")
    // The address is not signed: it can be changed without a key.
    let moved = try chamber.text(chamber.claims(1)).replacing(Chamber.host, with: "CO.EXAMPLE.SH")
    #expect(try chamber.finding(moved).verdict == .forged)
    let second = chamber.entry(hosts: [Chamber.host, "CO.EXAMPLE.SH"])
    #expect(try chamber.finding(moved, entry: second).verdict == .genuine)
  }

  @Test("Another country's number and a wrong check character are forged")
  func number() throws {
    let chamber = try Chamber()
    var claims = chamber.claims(1)
    claims.number = Chamber.number(1, country: "BE")
    #expect(try chamber.finding(chamber.text(claims)).verdict == .forged)
    claims.number = "SG-2026-0000001-F"
    #expect(try chamber.finding(chamber.text(claims)).verdict == .forged)
  }

  @Test("Every trusted key with the seal's key id is tried")
  func sameKeyID() throws {
    // Found by trying: both public keys hash to 829D1FF0…
    func seed(_ number: Int) -> [UInt8] {
      [0x77] + [UInt8](repeating: 0, count: 23) + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }
    let chamber = try Chamber()
    let keys = try [8_354, 65_358].map { try SigningKey(seed: seed($0)) }
    #expect(Seal.keyID(of: keys[0].publicKey) == Seal.keyID(of: keys[1].publicKey))
    let base = chamber.entry()
    for order in [keys, keys.reversed()] {
      let entry = TrustEntry(
        issuer: base.issuer, name: base.name, country: base.country, hosts: base.hosts,
        keys: order.map { TrustEntry.SealKey(key: $0.publicKey, from: base.keys[0].from) }, ledger: base.ledger)
      for key in keys {
        #expect(try chamber.finding(chamber.text(chamber.claims(1), key: key), entry: entry).verdict == .genuine)
      }
    }
    // Trusting one is not trusting the other.
    let one = TrustEntry(
      issuer: base.issuer, name: base.name, country: base.country, hosts: base.hosts,
      keys: [TrustEntry.SealKey(key: keys[0].publicKey, from: base.keys[0].from)], ledger: base.ledger)
    #expect(try chamber.finding(chamber.text(chamber.claims(1), key: keys[1]), entry: one).verdict == .forged)
  }

  @Test(
    "Texts that are no seal, or not in its one spelling",
    arguments: [
      ("", .foreign), ("https://example.com/", .foreign), ("HTTPS://EXAMPLE.COM/1/MENU", .foreign),
      ("HTTPS://CO.EXAMPLE.SG/", .foreign), ("HTTPS://CO.EXAMPLE.SG/2/ABC", .foreign),
      ("HTTPS://CO.EXAMPLE.SG/1/", .forged), ("HTTPS://CO.EXAMPLE.SG/1/ABC", .forged),
      ("HTTPS://EXAMPLE.COM/1/2KCETIQ", .forged), ("WIFI:T:WPA;S:guest;P:secret;;", .foreign), ("\u{0}\u{1}", .foreign),
      ("HTTPS://CO.EXAMPLE.SG/1/" + String(repeating: "A", count: 5_000), .forged),
    ] as [(String, Verdict)])
  func otherTexts(_ text: String, _ verdict: Verdict) throws {
    let finding = try Chamber().finding(text)
    #expect(finding.verdict == verdict)
    #expect(finding.claims == nil && !finding.reason.isEmpty)
  }

  @Test("Bytes that are no text are foreign")
  func notText() throws {
    let findings = try Chamber().findings([PresentedCode(text: [0xD2, 0x84, 0xFF])])
    #expect(findings.map(\.verdict) == [.foreign])
  }

  /// A good seal's text written otherwise.
  struct Spelling: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let verdict: Verdict
    let apply: @Sendable (String) -> String

    init(_ name: String, _ verdict: Verdict, _ apply: @escaping @Sendable (String) -> String) {
      testDescription = name
      self.verdict = verdict
      self.apply = apply
    }
  }

  static let spellings: [Spelling] = [
    Spelling("lower case", .forged) { $0.lowercased() },
    Spelling("lower case behind the address", .forged) { $0.prefix(24) + $0.dropFirst(24).lowercased() },
    Spelling("lower-case scheme", .forged) { "https" + $0.dropFirst(5) },
    Spelling("padding", .forged) { $0 + "====" }, Spelling("a blank behind", .forged) { $0 + " " },
    Spelling("a newline behind", .forged) { $0 + "\n" }, Spelling("a blank before", .foreign) { " " + $0 },
    Spelling("one character less", .forged) { String($0.dropLast()) },
    Spelling("one character more", .forged) { $0 + "A" },
    Spelling("no version", .foreign) { $0.replacing("/1/", with: "/") },
    Spelling("a query", .forged) { $0 + "?A=1" },
    Spelling("full-width letters", .forged) { $0.replacing("2KC", with: "２KC") },
  ]

  @Test("A second spelling of a good seal does not count", arguments: spellings)
  func otherSpelling(_ spelling: Spelling) throws {
    let chamber = try Chamber()
    let text = try chamber.text(chamber.claims(1))
    #expect(try chamber.finding(spelling.apply(text)).verdict == spelling.verdict)
  }
}
