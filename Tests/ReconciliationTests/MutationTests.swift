// SPDX-License-Identifier: GPL-3.0-or-later
import Reconciliation
import Seals
import Seeded
import Signing
import Testing

@Suite("Random changes of good seals")
struct MutationTests {
  @Test("None of 20,000 changed texts passes as the issuer's")
  func mutations() throws {
    let chamber = try Chamber()
    var originals: [String] = []
    for sequence in [1, 4, 5] {
      for copy in 1...3 { originals.append(try chamber.text(chamber.claims(sequence, copy: copy))) }
    }
    var random = SeededNumbers(seed: 20_261_123)
    let issued = Set(originals)
    var texts: [String] = []
    texts.reserveCapacity(20_000)
    while texts.count < 20_000 {
      let text = try Self.mutant(of: originals, &random)
      if !issued.contains(text) { texts.append(text) }
    }
    let findings = try chamber.findings(texts.map { PresentedCode(text: Array($0.utf8)) })
    #expect(findings.count == 20_000)
    var counts: [Verdict: Int] = [:]
    for (text, finding) in zip(texts, findings) {
      counts[finding.verdict, default: 0] += 1
      #expect([.forged, .foreign, .unknownIssuer].contains(finding.verdict), "\(finding.verdict): \(text)")
      #expect(finding.paper == .notCompared && !finding.reason.isEmpty)
    }
    // The changes reach all three, so they test something.
    #expect(counts.values.allSatisfy { $0 > 500 } && counts.count == 3, "\(counts)")
  }

  private static func mutant(of originals: [String], _ random: inout SeededNumbers) throws -> String {
    let text = originals.randomElement(using: &random) ?? ""
    let other = originals.randomElement(using: &random) ?? ""
    var characters = Array(text.utf8)
    var seal = SealBytes(text)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:/.-019= abc\u{7F}".utf8)
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      for _ in 0...Int.random(in: 0...3, using: &random) {
        characters[Int.random(in: 0..<characters.count, using: &random)] = alphabet.randomElement(using: &random) ?? 0
      }
    case 1: characters.remove(at: Int.random(in: 0..<characters.count, using: &random))
    case 2:
      characters.insert(
        alphabet.randomElement(using: &random) ?? 0, at: Int.random(in: 0...characters.count, using: &random))
    case 3:
      // The beginning of one and the end of another.
      let cut = Int.random(in: 0...characters.count, using: &random)
      characters = Array(characters[..<cut]) + Array(other.utf8).dropFirst(cut)
    case 4: characters.removeLast(Int.random(in: 1...characters.count, using: &random))
    case 5:
      // A bit behind the Base32; often in the claims.
      let place = Int.random(in: 0..<seal.bytes.count, using: &random)
      seal.bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      return seal.text
    case 6:
      // Signature or key id of another seal, or of nobody.
      let other = SealBytes(other)
      let isSameSignature = other.bytes == seal.bytes
      seal.bytes.replaceSubrange((seal.bytes.count - 64)..., with: other.bytes.suffix(64))
      if isSameSignature { seal.bytes[8 + Int.random(in: 0..<4, using: &random)] ^= 1 }
      return seal.text
    default:
      // Other claims, well formed, signed by a key that is nobody's and dressed up or not.
      let parsed = try Seal(parsing: text)
      var claims = parsed.claims
      claims.grossKg = Int.random(in: 0...1_000_000, using: &random)
      claims.copy = Int.random(in: 1...3, using: &random)
      let seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
      let forged = try Seal.sign(claims, host: parsed.host, with: try SigningKey(seed: seed)).text
      return Bool.random(using: &random) ? forged : SealBytes(forged).dressed(as: seal)
    }
    return String(decoding: characters, as: UTF8.self)
  }
}
