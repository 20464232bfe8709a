// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONParser {
  /// From its opening quote.
  mutating func string() throws(JSONError) -> String {
    index += 1
    let start = index
    var isASCII = true
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        let text = bytes[start..<index]
        if !isASCII, let invalid = firstInvalidUTF8(in: text) { throw fault(.invalidUTF8, at: invalid) }
        index += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 { throw fault(byte == 0 ? .nul : .controlCharacter(byte)) }
      if byte >= 0x80 { isASCII = false }
      index += 1
    }
    throw fault(.truncated(expected: "the end of a string"))
  }

  /// The slow way, from the first backslash: the bytes are gathered, then checked as a whole.
  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    if let invalid = firstInvalidUTF8(in: bytes[start..<index]) { throw fault(.invalidUTF8, at: invalid) }
    var text = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: try escape())
        continue
      }
      if byte < 0x20 { throw fault(byte == 0 ? .nul : .controlCharacter(byte)) }
      let run = index
      while index < bytes.count, bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\""),
        bytes[index] != UInt8(ascii: "\\")
      {
        index += 1
      }
      if let invalid = firstInvalidUTF8(in: bytes[run..<index]) { throw fault(.invalidUTF8, at: invalid) }
      text.append(contentsOf: bytes[run..<index])
    }
    throw fault(.truncated(expected: "the end of a string"))
  }

  private mutating func escape() throws(JSONError) -> [UInt8] {
    let start = index
    index += 1
    guard index < bytes.count else { throw fault(.truncated(expected: "an escape")) }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): break
    default: throw fault(.invalidEscape, at: start)
    }
    let first = try hexUnit(of: start)
    var code = UInt32(first)
    if 0xDC00...0xDFFF ~= first { throw fault(.loneSurrogate, at: start) }
    if 0xD800...0xDBFF ~= first {
      for byte in [UInt8(ascii: "\\"), UInt8(ascii: "u")] {
        guard index < bytes.count else { throw fault(.truncated(expected: "the other half of a surrogate pair")) }
        guard bytes[index] == byte else { throw fault(.loneSurrogate, at: start) }
        index += 1
      }
      let second = try hexUnit(of: index - 2)
      guard 0xDC00...0xDFFF ~= second else { throw fault(.loneSurrogate, at: start) }
      code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw fault(.loneSurrogate, at: start) }
    return Array(UTF8.encode(scalar).map(Array.init) ?? [])
  }

  /// Four hexadecimal digits.
  private mutating func hexUnit(of escape: Int) throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard index < bytes.count else { throw fault(.truncated(expected: "a hexadecimal digit")) }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - 48)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - 55)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - 87)
      default: throw fault(.invalidEscape, at: escape)
      }
      index += 1
    }
    return unit
  }
}

/// The index of the first byte that is not part of well-formed UTF-8 (Unicode table 3-7); nil if all are.
func firstInvalidUTF8(in bytes: ArraySlice<UInt8>) -> Int? {
  var index = bytes.startIndex
  let end = bytes.endIndex
  while index < end {
    let lead = bytes[index]
    if lead < 0x80 {
      index += 1
      continue
    }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return index
    }
    guard index + length <= end, second.contains(bytes[index + 1]) else { return index }
    for next in (index + 2)..<max(index + length, index + 2) where bytes[next] & 0xC0 != 0x80 { return index }
    index += length
  }
  return nil
}
