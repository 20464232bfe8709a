// SPDX-License-Identifier: GPL-3.0-or-later

extension [UInt8] {
  /// Pairs of lower-case hexadecimal digits; nil for anything else, upper case included (one spelling a value).
  public init?(hex: String) {
    let digits = hex.utf8
    guard digits.count.isMultiple(of: 2) else { return nil }
    self = []
    reserveCapacity(digits.count / 2)
    var high: UInt8?
    for digit in digits {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - 48
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - 87
      default: return nil
      }
      if let upper = high {
        append(upper << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
  }

  /// Two lower-case hexadecimal digits a byte.
  public var hex: String {
    let alphabet: StaticString = "0123456789abcdef"
    return String(unsafeUninitializedCapacity: count * 2) { text in
      for (index, byte) in enumerated() {
        text[index * 2] = alphabet.utf8Start[Int(byte >> 4)]
        text[index * 2 + 1] = alphabet.utf8Start[Int(byte & 15)]
      }
      return count * 2
    }
  }
}
