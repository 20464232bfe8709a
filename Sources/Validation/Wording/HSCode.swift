// SPDX-License-Identifier: GPL-3.0-or-later

/// The structure of a Harmonized System code: chapter, heading, subheading, national digits.
enum HSCode {
  /// Nil for a code that can exist; else what is expected, and what was probably meant.
  static func fault(_ text: String, digits: ClosedRange<Int>) -> (expected: String, meant: String?)? {
    let zero = UInt8(ascii: "0")
    let count = text.utf8.count
    guard count <= 40, text.utf8.allSatisfy({ $0 >= zero && $0 <= zero + 9 }) else {
      // "2204.21" and "2204 21" are how people write 220421.
      let bare = text.utf8.prefix(40).filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }
      let meant = String(decoding: bare, as: UTF8.self)
      let isCode = fault(meant, digits: digits) == nil && bare.count < count && count <= 40
      return ("digits only, without points and spaces", isCode ? meant : nil)
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
}
