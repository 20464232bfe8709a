// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON number, kept as it was written.
///
/// Two numbers are equal if RFC 8785 writes them alike: `1`, `1.0` and `1e0` are.
public struct JSONNumber: Sendable {
  /// The largest integer up to which each integer is a double of its own (RFC 7493 section 2.2).
  static let largestExact = 9_007_199_254_740_991

  /// As written, by the grammar of RFC 8259 section 6.
  public let lexeme: String

  /// An integer within ±(2^53 − 1); the canonical form of others is rounded to a double.
  public init(_ value: Int) {
    lexeme = String(value)
  }

  /// A number with one decimal: -4 is -0.4.
  public init(tenths: Int) {
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    lexeme = (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }

  /// `lexeme` must be of the grammar and within double precision; the parser has seen to it.
  init(checked lexeme: String) {
    self.lexeme = lexeme
  }

  /// The value if it is an integer within ±(2^53 − 1), where canonical form and value cannot disagree.
  public var integer: Int? {
    if let value = Int(lexeme) { return value.magnitude <= Self.largestExact.magnitude ? value : nil }
    guard let value = Double(lexeme), value.magnitude <= Double(Self.largestExact), value == value.rounded()
    else { return nil }
    return Int(value)
  }

  /// The nearest double.
  public var double: Double { Double(lexeme) ?? .nan }
}

extension JSONNumber: Equatable {
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.lexeme == right.lexeme || left.double == right.double
  }
}
