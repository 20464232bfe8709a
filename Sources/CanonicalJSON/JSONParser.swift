// SPDX-License-Identifier: GPL-3.0-or-later

/// One walk over the bytes of a document (RFC 8259), by recursive descent with a limit.
struct JSONParser {
  let bytes: [UInt8]
  private let limits: JSONLimits
  private let deepest: Int
  var index = 0
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

  func fault(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
    JSONError(reason, at: offset ?? index, in: bytes)
  }
}
