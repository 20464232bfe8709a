// SPDX-License-Identifier: GPL-3.0-or-later
import Seeded
import Signing
import Testing

@testable import Seals

@Suite("Reading of seals")
struct SealParsingTests {
  @Test(
    "Foreign text is told from a malformed seal",
    arguments: [
      "", "H", "HTTPS://", "HTTPS:///1/2KCE", "HTTPS://CO.EXAMPLE.SG", "HTTPS://CO.EXAMPLE.SG/",
      "HTTPS://CO.EXAMPLE.SG/1",
      "HTTPS://CO.EXAMPLE.SG/2/2KCE", "https://co.example.sg/1/2kce", "HTTP://CO.EXAMPLE.SG/1/2KCE",
      "HTTPS://CO.EXAMPLE.SG:443/1/2KCE", "HTTPS://U@CO.EXAMPLE.SG/1/2KCE", "HTTPS://CO.EXAMPLE.SG//1/2KCE",
      "HTTPS://CO.example.SG/1/2KCE", "HTTPS://CO EXAMPLE/1/2KCE", " HTTPS://CO.EXAMPLE.SG/1/2KCE",
      "WIFI:T:WPA;S:certmill;;", "https://example.com/some/page?id=1", "\u{0}", "🙂",
      "HTTPS://ABCDEFGHIJKLMNOPQRSTUVWXYZABCDE/1/2KCE", "\u{FEFF}HTTPS://CO.EXAMPLE.SG/1/2KCE",
    ])
  func foreign(_ text: String) {
    #expect(throws: SealError.notASeal) { try Seal(parsing: text) }
  }

  @Test("The Base32 part has one spelling: no lower case, padding, blanks, spare bits or spare characters")
  func base32() throws {
    let text = try SealFixture.vectors()[0].text
    let count = text.utf8.count
    // 204 bytes leave one spare bit in the last character, which is Y (24).
    #expect(text.last == "Y")
    let spellings: [(String, Int)] = [
      (String(text.dropLast()) + "Z", count), (String(text.dropLast()) + "y", count), (text + "=", count + 1),
      (text + "AA", count + 2), (text + " ", count + 1), (text + "\n", count + 1), (text + "0", count + 1),
      (String(text.prefix(24)) + "1" + text.dropFirst(25), 25),
      (String(text.prefix(24)) + "é" + text.dropFirst(25), 25),
    ]
    for (spelling, character) in spellings {
      #expect(throws: SealError.notBase32(character: character)) { try Seal(parsing: spelling) }
    }
    for length in 0..<(count - 24) {
      #expect(throws: SealError.self) { try Seal(parsing: String(text.prefix(24 + length))) }
    }
    let long = text + String(repeating: "A", count: 400)
    #expect(throws: SealError.tooLong(limit: 376, found: count + 400)) { try Seal(parsing: long) }
  }

  @Test("Base32 is that of RFC 4648 section 10, without padding")
  func base32Vectors() {
    let examples = [
      "": "", "f": "MY", "fo": "MZXQ", "foo": "MZXW6", "foob": "MZXW6YQ", "fooba": "MZXW6YTB", "foobar": "MZXW6YTBOI",
    ]
    for (plain, encoded) in examples {
      var text: [UInt8] = []
      Base32.append(Array(plain.utf8), to: &text)
      #expect(String(decoding: text, as: UTF8.self) == encoded)
      guard case .bytes(let bytes) = Base32.decode(Array(encoded.utf8)[...]) else {
        Issue.record("\(encoded) was refused")
        continue
      }
      #expect(bytes == Array(plain.utf8))
    }
    for wrong in ["A", "AAA", "AAAAAA", "MZ", "MZXW7", "M=", "MY======", "my", "M1", "M8"] {
      guard case .fault = Base32.decode(Array(wrong.utf8)[...]) else {
        Issue.record("\(wrong) was taken")
        continue
      }
    }
  }

