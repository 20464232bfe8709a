// SPDX-License-Identifier: GPL-3.0-or-later

/// Base32 (RFC 4648 section 6) without padding, upper case, one spelling a value.
enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  /// Bytes that `characters` can carry.
  static func bytes(inCharacters characters: Int) -> Int { characters * 5 / 8 }

  static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[Int(buffer >> bits & 31)])
      }
      buffer &= 1 << bits - 1
    }
    if bits > 0 { text.append(alphabet[Int(buffer << (5 - bits) & 31)]) }
  }

  enum Outcome {
    case bytes([UInt8])
    /// Index of the character that cannot stand there: a foreign one, or the last if it is one too many or has bits
    /// set beyond the last byte.
    case fault(at: Int)
  }

  static func decode(_ text: ArraySlice<UInt8>) -> Outcome {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.bytes(inCharacters: text.count))
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for (index, character) in zip(text.indices, text) {
      let value: UInt8
      switch character {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - 65
      case UInt8(ascii: "2")...UInt8(ascii: "7"): value = character - 24
      default: return .fault(at: index)
      }
      buffer = buffer << 5 | UInt32(value)
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
        buffer &= 1 << bits - 1
      }
    }
    // Five bits or more are a character too many; others must be zero.
    return bits < 5 && buffer == 0 ? .bytes(bytes) : .fault(at: max(text.startIndex, text.endIndex - 1))
  }
}
