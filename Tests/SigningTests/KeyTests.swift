// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Signing

/// A seed, its public key, a message and its signature.
private let rfc8032: [(String, String, String, String)] = [
  (
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
      + "655141438e7a100b"
  ),
  (
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
      + "b00d291612bb0c00"
  ),
  (
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
      + "c027beceea1ec40a"
  ),
]

@Suite("Ed25519 keys")
struct KeyTests {
  private let seed = Array(UInt8(0x40)...0x5F)

  @Test("Signatures are those of RFC 8032 section 7.1", arguments: rfc8032)
  func vectors(_ seed: String, _ publicKey: String, _ message: String, _ signature: String) throws {
    let key = try SigningKey(seed: try #require([UInt8](hex: seed)))
    let message = try #require([UInt8](hex: message))
    #expect(key.publicKey.rawBytes.hex == publicKey)
    #expect(try key.sign(message).hex == signature)
    #expect(key.publicKey.isValid(signature: try #require([UInt8](hex: signature)), for: message))
  }

  @Test("One changed bit of signature or message, or another length, is never valid")
  func changes() throws {
    let key = try SigningKey(seed: seed)
    let message = Array("certificate".utf8)
    let signature = try key.sign(message)
    for bit in 0..<512 {
      var changed = signature
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!key.publicKey.isValid(signature: changed, for: message))
    }
    for index in message.indices {
      var changed = message
      changed[index] ^= 1
      #expect(!key.publicKey.isValid(signature: signature, for: changed))
    }
    for length in [0, 1, 32, 63, 65, 128] {
      #expect(!key.publicKey.isValid(signature: Array(repeating: 0, count: length), for: message))
    }
    #expect(!key.publicKey.isValid(signature: signature + [0], for: message))
    #expect(!(try SigningKey(seed: seed.reversed())).publicKey.isValid(signature: signature, for: message))
    // A failure leaves nothing behind that would spoil the next call.
    #expect(key.publicKey.isValid(signature: signature, for: message))
  }

  @Test("S plus the group's order, which would verify without the check of RFC 8032, is refused")
  func malleability() throws {
    let key = try SigningKey(seed: seed)
    let message = Array("certificate".utf8)
    let signature = try key.sign(message)
    let order = try #require([UInt8](hex: "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"))
    for times in 1...15 {
      var changed = signature
      for _ in 0..<times {
        var carry = 0
        for index in 0..<32 {
          carry += Int(changed[32 + index]) + Int(order[index])
          changed[32 + index] = UInt8(truncatingIfNeeded: carry)
          carry >>= 8
        }
      }
      #expect(!key.publicKey.isValid(signature: changed, for: message), "S + \(times) L")
    }
  }

  @Test("The signature of zeros, of the identity and of small points is refused for an honest key")
  func degenerateSignatures() throws {
    let key = try SigningKey(seed: seed).publicKey
    let zero = [UInt8](repeating: 0, count: 32)
    let identity = [1] + [UInt8](repeating: 0, count: 31)
    let minusOne = try #require([UInt8](hex: "ec" + String(repeating: "ff", count: 30) + "7f"))
    for first in [zero, identity, minusOne, [0xFF] + zero.dropFirst()] {
      #expect(!key.isValid(signature: first + zero, for: []))
      #expect(!key.isValid(signature: first + identity, for: []))
    }
  }

