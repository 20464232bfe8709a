// SPDX-License-Identifier: GPL-3.0-or-later

/// One walk over the bytes of a document (RFC 8259), by recursive descent with a limit.
struct JSONParser {
  private let bytes: [UInt8]
  private let limits: JSONLimits
  private let deepest: Int
  private var index = 0
  private var depth = 0
  private var values = 0

  init(_ bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
    self.deepest = min(limits.depth, JSONLimits.deepest)
  }

  mutating func document() throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.bytes else { throw fault(.tooLong(limit: limits.bytes), at: limits.bytes) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      throw fault(.byteOrderMark)
    }
    skipBlanks()
    guard index < bytes.count else { throw fault(.empty) }
    let value = try value()
    skipBlanks()
    guard index == bytes.count else { throw fault(bytes[index] == 0 ? .nul : .trailingBytes) }
    return value
  }

  // MARK: Values

  private mutating func value() throws(JSONError) -> JSONValue {
    values += 1
    guard values <= limits.values else { throw fault(.tooManyValues(limit: limits.values)) }
    guard index < bytes.count else { throw fault(.truncated(expected: "a value")) }
    switch bytes[index] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "t"):
      try word("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw unexpected("a value")
    }
  }

  private mutating func object() throws(JSONError) -> JSONObject {
    try enter()
    var members: [(key: String, value: JSONValue)] = []
    // Few keys are compared one by one, many are looked up: a hostile object of a million keys stays linear.
    var seen: Set<[UInt8]> = []
    skipBlanks()
    if peek(UInt8(ascii: "}")) {
      leave()
      return JSONObject()
    }
    members.reserveCapacity(8)
    while true {
      guard index < bytes.count else { throw fault(.truncated(expected: "a key")) }
      guard bytes[index] == UInt8(ascii: "\"") else { throw unexpected("a key") }
      let start = index
      let key = try string()
      if members.count < 24 {
        for member in members where haveSameBytes(member.key, key) { throw fault(.duplicateKey, at: start) }
      } else {
        if seen.isEmpty { for member in members { seen.insert(Array(member.key.utf8)) } }
        guard seen.insert(Array(key.utf8)).inserted else { throw fault(.duplicateKey, at: start) }
      }
      skipBlanks()
      try expect(UInt8(ascii: ":"), "':'")
      skipBlanks()
      members.append((key, try value()))
      skipBlanks()
      if peek(UInt8(ascii: "}")) { break }
      try expect(UInt8(ascii: ","), "',' or '}'")
      skipBlanks()
    }
    leave()
    return JSONObject(checked: members)
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    skipBlanks()
    if peek(UInt8(ascii: "]")) {
      leave()
      return elements
    }
    while true {
      elements.append(try value())
      skipBlanks()
      if peek(UInt8(ascii: "]")) { break }
      try expect(UInt8(ascii: ","), "',' or ']'")
      skipBlanks()
    }
    leave()
    return elements
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
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

  // MARK: Numbers and words

  private mutating func number() throws(JSONError) -> JSONNumber {
    let start = index
    _ = peek(UInt8(ascii: "-"))
    let leading = index
    try digits(of: start)
    if bytes[leading] == UInt8(ascii: "0"), index > leading + 1 { throw fault(.invalidNumber, at: start) }
    var hasExponent = false
    if peek(UInt8(ascii: ".")) { try digits(of: start) }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      hasExponent = true
      index += 1
      if !peek(UInt8(ascii: "+")) { _ = peek(UInt8(ascii: "-")) }
      try digits(of: start)
    }
    let number = JSONNumber(checked: String(decoding: bytes[start..<index], as: UTF8.self))
    // Without an exponent it takes 309 digits to leave double precision.
    if hasExponent || index - start > 300, !number.double.isFinite { throw fault(.numberOutOfRange, at: start) }
    return number
  }

  private mutating func digits(of start: Int) throws(JSONError) {
    guard index < bytes.count else { throw fault(.truncated(expected: "a digit")) }
    let first = index
    while index < bytes.count, bytes[index] &- 48 < 10 { index += 1 }
    if index == first { throw fault(.invalidNumber, at: start) }
  }

  private mutating func word(_ word: StaticString) throws(JSONError) {
    let start = index
    var matched = 0
    for byte in word.description.utf8 {
      guard index < bytes.count else { throw fault(.truncated(expected: "'\(word)'")) }
      guard bytes[index] == byte else { break }
      index += 1
      matched += 1
    }
    if matched < word.utf8CodeUnitCount {
      index = start
      throw unexpected("a value")
    }
  }

  // MARK: Bytes

  private mutating func enter() throws(JSONError) {
    depth += 1
    if depth > deepest { throw fault(.tooDeep(limit: deepest)) }
    index += 1
  }

  private mutating func leave() {
    depth -= 1
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index += 1
    }
  }

  /// Steps over `byte` if it is next.
  @inline(__always)
  private mutating func peek(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ name: String) throws(JSONError) {
    guard index < bytes.count else { throw fault(.truncated(expected: name)) }
    guard bytes[index] == byte else { throw unexpected(name) }
    index += 1
  }

  private func unexpected(_ expected: String) -> JSONError {
    fault(bytes[index] == 0 ? .nul : .unexpectedByte(bytes[index], expected: expected))
  }

  private func fault(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
    JSONError(reason, at: offset ?? index, in: bytes)
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
