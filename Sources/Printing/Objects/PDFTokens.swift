// SPDX-License-Identifier: GPL-3.0-or-later

// The tokens of PDF (ISO 32000-1, 7.2 and 7.3), appended to bytes.
extension [UInt8] {
  mutating func put(_ text: String) {
    append(contentsOf: text.utf8)
  }

  mutating func put(_ value: Int) {
    if value >= 0, value < 10 {
      append(48 &+ UInt8(truncatingIfNeeded: value))
      return
    }
    var rest = value.magnitude
    if value < 0 { append(UInt8(ascii: "-")) }
    var divisor: UInt = 1
    while rest / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(48 &+ UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  /// A number of hundredths, `1250` as `12.5`: no exponent, no needless zeros.
  mutating func put(hundredths value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let size = Int(value.magnitude)
    let rest = size % 100
    put(size / 100)
    guard rest != 0 else { return }
    append(UInt8(ascii: "."))
    append(48 &+ UInt8(truncatingIfNeeded: rest / 10))
    if rest % 10 != 0 { append(48 &+ UInt8(truncatingIfNeeded: rest % 10)) }
  }

  /// A length in points to a hundredth (0.0035 mm).
  mutating func put(points value: Double) {
    put(hundredths: hundredths(value))
  }

  /// A number to a millionth, for matrices.
  mutating func put(exact value: Double) {
    let millionths = Int((value * 1_000_000).rounded())
    if millionths < 0 { append(UInt8(ascii: "-")) }
    let size = Int(millionths.magnitude)
    put(size / 1_000_000)
    var rest = size % 1_000_000
    guard rest != 0 else { return }
    append(UInt8(ascii: "."))
    var divisor = 100_000
    while rest > 0 {
      append(48 &+ UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  /// `12 0 R`.
  mutating func put(reference number: Int) {
    put(number)
    put(" 0 R")
  }

  /// A name; bytes that a name cannot hold are written `#xx`.
  mutating func put(name: String) {
    append(UInt8(ascii: "/"))
    for byte in name.utf8 {
      let isRegular = byte > 0x20 && byte < 0x7F && !"#()<>[]{}/%".utf8.contains(byte)
      if isRegular {
        append(byte)
      } else {
        append(UInt8(ascii: "#"))
        put(hexByte: byte)
      }
    }
  }

  mutating func put(hexByte byte: UInt8) {
    let digits: StaticHex = .upper
    append(digits[byte >> 4])
    append(digits[byte & 15])
  }

  mutating func put(hex bytes: [UInt8]) {
    append(UInt8(ascii: "<"))
    for byte in bytes { put(hexByte: byte) }
    append(UInt8(ascii: ">"))
  }

  /// A text string of a document's information (7.9.2.2): UTF-16BE with its mark.
  mutating func put(text: String) {
    var bytes: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
      bytes.append(UInt8(truncatingIfNeeded: unit))
    }
    put(hex: bytes)
  }
}

func hundredths(_ points: Double) -> Int {
  Int((points * 100).rounded())
}

/// Hexadecimal digits by value.
enum StaticHex {
  case upper

  subscript(value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
}
