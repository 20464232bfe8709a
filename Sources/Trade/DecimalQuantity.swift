// SPDX-License-Identifier: GPL-3.0-or-later

/// An exact decimal that is not negative: a weight, an amount, a count of units.
///
/// At most 15 digits before the point and 6 after it; held as millionths, so that sums and comparisons are exact and
/// never depend on rounding. A sum may grow past 15 digits; it has room for 10^17 addends of the greatest value.
public struct DecimalQuantity: Hashable, Comparable, Sendable, CustomStringConvertible {
  public static let zero = DecimalQuantity(millionths: 0)
  public static let wholeDigits = 15
  public static let decimals = 6

  private let millionths: Int128

  private init(millionths: Int128) {
    self.millionths = millionths
  }

  /// `0`, `12`, `12.50`: digits, then at most one point with digits behind it.
  ///
  /// Nil for anything else: signs, exponents, spaces, separators of thousands, needless leading zeros (`007`),
  /// a missing digit (`.5`, `5.`), `NaN`, other scripts' digits, more digits than there is room for.
  public init?(_ text: String) {
    self.init(digits: text.utf8, shift: 0)
  }

  public init?(_ text: Substring) {
    self.init(digits: text.utf8, shift: 0)
  }

  /// The same syntax times a power of ten (`shift` −6 to 6): tonnes to kilograms is 3, grams is −3.
  /// Nil too when the product needs more than six decimals.
  public init?(_ text: Substring, timesTenTo shift: Int) {
    self.init(digits: text.utf8, shift: shift)
  }

  /// Nil below zero.
  public init?(whole: Int) {
    guard whole >= 0 else { return nil }
    millionths = Int128(whole) * Self.million
  }

  public static func + (left: DecimalQuantity, right: DecimalQuantity) -> DecimalQuantity {
    DecimalQuantity(millionths: left.millionths + right.millionths)
  }

  public static func += (left: inout DecimalQuantity, right: DecimalQuantity) {
    left = left + right
  }

  /// What is left of a greater quantity; nil when `other` is the greater one.
  public func subtracting(_ other: DecimalQuantity) -> DecimalQuantity? {
    other.millionths <= millionths ? DecimalQuantity(millionths: millionths - other.millionths) : nil
  }

  public static func < (left: DecimalQuantity, right: DecimalQuantity) -> Bool {
    left.millionths < right.millionths
  }

  /// The next whole number at or above; nil where `Int` cannot hold it.
  public var roundedUp: Int? {
    Int(exactly: (millionths + Self.million - 1) / Self.million)
  }

  /// Shortest text of the same value: `3240`, `0.5`.
  public var description: String {
    let (whole, rest) = millionths.quotientAndRemainder(dividingBy: Self.million)
    guard rest != 0 else { return String(whole) }
    var fraction = String(Int(rest))
    fraction = String(repeating: "0", count: Self.decimals - fraction.utf8.count) + fraction
    while fraction.utf8.last == UInt8(ascii: "0") { fraction.removeLast() }
    return "\(whole).\(fraction)"
  }

  private static let million: Int128 = 1_000_000

  private init?(digits text: some Collection<UInt8>, shift: Int) {
    var value: Int128 = 0
    var whole = 0
    var fraction: Int?
    var leadsWithZero = false
    for byte in text {
      if byte == UInt8(ascii: ".") {
        guard fraction == nil, whole > 0 else { return nil }
        fraction = 0
        continue
      }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      if let places = fraction {
        guard places < Self.decimals else { return nil }
        fraction = places + 1
      } else {
        guard whole < Self.wholeDigits, !leadsWithZero else { return nil }
        leadsWithZero = whole == 0 && byte == UInt8(ascii: "0")
        whole += 1
      }
      value = value * 10 + Int128(byte - UInt8(ascii: "0"))
    }
    guard whole > 0, fraction != 0, (-6...6).contains(shift) else { return nil }
    var power = Self.decimals - (fraction ?? 0) + shift
    while power > 0 {
      value *= 10
      power -= 1
    }
    while power < 0 {
      guard value % 10 == 0 else { return nil }
      value /= 10
      power += 1
    }
    millionths = value
  }
}
