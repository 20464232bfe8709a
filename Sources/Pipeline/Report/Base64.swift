// SPDX-License-Identifier: GPL-3.0-or-later

extension [UInt8] {
  /// The bytes as base64 with padding (RFC 4648 section 4).
  var base64: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((count + 2) / 3 * 4)
    var index = 0
    while index < count {
      let second = index + 1 < count ? self[index + 1] : 0
      let third = index + 2 < count ? self[index + 2] : 0
      let group = UInt32(self[index]) << 16 | UInt32(second) << 8 | UInt32(third)
      text.append(Self.base64Digit(group >> 18))
      text.append(Self.base64Digit(group >> 12))
      text.append(index + 1 < count ? Self.base64Digit(group >> 6) : UInt8(ascii: "="))
      text.append(index + 2 < count ? Self.base64Digit(group) : UInt8(ascii: "="))
      index += 3
    }
    return text
  }

  private static func base64Digit(_ bits: UInt32) -> UInt8 {
    let value = UInt8(bits & 63)
    switch value {
    case 0..<26: return UInt8(ascii: "A") + value
    case 26..<52: return UInt8(ascii: "a") + value - 26
    case 52..<62: return UInt8(ascii: "0") + value - 52
    case 62: return UInt8(ascii: "+")
    default: return UInt8(ascii: "/")
    }
  }
}
