// SPDX-License-Identifier: GPL-3.0-or-later

/// A freight container's number as it stands in a text: owner code, `U`, serial number, check digit (ISO 6346).
struct ContainerNumber {
  /// As written, `MSCU 123456-6`.
  var written: String
  /// The digit that the other ten characters ask for.
  var checkDigit: Int
  var writtenDigit: Int

  var isValid: Bool { checkDigit == writtenDigit }

  /// Every container number in a text, with or without spaces and hyphens after owner code and serial number.
  static func all(in text: String) -> [ContainerNumber] {
    let bytes = Array(text.utf8)
    guard bytes.count >= 11 else { return [] }
    var found: [ContainerNumber] = []
    // The category letter of freight containers; J and Z (detachable equipment, trailers) are too easily other marks.
    for index in 3..<(bytes.count - 6) where bytes[index] == UInt8(ascii: "U") {
      if let number = number(in: bytes, category: index) { found.append(number) }
    }
    return found
  }

  private static func number(in bytes: [UInt8], category: Int) -> ContainerNumber? {
    let start = category - 3
    guard bytes[start..<category].allSatisfy(isCapital), start == 0 || !isWord(bytes[start - 1]) else { return nil }
    var digits: [Int] = []
    var position = category + 1
    var end = position
    while position < bytes.count, digits.count < 8 {
      let byte = bytes[position]
      if isDigit(byte) {
        digits.append(Int(byte - UInt8(ascii: "0")))
        end = position + 1
      } else if byte != UInt8(ascii: " ") && byte != UInt8(ascii: "-") || ![0, 6].contains(digits.count)
        || !isDigit(position + 1 < bytes.count ? bytes[position + 1] : 0)
      {
        break
      }
      position += 1
    }
    guard digits.count == 7, end == bytes.count || !isWord(bytes[end]) else { return nil }
    var sum = 0
    for (place, byte) in bytes[start...category].enumerated() { sum += value(of: byte) << place }
    for (place, digit) in digits.prefix(6).enumerated() { sum += digit << (place + 4) }
    return ContainerNumber(
      written: String(decoding: bytes[start..<end], as: UTF8.self), checkDigit: sum % 11 % 10, writtenDigit: digits[6])
  }

  /// A is 10, then upwards without the multiples of 11 (ISO 6346 annex A).
  private static func value(of letter: UInt8) -> Int {
    let place = Int(letter - UInt8(ascii: "A"))
    return place + 10 + (place >= 1 ? 1 : 0) + (place >= 11 ? 1 : 0) + (place >= 21 ? 1 : 0)
  }

  private static func isCapital(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
  private static func isWord(_ byte: UInt8) -> Bool {
    isCapital(byte) || isDigit(byte) || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte >= 0x80
  }
}
