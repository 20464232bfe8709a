// SPDX-License-Identifier: GPL-3.0-or-later
import Reconciliation
import Seals
import Signing
import Testing

/// Seals that are not as they have to be, signed all the same with the issuer's own key: whoever steals the key, or
/// writes a careless program, must not get more out of a reader than the form allows.
@Suite("Badly formed seals under the issuer's own signature")
struct SignedNonsenseTests {
  /// What is done to the parts of a good seal before it is signed anew.
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (inout Parts) -> Void

    init(_ name: String, _ apply: @escaping @Sendable (inout Parts) -> Void) {
      testDescription = name
      self.apply = apply
    }
  }

  /// The parts of a COSE_Sign1 (RFC 9052 section 4.2), as bytes of CBOR.
  struct Parts: Sendable {
    var head: [UInt8] = [0xD2, 0x84]
    /// Content of the protected byte string: `{1: -8, 4: kid}`.
    var protected: [UInt8]
    var unprotected: [UInt8] = [0xA0]
    /// Content of the payload: `{1: issuer, 6: time, -65537: [...]}`.
    var payload: [UInt8]
    var tail: [UInt8] = []

    init(_ seal: SealBytes) {
      protected = Array(seal.bytes[3..<12])
      let isLong = seal.bytes[13] == 0x59
      payload = Array(seal.bytes[(isLong ? 16 : 15)..<(seal.bytes.count - 66)])
    }

    /// Lengths of the first two claims: `01 66 SG-CC1` and `06 1A` with four bytes.
    static let issuer = 8
    static let time = 6

    func text(address: String, key: SigningKey) throws -> String {
      func string(_ bytes: [UInt8]) -> [UInt8] {
        let head: [UInt8] =
          bytes.count < 24
          ? [0x40 + UInt8(bytes.count)]
          : bytes.count < 256 ? [0x58, UInt8(bytes.count)] : [0x59, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)]
        return head + bytes
      }
      let signed = [0x84, 0x6A] + Array("Signature1".utf8) + string(protected) + [0x40] + string(payload)
      var seal = SealBytes(address + "AA")
      seal.bytes = head + string(protected) + unprotected + string(payload) + string(try key.sign(signed)) + tail
      return seal.text
    }
  }

  static let faults: [Fault] = [
    Fault("an unknown critical header") {
      $0.protected = [0xA4, 0x01, 0x27, 0x02, 0x81, 0x18, 0x63] + $0.protected[3...] + [0x18, 0x63, 0x00]
    },
    Fault("a critical header that is known") {
      $0.protected = [0xA3, 0x01, 0x27, 0x02, 0x81, 0x01] + $0.protected[3...]
    },
    Fault("an unknown header") { $0.protected = [0xA3] + $0.protected[1...] + [0x18, 0x63, 0x00] },
    Fault("another algorithm") { $0.protected[2] = 0x26 },
    Fault("no key id") { $0.protected = [0xA1, 0x01, 0x27] },
    Fault("an unprotected header") { $0.unprotected = [0xA1, 0x18, 0x63, 0x00] },
    Fault("a claim too many") { $0.payload = [0xA4] + $0.payload[1...] + [0x3A, 0x00, 0x01, 0x00, 0x01, 0x00] },
    Fault("a claim too few") { parts in
      parts.payload.removeSubrange((1 + Parts.issuer)..<(1 + Parts.issuer + Parts.time)); parts.payload[0] = 0xA2
    },
    Fault("a value too many") { parts in
      parts.payload[1 + Parts.issuer + Parts.time + 5] += 1
      parts.payload.append(0xF6)
    },
    Fault("a value too few") { parts in
      parts.payload[1 + Parts.issuer + Parts.time + 5] -= 1
      // `Lion City Spices Pte Ltd` is of 24 bytes, with a head of two.
      parts.payload.removeLast(26)
    },
    Fault("claims in another order") { parts in
      let (issuer, time) = (
        parts.payload[1...Parts.issuer], parts.payload[(1 + Parts.issuer)..<(1 + Parts.issuer + Parts.time)]
      )
      parts.payload.replaceSubrange(1..<(1 + Parts.issuer + Parts.time), with: Array(time) + Array(issuer))
    },
    Fault("a claim twice") { parts in
      parts.payload = [0xA4] + parts.payload[1...Parts.issuer] + parts.payload[1...]
    },
    Fault("a number longer than it needs to be") { $0.payload.replaceSubrange(1..<2, with: [0x18, 0x01]) },
    Fault("a map of no stated length") { parts in parts.payload = [0xBF] + parts.payload[1...] + [0xFF] },
    Fault("no tag") { $0.head = [0x84] },
    Fault("another tag") { $0.head = [0xD1, 0x84] },
    Fault("bytes behind the end") { $0.tail = [0x00] },
    Fault("an empty payload") { $0.payload = [] },
  ]

  @Test("The parts of a good seal, signed anew, make the same seal")
  func unchanged() throws {
    let chamber = try Chamber()
    let text = try chamber.text(chamber.claims(1))
    let seal = SealBytes(text)
    #expect(try Parts(seal).text(address: seal.address, key: chamber.issuerKey) == text)
    #expect(try chamber.finding(text).verdict == .genuine)
  }

  @Test("None is ever genuine", arguments: faults)
  func nonsense(_ fault: Fault) throws {
    let chamber = try Chamber()
    let seal = SealBytes(try chamber.text(chamber.claims(1)))
    var parts = Parts(seal)
    fault.apply(&parts)
    let finding = try chamber.finding(parts.text(address: seal.address, key: chamber.issuerKey))
    #expect(finding.verdict == .forged)
    #expect(finding.claims == nil && finding.reason.hasPrefix("it poses as a seal"))
  }

  @Test("A seal with any one byte changed, in any way, is never the issuer's")
  func everyByte() throws {
    let chamber = try Chamber()
    let seal = SealBytes(try chamber.text(chamber.claims(1)))
    var codes: [PresentedCode] = []
    codes.reserveCapacity(seal.bytes.count * 255)
    for place in seal.bytes.indices {
      for change in UInt8(1)...255 {
        var changed = seal
        changed.bytes[place] ^= change
        codes.append(PresentedCode(text: Array(changed.text.utf8)))
      }
    }
    let findings = try chamber.findings(codes)
    let wrong = zip(findings, codes.indices).filter { finding, _ in
      ![.forged, .unknownIssuer].contains(finding.verdict)
    }
    #expect(findings.count == seal.bytes.count * 255 && findings.count > 50_000)
    #expect(wrong.isEmpty, "\(wrong.prefix(3).map { ($0.1 / 255, $0.1 % 255 + 1) })")
  }
}
