// SPDX-License-Identifier: GPL-3.0-or-later

/// Splits a content stream into what operators need (ISO 32000-1 7.2, 7.8.2); strings, arrays and dictionaries are passed
/// over.
struct ContentTokens {
  enum Token: Equatable {
    case number(Double)
    /// Without its slash; as it is written.
    case name(ArraySlice<UInt8>)
    /// An operator, or a word such as `true`.
    case word(ArraySlice<UInt8>)
    case other
  }

  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// nil at the end.
  mutating func next() -> Token? {
    skipSpace()
    guard at < bytes.count else { return nil }
    let start = at
    at += 1
    switch bytes[start] {
    case UInt8(ascii: "("):
      skipString()
      return .other
    case UInt8(ascii: "<") where at < bytes.count && bytes[at] != UInt8(ascii: "<"):
      while at < bytes.count, bytes[at] != UInt8(ascii: ">") { at += 1 }
      at += 1
      return .other
    case UInt8(ascii: "/"):
      skipRegular()
      return .name(bytes[(start + 1)..<at])
    case let byte where Self.isDelimiter(byte): return .other
    default:
      skipRegular()
      let word = bytes[start..<at]
      return Self.number(word).map(Token.number) ?? .word(word)
    }
  }

  private mutating func skipSpace() {
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%") {
        while at < bytes.count, bytes[at] != 10, bytes[at] != 13 { at += 1 }
      } else if Self.isSpace(bytes[at]) {
        at += 1
      } else {
        return
      }
    }
  }

  private mutating func skipRegular() {
    while at < bytes.count, !Self.isSpace(bytes[at]), !Self.isDelimiter(bytes[at]) { at += 1 }
  }

  /// Behind the bracket that opens it; brackets within pair up or are escaped.
  private mutating func skipString() {
    var depth = 1
    while at < bytes.count, depth > 0 {
      switch bytes[at] {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      at += 1
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [0, 9, 10, 12, 13, 32].contains(byte) }

  private static func isDelimiter(_ byte: UInt8) -> Bool { "()<>[]{}/%".utf8.contains(byte) }

  /// Digits with a sign and a point (7.3.3), which has no exponent.
  private static func number(_ word: ArraySlice<UInt8>) -> Double? {
    guard word.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E].contains($0) }) else { return nil }
    return Double(String(decoding: word, as: UTF8.self))
  }
}
