// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONValue {
  /// The value's one canonical form (RFC 8785, JSON Canonicalization Scheme): no blanks, keys sorted by UTF-16 code
  /// units, numbers and escapes as ECMAScript writes them. UTF-8.
  public var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024)
    write(to: &bytes)
    return bytes
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(true): bytes.append(contentsOf: "true".utf8)
    case .bool(false): bytes.append(contentsOf: "false".utf8)
    case .number(let number): number.write(to: &bytes)
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      var isFirst = true
      for element in elements {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      var isFirst = true
      for (key, value) in object.inKeyOrder {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        Self.write(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// RFC 8785 section 3.2.2.2: only quote, backslash and control characters are escaped.
  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    for index in start..<bytes.count where needsEscape(bytes[index]) {
      bytes.removeSubrange(index...)
      for byte in text.utf8.dropFirst(index - start) { escape(byte, to: &bytes) }
      break
    }
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
    guard needsEscape(byte) else { return bytes.append(byte) }
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    default:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(UInt8(ascii: "0") + byte >> 4)
      let low = byte & 15
      bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
    }
  }
}

extension JSONNumber {
  /// ECMA-262 Number::toString (RFC 8785 section 3.2.2.3).
  fileprivate func write(to bytes: inout [UInt8]) {
    // An integer of up to 15 digits is its own canonical form, but for minus zero.
    if lexeme.utf8.count <= 15, lexeme != "-0", lexeme.utf8.dropFirst().allSatisfy({ $0 &- 48 < 10 }) {
      return bytes.append(contentsOf: lexeme.utf8)
    }
    bytes.append(contentsOf: Self.ecmaScript(double))
  }

  /// A finite double as ECMAScript writes it: Swift's `description` finds the same shortest digits (the closest of
  /// them), only the layout differs.
  static func ecmaScript(_ value: Double) -> [UInt8] {
    guard value != 0 else { return [UInt8(ascii: "0")] }
    var digits: [UInt8] = []
    // The value is 0.DIGITS times ten to `point`.
    var point = 0
    var exponent = 0
    var seenPoint = false
    var text = value.magnitude.description.utf8[...]
    while let byte = text.popFirst() {
      if byte == UInt8(ascii: "e") {
        exponent = Int(String(Substring(text))) ?? 0
        break
      } else if byte == UInt8(ascii: ".") {
        seenPoint = true
      } else {
        if !seenPoint { point += 1 }
        digits.append(byte)
      }
    }
    point += exponent
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    point -= leading
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }

    let zero = UInt8(ascii: "0")
    let count = digits.count
    var bytes: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    if count <= point, point <= 21 {
      bytes += digits + Array(repeating: zero, count: point - count)
    } else if 0 < point, point <= 21 {
      bytes += digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
    } else if -6 < point, point <= 0 {
      bytes += [zero, UInt8(ascii: ".")] + Array(repeating: zero, count: -point) + digits
    } else {
      bytes.append(digits[0])
      if count > 1 { bytes += [UInt8(ascii: ".")] + digits[1...] }
      bytes += [UInt8(ascii: "e"), point > 0 ? UInt8(ascii: "+") : UInt8(ascii: "-")]
      bytes += Array(String((point - 1).magnitude).utf8)
    }
    return bytes
  }
}
