// SPDX-License-Identifier: GPL-3.0-or-later
import Signing
import Testing

@testable import Seals

@Suite("Lengths of seals")
struct SealLengthTests {
  private let longest = String(repeating: "Ünïcode & Sons ", count: 20)

  @Test("The exporter is cut to the last byte that keeps the code at version 14, for any host", arguments: 1...30)
  func exporterFits(_ length: Int) throws {
    let key = try SealFixture.key()
    let host = String(repeating: "A", count: length)
    var claims = try SealFixture.claims()
    claims.invoice = "INVOICE 1234567890123456789"
    claims.exporter = String(repeating: "X", count: 400)
    let seal = try Seal.sign(claims, host: host, with: key)
    let available = try Seal.exporterBytes(for: claims, host: host)
    #expect(seal.claims.invoice == "INVOICE 1234567890")
    #expect(seal.claims.exporter.utf8.count == available)
    #expect(seal.text.utf8.count <= Seal.longestText)
    #expect(seal.text.utf8.allSatisfy { Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8).contains($0) })
    // One byte more would not fit, but where a text of 24 bytes takes another byte for its length.
    let characters = Seal.longestText - seal.text.utf8.count
    #expect(characters < 2 || (available == 23 && characters < 4))
    #expect(try Seal(parsing: seal.text).claims == seal.claims)
  }

  @Test("At a host of 24 characters 39 bytes are left for invoice and exporter")
  func designFigure() throws {
    var claims = try SealFixture.claims()
    (claims.issuer, claims.invoice, claims.ledgerIndex) = ("SG-CC001", "", 70_000)
    let left = try Seal.exporterBytes(for: claims, host: String(repeating: "A", count: 24))
    #expect(left == 39 - 3)
  }

  @Test("Every length of exporter around the limit round-trips, and only longer ones are cut")
  func everyLength() throws {
    let key = try SealFixture.key()
    for length in 0...80 {
      var claims = try SealFixture.claims()
      claims.exporter = String(repeating: "X", count: length)
      let seal = try Seal.sign(claims, host: SealFixture.host, with: key)
      #expect(seal.claims.exporter.count == min(length, try Seal.exporterBytes(for: claims, host: SealFixture.host)))
      #expect(try Seal(parsing: seal.text) == seal)
    }
  }

  @Test(
    "Cuts fall between characters as a reader sees them",
    arguments: [
      ("abc", 3, "abc"), ("abc", 2, "ab"), ("abc", 0, ""), ("", 0, ""), ("aé", 2, "a"), ("ae\u{301}", 3, "a"),
      ("ae\u{301}", 4, "ae\u{301}"), ("中文字", 7, "中文"), ("x🇸🇬", 8, "x"), ("x🇸🇬", 9, "x🇸🇬"),
      ("👩‍👩‍👧‍👦", 11, "👩‍👩"), ("👩‍👩‍👧‍👦", 3, ""), ("e\u{301}\u{302}\u{303}x", 5, "e\u{301}\u{302}"), ("नमस्ते", 9, "नम"),
    ])
  func cuts(_ text: String, _ bytes: Int, _ expected: String) {
    let cut = Seal.cut(text, toBytes: bytes)
    #expect(Array(cut.utf8) == Array(expected.utf8))
    #expect(Array(text.utf8).starts(with: cut.utf8))
  }

  @Test("A code that cannot be read is made again with fewer characters, until nothing is left to cut")
  func retries() throws {
    let key = try SealFixture.key()
    let claims = try SealFixture.claims()
    for cut in 0..<24 {
      let seal = try Seal.sign(claims, host: SealFixture.host, with: key, exporterCut: cut)
      #expect(seal.claims.exporter == String("Lion City Spices Pte Ltd".dropLast(cut)))
    }
    #expect(throws: SealError.doesNotFit(limit: 376)) {
      try Seal.sign(claims, host: SealFixture.host, with: key, exporterCut: 24)
    }
    var long = claims
    long.exporter = longest
    let whole = try Seal.sign(long, host: SealFixture.host, with: key).claims.exporter
    let shorter = try Seal.sign(long, host: SealFixture.host, with: key, exporterCut: 3).claims.exporter
    #expect(shorter == String(whole.dropLast(3)))
  }

  @Test("The largest claims that a chamber can come to still fit the longest host")
  func largest() throws {
    let claims = SealClaims(
      issuer: "SG-CC001", issuedAt: 253_402_300_799, number: "SG-2026-0000001-H", certificateDigest: Digest(sha256: []),
      copy: 200, copies: 255, sheet: 200, sheets: 255, ledgerIndex: 4_294_967_295, origin: "SG", destination: "BE",
      grossKg: 4_294_967_295, invoice: longest, exporter: longest)
    let host = String(repeating: "A", count: 30)
    #expect(try Seal.exporterBytes(for: claims, host: host) >= 0)
    #expect(throws: Never.self) { try Seal.sign(claims, host: host, with: SealFixture.key()) }
    var hopeless = claims
    (hopeless.ledgerIndex, hopeless.grossKg, hopeless.copies, hopeless.sheets) = (.max, .max, 9999, 9999)
    #expect(throws: SealError.doesNotFit(limit: 376)) {
      try Seal.sign(hopeless, host: host, with: SealFixture.key())
    }
  }
}