  /// One change of the worked seal's bytes: what is replaced, by what.
  static let changes: [(String, String, String)] = [
    ("no tag", "d28449", "8449"), ("another tag", "d28449", "d18449"), ("a tag in two bytes", "d28449", "d8128449"),
    ("a tag on the tag", "d28449", "d9d9f7d28449"), ("five parts", "d28449", "d28549"),
    ("an indefinite array", "d28449", "d29f49"), ("an array's count in two bytes", "d28449", "d2980449"),
    ("header in a longer head", "49a2012704440339", "5809a2012704440339"),
    ("header of another algorithm", "a201270444", "a201260444"),
    ("key id of 3 bytes", "49a2012704440339621", "48a20127044303396"),
    ("header keys swapped", "a20127044403396219a0", "a20444033962190127a0"),
    ("one key more", "49a20127044403396219", "4ba301270444033962190500"),
    ("indefinite header", "49a20127044403396219", "4bbf20127044403396219ff"),
    ("unprotected header", "6219a0587ba3", "6219a10440587ba3"),
    ("unprotected as null", "19a0587b", "19f6587b"), ("payload in a longer head", "a0587ba3", "a059007ba3"),
    ("payload as text", "a0587ba3", "a0787ba3"), ("payload detached", "a0587ba3", "a0f6a3"),
    ("payload indefinite", "a0587ba3", "a05f587ba3"), ("four claims", "a0587ba301", "a0587ba401"),
    ("claims indefinite", "a0587ba301", "a0587bbf01"), ("issuer key in two bytes", "a301665347", "a31801665347"),
    ("claim 2 for 1", "a301665347", "a302665347"), ("issuer as bytes", "01665347", "01465347"),
    ("issuer in lower case", "665347", "667367"), ("time as float", "061a6b04b760", "06fa6b04b760"),
    ("time in 8 bytes", "061a6b04b760", "061b000000006b04b760"), ("time negative", "061a6b04b760", "063a6b04b760"),
    ("time of year 10000", "061a6b04b760", "061b0000003afff44180"), ("claim -65536", "603a00010000", "6039ffff"),
    ("claim in 8 bytes", "603a00010000", "603b0000000000010000"), ("eleven parts", "008a0171", "008b0171"),
    ("version 2", "8a017153", "8a027153"), ("version 0", "8a017153", "8a007153"),
    ("number as bytes", "8a017153", "8a015153"),
    ("number not UTF-8", "71534", "71ff4"), ("digest of 31 bytes", "5820db", "581fdb"),
    ("digest as text", "5820db", "7820db"),
    ("copy 0", "82010304", "82000304"), ("copy over copies", "82010304", "82040304"),
    ("three counts", "82010304", "8301030404"),
    ("one sheet", "82010304", "840103010104"), ("sheet 0", "82010304", "840103000204"),
    ("copy in two bytes", "82010304", "8218010304"),
    ("index negative", "0304625347", "0324625347"), ("index null", "0304625347", "03f6625347"),
    ("origin of 3 letters", "0462534762", "046353474762"),
    ("origin in lower case", "0462534762", "0462736762"), ("origin undefined", "0462534762", "04f762"),
    ("origin false", "0462534762", "04f462"),
    ("weight in 4 bytes", "190ca8", "1a00000ca8"), ("weight negative", "190ca8", "390ca8"),
    ("weight as text", "190ca8", "6433323430"),
    ("invoice with NUL", "69494e5620", "69494e5600"), ("invoice not UTF-8", "69494e5620", "69494e56c0"),
    ("exporter with a bell", "6974792053", "6907792053"),
    ("exporter as null", "78184c696f6e20436974792053706963657320507465204c7464", "f6"),
    ("exporter short in a long head", "78184c", "780b4c"), ("signature of 63 bytes", "5840be50", "583fbe50"),
    ("signature as text", "5840be50", "7840be50"), ("signature in a longer head", "5840be50", "590040be50"),
    ("bytes after the end", "72470b", "72470b00"), ("one byte short", "72470b", "7247"),
  ]

