// SPDX-License-Identifier: GPL-3.0-or-later
import Signing
import Testing

@Suite("Base64")
struct Base64Tests {
  @Test(
    "Texts of RFC 4648 section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"), ("\u{3FF}\u{3BF}~?", "z7/Ov34/"),
    ])
  func texts(plain: String, coded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == coded)
    #expect(Base64.decode(coded.utf8) == Array(plain.utf8))
  }

  @Test("There is one text for each sequence of bytes")
  func oneText() {
    for count in 0..<100 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ count &* 31) }
      #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
    }
    for text in ["A", "AA", "AAA", "AA=", "A===", "====", "AB==", "AAB=", "AA==AAAA", "AA A", "AA=A", "-_-_"] {
      #expect(Base64.decode(text.utf8) == nil)
    }
  }
}