  @Test(
    "Public keys of small order, and a second spelling of a point, are refused",
    arguments: [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000080",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ])
  func weakKeys(_ hex: String) throws {
    let bytes = try #require([UInt8](hex: hex))
    #expect(throws: SigningError.weakKey(thing: "public key")) { try VerifyingKey(rawBytes: bytes) }
  }

  @Test("Keys of another length are refused with the lengths", arguments: [0, 31, 33, 64])
  func lengths(_ count: Int) {
    let bytes = [UInt8](repeating: 7, count: count)
    #expect(throws: SigningError.wrongLength(thing: "seed", expected: 32, found: count)) { try SigningKey(seed: bytes) }
    #expect(throws: SigningError.wrongLength(thing: "trust/SG.json", expected: 32, found: count)) {
      try VerifyingKey(rawBytes: bytes, name: "trust/SG.json")
    }
  }

  @Test("A key comes back from its PEM, byte for byte, and the published key of the vectors is read")
  func pem() throws {
    let key = try SigningKey(seed: seed)
    #expect(try SigningKey(pem: key.pem).publicKey == key.publicKey)
    #expect(try SigningKey(pem: key.pem).pem == key.pem)
    #expect(try key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI"))
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let published = try String(contentsOf: folder.appending(path: "Vectors/batch1/issuer.pub"), encoding: .utf8)
    #expect(key.publicKey.pem == published)
    let read = try VerifyingKey(pem: published)
    #expect(read == key.publicKey)
    #expect(Set([read, key.publicKey]).count == 1)
    #expect(read.isValid(signature: try key.sign([1]), for: [1]))
  }

  @Test("Text that is no Ed25519 key is refused, and no pass phrase is asked for")
  func badPEM() throws {
    let key = try SigningKey(seed: seed)
    for text in ["", "-----BEGIN PRIVATE KEY-----", String(try key.pem.dropLast(40)), key.publicKey.pem, "\u{0}"] {
      #expect(throws: SigningError.self) { try SigningKey(pem: text) }
    }
    for text in ["", try key.pem, String(key.publicKey.pem.dropFirst(5)), String(repeating: "A", count: 100_000)] {
      #expect(throws: SigningError.self) { try VerifyingKey(pem: text) }
    }
    // A curve P-256 key, and an Ed25519 key under a pass phrase.
    let other = """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzSTCDMIT7gY39tJG
      9XB+MvYLpHASJVNBemlix0bROV6hRANCAAQjJvvabJ4a4guoFz7Q3EgTXv94O6iW
      3HHv1W4QaKDqC4JaT1K/O0Bugibq04nbxbC62wHxkvKmEnym8xILLk6H
      -----END PRIVATE KEY-----
      """
    #expect(throws: SigningError.notEd25519(thing: "officer.pem")) { try SigningKey(pem: other, name: "officer.pem") }
    let encrypted = """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhg6XEDjo7EwwICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEKagGqWy6iPkCKTptUWCZEYEQIDj
      niJ5Ib9VMDkYqSz2m+novUW5F//xwLlRO/xa0WDHAVIXXowCxmdxiJqp5jIyLMRA
      LWDOVRlu4eWy94I5M/U=
      -----END ENCRYPTED PRIVATE KEY-----
      """
    #expect(throws: SigningError.passphraseNeeded(thing: "issuer.pem")) {
      try SigningKey(pem: encrypted, name: "issuer.pem")
    }
    #expect(throws: SigningError.notEd25519(thing: "public key")) {
      try VerifyingKey(
        pem: """
          -----BEGIN PUBLIC KEY-----
          MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEIyb72myeGuILqBc+0NxIE17/eDuo
          ltxx79VuEGig6guCWk9SvztAboIm6tOJ28WwutsB8ZLyphJ8pvMSCy5Ohw==
          -----END PUBLIC KEY-----
          """)
    }
  }

  @Test("Messages name the key's file and never its bytes")
  func messages() throws {
    let error = #expect(throws: SigningError.self) { try SigningKey(pem: "secret", name: "keys/issuer.pem") }
    let text = try #require(error).description
    #expect(text.hasPrefix("keys/issuer.pem: cannot read the key: expected a PEM block of PKCS#8"))
    #expect(!text.contains("secret"))
  }

  @Test("A key that is printed, dumped or interpolated tells its public half alone")
  func noLeaks() throws {
    let key = try SigningKey(seed: seed)
    let keys = DocumentKeys(yearSecret: seed, applicationDigest: Digest(sha256: []))
    var text = "\(key) \(String(reflecting: key)) \([key]) \(keys) \(String(reflecting: keys))"
    dump(key, to: &text)
    dump(keys, to: &text)
    dump(HMACSHA256(key: seed), to: &text)
    #expect(text.contains(key.publicKey.rawBytes.hex))
    #expect(!text.contains("64, 65, 66") && !text.contains("- 64\n") && !text.contains("404142"))
    #expect(!text.contains("context"))
  }

  @Test("One key signs and verifies in many tasks at once")
  func concurrency() async throws {
    let key = try SigningKey(seed: seed)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          for round in 0..<50 {
            let message = [UInt8(task), UInt8(round)]
            guard key.publicKey.isValid(signature: try key.sign(message), for: message) else { return false }
          }
          return true
        }
      }
      for try await isGood in group { #expect(isGood) }
    }
  }
}