  @Test("Only the one deterministic encoding is taken", arguments: changes)
  func onlyDeterministic(_ name: String, _ part: String, _ other: String) throws {
    let vector = try SealFixture.vectors()[0].cose_hex
    var changed = vector.replacingOccurrence(of: part, with: other)
    #expect(changed != vector)
    if !changed.count.isMultiple(of: 2) { changed += "0" }
    // Lengths around the change are put right where that can be, so that the change itself is met.
    for candidate in [changed, withPayloadLength(changed)] {
      let text = self.text(of: try #require([UInt8](hex: candidate)))
      #expect(throws: SealError.self, "\(name)") { try Seal(parsing: text) }
    }
  }

  @Test("A flipped bit is refused, or changes the seal so that its signature fails")
  func everyBit() throws {
    let key = try SealFixture.key().publicKey
    let bytes = try #require([UInt8](hex: SealFixture.vectors()[0].cose_hex))
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      let text = text(of: changed)
      guard let seal = try? Seal(parsing: text) else { continue }
      #expect(!seal.isSigned(by: key), "bit \(bit)")
      expectRoundTrip(seal, text)
    }
  }

  @Test("Whatever is read is written again the same", arguments: 1...8)
  func mutations(_ seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let key = try SealFixture.key()
    for round in 0..<400 {
      let seal = try Seal.sign(anyClaims(&random), host: "H\(round)", with: key)
      #expect(try Seal(parsing: seal.text) == seal)
      #expect(try Seal(parsing: seal.text).isSigned(by: key.publicKey))
      var characters = Array(seal.text.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<characters.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: characters[place] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8).randomElement(using: &random)!
        case 1: characters[place] = UInt8.random(in: 0...255, using: &random)
        case 2: characters.remove(at: place)
        default: characters.insert(UInt8(ascii: "A"), at: place)
        }
      }
      let text = String(decoding: characters, as: UTF8.self)
      guard text != seal.text, let read = try? Seal(parsing: text) else { continue }
      expectRoundTrip(read, text)
      #expect(!read.isSigned(by: key.publicKey) || (read.claims == seal.claims && read.host != seal.host))
    }
  }

  private func expectRoundTrip(_ seal: Seal, _ text: String) {
    #expect(seal.text == text)
    #expect(seal.rewritten == text)
  }

  private func text(of bytes: [UInt8]) -> String {
    var text = Array("HTTPS://CO.EXAMPLE.SG/1/".utf8)
    Base32.append(bytes, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The payload's length in its head as it comes out when header and signature are left as they are.
  private func withPayloadLength(_ hex: String) -> String {
    guard let head = hex.range58, let signature = hex.lastRange5840 else { return hex }
    let length = (hex.distance(from: head.upperBound, to: signature) - 2) / 2
    guard (24...255).contains(length) else { return hex }
    let digits = String(length, radix: 16)
    return hex[..<head.upperBound] + digits + hex.dropFirst(hex.distance(from: hex.startIndex, to: head.upperBound) + 2)
  }

  private func anyClaims(_ random: inout SeededNumbers) -> SealClaims {
    func number(_ highest: Int) -> Int {
      Int.random(in: 0...(highest >> Int.random(in: 0..<32, using: &random)), using: &random)
    }
    func text(_ longest: Int) -> String {
      let alphabet = Array("AZaz09 .-&éßЖ中🙂")
      return String(
        (0..<Int.random(in: 0...longest, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
    }
    let copies = 1 + number(9998) % 9999
    let sheets = Bool.random(using: &random) ? 2 + number(9997) % 9998 : nil
    return SealClaims(
      issuer: "SG-CC1", issuedAt: number(253_402_300_799), number: "SG-2026-0000001-H",
      certificateDigest: Digest(sha256: Array(text(9).utf8)), copy: Int.random(in: 1...copies, using: &random),
      copies: copies, sheet: sheets.map { Int.random(in: 1...$0, using: &random) }, sheets: sheets,
      ledgerIndex: number(1 << 40), origin: Bool.random(using: &random) ? "SG" : nil,
      destination: Bool.random(using: &random) ? "BE" : nil,
      grossKg: Bool.random(using: &random) ? number(1 << 33) : nil,
      invoice: Bool.random(using: &random) ? text(30) : nil, exporter: text(60))
  }
}

extension String {
  /// `a058`: the end of the unprotected header and the head of the payload.
  fileprivate var range58: Range<Index>? { find("a058") }

  /// Where `5840`, the head of the signature, starts for the last time.
  fileprivate var lastRange5840: Index? {
    indices.last { self[$0...].hasPrefix("5840") }
  }

  private func find(_ part: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(part) }.map { $0..<index($0, offsetBy: part.count) }
  }
}
