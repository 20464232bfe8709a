// SPDX-License-Identifier: GPL-3.0-or-later
import Seals
import Signing

/// The bytes behind a seal's Base32, to be tampered with.
struct SealBytes {
  static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
  var address: String
  var bytes: [UInt8]

  init(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    address = parts.dropLast().joined(separator: "/") + "/"
    bytes = []
    var (buffer, bits) = (0, 0)
    for character in (parts.last ?? "").utf8 {
      buffer = (buffer << 5 | (Self.alphabet.firstIndex(of: character) ?? 0)) & 0xFFFF
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
  }

  var text: String {
    var text = Array(address.utf8)
    var (buffer, bits) = (0, 0)
    for byte in bytes {
      buffer = (buffer << 8 | Int(byte)) & 0xFFFF
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(Self.alphabet[buffer >> bits & 31])
      }
    }
    if bits > 0 { text.append(Self.alphabet[buffer << (5 - bits) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// These claims with key id and signature of another seal: what somebody can make who has no key.
  func dressed(as other: SealBytes) -> String {
    var forged = self
    // 18([h'A2 01 27 04 44 key id', {}, payload, signature]): the id stands at 8, the signature at the end.
    forged.bytes.replaceSubrange(8..<12, with: other.bytes[8..<12])
    forged.bytes.replaceSubrange((bytes.count - 64)..., with: other.bytes.suffix(64))
    return forged.text
  }
}
