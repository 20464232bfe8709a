// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Signing

@Suite("Digests")
struct DigestTests {
  @Test(
    "SHA-256 of the examples of FIPS 180-4",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func examples(_ text: String, _ hex: String) {
    #expect(Digest(sha256: Array(text.utf8)).hex == hex)
  }

  @Test("A state that is fed in pieces of any size gives the digest of the whole")
  func pieces() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for size in [1, 3, 63, 64, 65, 999, 1000] {
      var state = SHA256State()
      for start in stride(from: 0, to: bytes.count, by: size) {
        state.update(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(state.finish() == Digest(sha256: bytes))
    }
    var single = SHA256State()
    for byte in bytes { single.update(byte) }
    #expect(single.finish() == Digest(sha256: bytes))
  }

  @Test("A copy of a state goes on by itself, and finishing changes nothing")
  func midstate() {
    var prefix = SHA256State()
    prefix.update(Array("a".utf8))
    let first = prefix.finish()
    var copy = prefix
    copy.update(Array("bc".utf8))
    #expect(copy.finish().hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(prefix.finish() == first)
    #expect(first == Digest(sha256: Array("a".utf8)))
    prefix.update(first)
    #expect(prefix.finish() == Digest(sha256: Array("a".utf8) + first.bytes))
  }

  @Test("A digest comes back from its bytes and its hexadecimal digits, in lower case only")
  func spelling() {
    let digest = Digest(sha256: [1, 2, 3])
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(Digest(hex: digest.hex) == digest)
    #expect(digest.description == digest.hex)
    #expect(digest.hex.utf8.count == 64)
    #expect(Digest(hex: digest.hex.uppercased()) == nil)
    #expect(Digest(hex: digest.hex + "00") == nil)
    #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
    #expect(Digest(hex: String(repeating: "g", count: 64)) == nil)
    #expect(Digest(hex: String(repeating: "é", count: 32)) == nil)
    #expect(Digest(bytes: []) == nil)
    #expect(Digest(bytes: Array(repeating: 0, count: 33)) == nil)
    #expect([UInt8](hex: "") == [])
    #expect([UInt8](hex: "0") == nil)
    #expect([UInt8](hex: "00ff") == [0, 255])
    #expect([UInt8]([0, 127, 255]).hex == "007fff")
  }

  @Test(
    "HMAC-SHA-256 of the cases of RFC 4231",
    arguments: [
      (
        Array(repeating: 0x0B, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        Array(repeating: 0xAA, count: 20), Array(repeating: 0xDD, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        Array(repeating: 0xAA, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ] as [([UInt8], [UInt8], String)])
  func hmac(_ key: [UInt8], _ message: [UInt8], _ hex: String) {
    #expect(HMACSHA256.code(key: key, message).hex == hex)
    let split = message.count / 2
    #expect(HMACSHA256(key: key).code(for: [Array(message[..<split]), Array(message[split...])]).hex == hex)
  }
}
