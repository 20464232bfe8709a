// SPDX-License-Identifier: GPL-3.0-or-later
import Signing
import Synchronization
import Testing

/// Gives signatures out of a list, again and again.
private final class Repeater: KeyHolder {
  let signatures: [[UInt8]]
  let next = Mutex(0)

  init(_ signatures: [[UInt8]]) { self.signatures = signatures }

  func sign(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
    next.withLock { next in
      defer { next += 1 }
      return signatures[next % signatures.count]
    }
  }
}

@Suite("Keys that stay with their holder")
struct KeyHolderTests {
  /// Signatures of what a holder is made to sign first, under the key of the seed 00 01 … 1f with the nonces 7 and 11:
  /// both are good, only RFC 8032's own nonce may be used.
  static let good = [
    "b862409fb5c4c4123df2abf7462b88f041ad36dd6864ce872fd5472be363c5b1"
      + "2bd8017ff75b1af2a8be6b3971dbf321f514318e36b11b00df5dc9aac83f2e01",
    "1337036ac32d8f30d4589c3c1c595812ce0fff40e37c6f5a97ab213f318290ad"
      + "22d2a109a250f7125f51c49bea1a14fcf4bc93a66445df1dad270a21fce2390e",
  ]

  static func key(_ signatures: [String]) throws -> SigningKey {
    try SigningKey(
      holder: Repeater(try signatures.map { try #require([UInt8](hex: $0)) }),
      publicKey: SigningKey(seed: Array(0..<32)).publicKey, name: "token")
  }

  @Test("A holder proves that it has the private half, and signs nothing else than it was asked to")
  func proof() throws {
    let key = try Self.key([Self.good[0]])
    #expect(throws: SigningError.wrongSignature(thing: "token")) { try key.sign([1]) }
    #expect(throws: SigningError.self) { try key.pem }
  }

  @Test("A holder whose signatures are wrong, short or vary from time to time is refused")
  func refusals() throws {
    for wrong in ["", String(Self.good[0].dropLast(2)), String(repeating: "00", count: 64)] {
      #expect(throws: SigningError.wrongSignature(thing: "token")) { try Self.key([wrong]) }
    }
    #expect(throws: SigningError.varies(thing: "token")) { try Self.key(Self.good) }
  }
}
