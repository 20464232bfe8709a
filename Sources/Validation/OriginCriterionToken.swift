// SPDX-License-Identifier: GPL-3.0-or-later

/// A word of an origin criterion.
enum OriginCriterionToken: Equatable {
  case word(String)
  /// Hundredths of a percent.
  case percentage(Int)
  case plus
  /// Comma or slash before a suffix.
  case separator

  /// The longest criterion that makes sense is far below this.
  private static let mostBytes = 64

  static func all(in text: String) throws(OriginCriterionError) -> [OriginCriterionToken] {
    var bytes = Array(text.utf8)[...]
    guard bytes.count <= mostBytes else { throw .sign("more than \(mostBytes) characters") }
    func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
    if bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") {
      bytes = bytes.dropFirst().dropLast()
    }
    var tokens: [OriginCriterionToken] = []
    while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: " "): bytes.removeFirst()
      case UInt8(ascii: "+"):
        bytes.removeFirst()
        tokens.append(.plus)
      case UInt8(ascii: ","), UInt8(ascii: "/"):
        bytes.removeFirst()
        tokens.append(.separator)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        let letters = bytes.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        bytes = bytes.dropFirst(letters.count)
        let word = String(decoding: letters, as: UTF8.self)
        guard letters.allSatisfy({ $0 < UInt8(ascii: "a") }) else { throw .lowerCase(word) }
        tokens.append(.word(word))
      case UInt8(ascii: "["), UInt8(ascii: "0")...UInt8(ascii: "9"):
        tokens.append(.percentage(try percentage(from: &bytes)))
      default:
        let sign = text.unicodeScalars.first { $0.utf8.first == byte }.map { String($0) } ?? "?"
        throw .sign(Quotation.of(sign))
      }
    }
    return tokens
  }

  /// `40%`, `40.5 %`, `[79.73] %`.
  private static func percentage(from bytes: inout ArraySlice<UInt8>) throws(OriginCriterionError) -> Int {
    func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    func skipSpaces() { bytes = bytes.drop { $0 == UInt8(ascii: " ") } }
    let written = String(decoding: bytes.prefix(16), as: UTF8.self)
    let isBracketed = bytes.first == UInt8(ascii: "[")
    if isBracketed {
      bytes.removeFirst()
      skipSpaces()
    }
    let whole = bytes.prefix(while: isDigit)
    bytes = bytes.dropFirst(whole.count)
    var decimals: ArraySlice<UInt8> = []
    if bytes.first == UInt8(ascii: ".") {
      bytes.removeFirst()
      decimals = bytes.prefix(while: isDigit)
      bytes = bytes.dropFirst(decimals.count)
      guard (1...2).contains(decimals.count) else { throw .badPercentage(written) }
    }
    skipSpaces()
    if isBracketed {
      guard bytes.popFirst() == UInt8(ascii: "]") else { throw .badPercentage(written) }
      skipSpaces()
    }
    guard bytes.popFirst() == UInt8(ascii: "%"), (1...3).contains(whole.count) else { throw .badPercentage(written) }
    var hundredths = 0
    for byte in whole { hundredths = hundredths * 10 + Int(byte - UInt8(ascii: "0")) }
    for index in 0..<2 {
      let digit = index < decimals.count ? decimals[decimals.startIndex + index] - UInt8(ascii: "0") : 0
      hundredths = hundredths * 10 + Int(digit)
    }
    guard (1...10_000).contains(hundredths) else { throw .badPercentage(written) }
    return hundredths
  }
}
