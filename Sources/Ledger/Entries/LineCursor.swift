// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a line that only moves forward, with the few forms that a ledger line is made of.
struct LineCursor {
  private let bytes: [UInt8]
  private let start: Int
  private let end: Int
  private(set) var position: Int

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    start = range.lowerBound
    end = range.upperBound
    position = start
  }

  /// Goes over `text` if it stands here.
  mutating func skip(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard end - position >= count else { return false }
    let expected = unsafe text.utf8Start
    for index in 0..<count where unsafe expected[index] != bytes[position + index] { return false }
    position += count
    return true
  }

  mutating func expect(_ text: StaticString) throws(EntryFault) {
    guard skip(text) else { throw fault("expected \(text)") }
  }

  /// Goes on without looking; no further than the end.
  mutating func advance(_ count: Int) {
    position = min(position + count, end)
  }

  func expectEnd() throws(EntryFault) {
    guard position == end else { throw fault("more after the entry's end") }
  }

  /// Lower-case hexadecimal digits; the last sixteen as a number.
  @discardableResult
  mutating func hexadecimal(_ count: Int) throws(EntryFault) -> UInt64 {
    guard end - position >= count else { throw fault("expected \(count) hexadecimal digits") }
    var value: UInt64 = 0
    for index in position..<(position + count) {
      let byte = bytes[index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- 48
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- 87
      default: throw fault("expected \(count) lower-case hexadecimal digits")
      }
      value = value << 4 | UInt64(digit)
    }
    position += count
    return value
  }

  /// Exactly `count` decimal digits.
  mutating func digits(_ count: Int) throws(EntryFault) -> Int {
    guard end - position >= count else { throw fault("expected \(count) digits") }
    var value = 0
    for index in position..<(position + count) {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { throw fault("expected \(count) digits") }
      value = value &* 10 &+ Int(digit)
    }
    position += count
    return value
  }

  /// A whole number as JSON writes it: no sign, no leading zero, at most 15 digits.
  mutating func decimal() throws(EntryFault) -> Int {
    let first = position
    var value = 0
    while position < end, bytes[position] &- UInt8(ascii: "0") < 10, position - first < 16 {
      value = value &* 10 &+ Int(bytes[position] &- UInt8(ascii: "0"))
      position += 1
    }
    let count = position - first
    guard count > 0, count < 16, count == 1 || bytes[first] != UInt8(ascii: "0") else {
      throw fault("expected a whole number")
    }
    return value
  }

  /// 1 to 999,999: copies, pages, sheets.
  mutating func count(then text: StaticString) throws(EntryFault) -> Int {
    let value = try decimal()
    guard (1...999_999).contains(value) else { throw fault("expected a number from 1 to 999999") }
    try expect(text)
    return value
  }

  /// `YYYYMMDD-nn`; the counter has two digits, more only beyond 99.
  mutating func batch() throws(EntryFault) -> Int {
    let date = try digits(8)
    try expect("-")
    let first = position
    let leading = try digits(2)
    var counter = leading
    while position < end, bytes[position] &- UInt8(ascii: "0") < 10, position - first < 6 {
      counter = counter * 10 + Int(bytes[position] &- UInt8(ascii: "0"))
      position += 1
    }
    guard position - first == 2 || leading >= 10 else { throw fault("expected a batch of the form YYYYMMDD-nn") }
    return date * 1_000_000 + counter
  }

  /// RFC 3339 in UTC with whole seconds, `2026-11-23T22:00:00Z`, as the number 20261123220000.
  mutating func time() throws(EntryFault) -> Int {
    let year = try digits(4)
    try expect("-")
    let month = try digits(2)
    try expect("-")
    let day = try digits(2)
    try expect("T")
    let hour = try digits(2)
    try expect(":")
    let minute = try digits(2)
    try expect(":")
    let second = try digits(2)
    try expect("Z")
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let longest = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard year >= 1, (1...12).contains(month), (1...longest).contains(day), hour < 24, minute < 60, second < 60
    else { throw fault("expected a time of the calendar") }
    return ((((year * 100 + month) * 100 + day) * 100 + hour) * 100 + minute) * 100 + second
  }

  /// A stage's name up to its closing quote.
  mutating func stage() throws(EntryFault) -> EntryStage {
    for stage in Self.stages {
      let name = stage.name
      guard end - position > name.count, bytes[position] == name[0], bytes[position + name.count] == UInt8(ascii: "\"")
      else { continue }
      var isHere = true
      for index in 0..<name.count where bytes[position + index] != name[index] {
        isHere = false
        break
      }
      guard isHere else { continue }
      position += name.count
      return stage.stage
    }
    throw fault("expected a stage")
  }

  /// 1 to 64 visible ASCII characters or spaces that JSON writes as they are.
  mutating func stock() throws(EntryFault) -> Range<Int> {
    let first = position
    while position < end, bytes[position] != UInt8(ascii: "\"") {
      guard (0x20...0x7E).contains(bytes[position]), bytes[position] != UInt8(ascii: "\\") else {
        throw fault("expected a stock serial of plain ASCII")
      }
      position += 1
    }
    guard (1...64).contains(position - first) else { throw fault("expected a stock serial of 1 to 64 characters") }
    return first..<position
  }

  /// A certificate's number with the right check character.
  mutating func number() throws(EntryFault) -> EntryNumber {
    guard end - position >= EntryNumber.length, let number = EntryNumber(bytes, at: position) else {
      throw fault("expected a certificate number with its check character")
    }
    position += EntryNumber.length
    return number
  }

  func fault(_ reason: String) -> EntryFault {
    EntryFault(column: position - start + 1, reason: reason)
  }

  private static let stages = EntryStage.allCases.map { (stage: $0, name: Array($0.rawValue.utf8)) }
}
