// SPDX-License-Identifier: GPL-3.0-or-later
import Signing
import Testing

@testable import Seals

@Suite("Seals")
struct SealTests {
  @Test("The worked batch's three seals come out byte for byte")
  func workedBatch() throws {
    let key = try SealFixture.key()
    let vectors = try SealFixture.vectors()
    #expect(vectors.count == 3)
    for vector in vectors {
      let seal = try Seal.sign(SealFixture.claims(copy: vector.copy), host: SealFixture.host, with: key)
      #expect(seal.text == vector.text)
      #expect(seal.keyID.hex == "03396219")
      #expect(seal.signedBytes.hex == vector.sig_structure_hex)
      #expect(vector.cose_hex.contains(vector.claims_hex))
      let read = try Seal(parsing: vector.text)
      #expect(read == seal)
      #expect(read.claims == (try SealFixture.claims(copy: vector.copy)))
      #expect(read.isSigned(by: key.publicKey))
    }
  }

  @Test("A seal of several sheets and without what is not known comes back")
  func sheetsAndNulls() throws {
    var claims = try SealFixture.claims()
    (claims.sheet, claims.sheets) = (2, 3)
    (claims.origin, claims.destination, claims.grossKg, claims.invoice) = (nil, nil, nil, nil)
    (claims.copy, claims.copies, claims.ledgerIndex) = (4, 4, 4_294_967_296)
    let seal = try Seal.sign(claims, host: "A", with: SealFixture.key())
    #expect(try Seal(parsing: seal.text).claims == claims)
  }

  @Test("Another key's signature, key id or claim does not verify")
  func otherKeys() throws {
    let key = try SealFixture.key()
    let other = try SigningKey(seed: Array(repeating: 9, count: 32))
    let seal = try Seal.sign(SealFixture.claims(), host: SealFixture.host, with: key)
    #expect(!seal.isSigned(by: other.publicKey))
    let foreign = try Seal.sign(SealFixture.claims(), host: SealFixture.host, with: other)
    let mixed = [
      Seal(
        claims: seal.claims, keyID: seal.keyID, host: seal.host, signature: foreign.signature, text: seal.text),
      Seal(
        claims: try SealFixture.claims(copy: 2), keyID: seal.keyID, host: seal.host, signature: seal.signature,
        text: seal.text),
      Seal(
        claims: foreign.claims, keyID: seal.keyID, host: seal.host, signature: foreign.signature, text: seal.text),
    ]
    for seal in mixed {
      #expect(!seal.isSigned(by: key.publicKey))
      #expect(!seal.isSigned(by: other.publicKey))
    }
  }

  @Test("The address is not signed: the same seal under another host still verifies and says where it points")
  func host() throws {
    let key = try SealFixture.key()
    let seal = try Seal.sign(SealFixture.claims(), host: SealFixture.host, with: key)
    let moved = try Seal(parsing: seal.text.replacingOccurrence(of: SealFixture.host, with: "EVIL.EXAMPLE"))
    #expect(moved.isSigned(by: key.publicKey))
    #expect(moved.host == "EVIL.EXAMPLE")
  }

  @Test(
    "Hosts are labels of A-Z, 0-9 and hyphen of at most 30 characters",
    arguments: [
      ("CO.EXAMPLE.SG", true), ("A", true), ("X-1.2.Y", true), (String(repeating: "A", count: 30), true),
      (String(repeating: "A", count: 31), false), ("", false), (".", false), ("A.", false), (".A", false),
      ("A..B", false), ("-A.B", false), ("A-.B", false), ("co.example.sg", false), ("CO.EXAMPLE.SG:443", false),
      ("A B", false), ("A/B", false), ("É.SG", false), ("A_B", false),
    ])
  func hosts(_ host: String, _ isGood: Bool) throws {
    #expect(Seal.isHost(host) == isGood)
    let key = try SealFixture.key()
    if isGood {
      #expect(try Seal(parsing: Seal.sign(SealFixture.claims(), host: host, with: key).text).host == host)
    } else {
      #expect(throws: SealError.host(length: host.count)) { try Seal.sign(SealFixture.claims(), host: host, with: key) }
    }
  }

  @Test("Claims out of range are never signed, and the error names the claim alone")
  func ranges() throws {
    let key = try SealFixture.key()
    let changes: [(String, (inout SealClaims) -> Void)] = [
      ("issuer", { $0.issuer = "" }), ("issuer", { $0.issuer = "SG-CHAMBER" }), ("issuer", { $0.issuer = "sg" }),
      ("issued at", { $0.issuedAt = -1 }), ("issued at", { $0.issuedAt = 253_402_300_800 }),
      ("number", { $0.number = "SG-2026-0000001" }), ("number", { $0.number = "SG-2026-000001H-H" }),
      ("number", { $0.number = "sg-2026-0000001-H" }), ("number", { $0.number = "SG-2026-0000001-H " }),
      ("copy", { $0.copy = 0 }), ("copy", { $0.copy = 4 }), ("copy", { ($0.copy, $0.copies) = (1, 10_000) }),
      ("sheet", { $0.sheet = 1 }), ("sheet", { $0.sheets = 2 }), ("sheet", { ($0.sheet, $0.sheets) = (1, 1) }),
      ("sheet", { ($0.sheet, $0.sheets) = (3, 2) }), ("sheet", { ($0.sheet, $0.sheets) = (0, 2) }),
      ("ledger index", { $0.ledgerIndex = -1 }), ("origin", { $0.origin = "SGP" }), ("origin", { $0.origin = "" }),
      ("destination", { $0.destination = "b1" }), ("gross weight", { $0.grossKg = -1 }),
      ("invoice", { $0.invoice = "A\n" }), ("exporter", { $0.exporter = "A\u{1B}[31m" }),
      ("exporter", { $0.exporter = "A\u{85}" }), ("exporter", { $0.exporter = "A\u{202E}" }),
      ("invoice", { $0.invoice = "A\u{2066}" }), ("invoice", { $0.invoice = "A\u{2028}" }),
    ]
    for (name, change) in changes {
      var claims = try SealFixture.claims()
      change(&claims)
      #expect(throws: SealError.claim(name)) { try Seal.sign(claims, host: SealFixture.host, with: key) }
    }
  }
}

extension String {
  func replacingOccurrence(of part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return replacingCharacters(in: range, with: other)
  }

  private func firstRange(of part: String) -> Range<Index>? {
    indices.lazy.compactMap { index -> Range<Index>? in
      self[index...].hasPrefix(part) ? index..<self.index(index, offsetBy: part.count) : nil
    }.first
  }

  private func replacingCharacters(in range: Range<Index>, with other: String) -> String {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
