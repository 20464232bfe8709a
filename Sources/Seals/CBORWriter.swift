// SPDX-License-Identifier: GPL-3.0-or-later

/// Deterministic CBOR (RFC 8949 section 4.2.1): shortest heads, definite lengths. The caller sorts the keys.
struct CBORWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  mutating func head(_ major: CBORMajor, _ argument: UInt64) {
    let type = major.rawValue << 5
    switch argument {
    case 0...23: bytes.append(type | UInt8(argument))
    case 24...0xFF: bytes += [type | 24, UInt8(argument)]
    case 0x100...0xFFFF: append(type | 25, argument, count: 2)
    case 0x1_0000...0xFFFF_FFFF: append(type | 26, argument, count: 4)
    default: append(type | 27, argument, count: 8)
    }
  }

  /// Not negative.
  mutating func unsigned(_ value: Int) {
    head(.unsigned, UInt64(value))
  }

  mutating func data(_ data: [UInt8]) {
    head(.bytes, UInt64(data.count))
    bytes += data
  }

  mutating func text(_ text: String) {
    head(.text, UInt64(text.utf8.count))
    bytes += text.utf8
  }

  /// The text, or null.
  mutating func text(orNull text: String?) {
    if let text { self.text(text) } else { null() }
  }

  /// The number, or null.
  mutating func unsigned(orNull value: Int?) {
    if let value { unsigned(value) } else { null() }
  }

  mutating func null() {
    bytes.append(CBORReader.null)
  }

  /// Bytes that are CBOR already.
  mutating func raw(_ encoded: [UInt8]) {
    bytes += encoded
  }

  private mutating func append(_ first: UInt8, _ argument: UInt64, count: Int) {
    bytes.append(first)
    for shift in stride(from: (count - 1) * 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: argument >> UInt64(shift)))
    }
  }
}

/// RFC 8949 section 3.1.
enum CBORMajor: UInt8 {
  case unsigned = 0
  case negative, bytes, text, array, map, tag
}
