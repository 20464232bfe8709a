// SPDX-License-Identifier: GPL-3.0-or-later

/// The structure of a Harmonized System code: chapter, heading, subheading, national digits.
enum HSCode {
  /// Nil for a code that can exist; else what is expected, and what was probably meant.
  static func fault(_ text: String, digits: ClosedRange<Int>) -> (expected: String, meant: String?)? {
    let zero = UInt8(ascii: "0")
    let count = text.utf8.count
    guard count <= 40, text.utf8.allSatisfy({ $0 >= zero && $0 <= zero + 9 }) else {
      return ("digits only, without points and spaces", withoutPoints(text, digits: digits))
    }
    guard digits.contains(count) else {
      return ("\(digits.lowerBound) to \(digits.upperBound) digits, not \(count)", nil)
    }
    let values = text.utf8.prefix(4).map { Int($0 - zero) }
    let chapter = values[0] * 10 + values[1]
    guard (1...97).contains(chapter) else { return ("a chapter (first two digits) from 01 to 97", nil) }
    guard chapter != 77 else { return ("another chapter than 77, which is reserved and names no goods", nil) }
    guard values[2] + values[3] > 0 else { return ("a heading (third and fourth digit) from 01", nil) }
    return nil
  }

  /// "2204.21" and "2204 21" are how people write 220421; nil where digits are not all that is left.
  private static func withoutPoints(_ text: String, digits: ClosedRange<Int>) -> String? {
    guard text.utf8.count <= 40 else { return nil }
    let bare = text.utf8.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }
    guard bare.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
    let meant = String(decoding: bare, as: UTF8.self)
    return fault(meant, digits: digits) == nil ? meant : nil
  }
}
