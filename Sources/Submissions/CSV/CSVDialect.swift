// SPDX-License-Identifier: GPL-3.0-or-later

/// How the CSV files of a chamber's exporters are written: `receive: csv:` of the recipe.
///
/// Never guessed: `1.234` is a thousand in Vienna and a little over one in London, `03/04` is in March or in April. A
/// file that does not fit is refused, and the finding names the setting that would fit.
public struct CSVDialect: Equatable, Sendable {
  public enum Separator: String, CaseIterable, Sendable {
    case comma = ","
    case semicolon = ";"
    case tab

    var byte: UInt8 {
      switch self {
      case .comma: UInt8(ascii: ",")
      case .semicolon: UInt8(ascii: ";")
      case .tab: 0x09
      }
    }

    /// What parts the columns, in words.
    var words: String {
      switch self {
      case .comma: "commas"
      case .semicolon: "semicolons"
      case .tab: "tabs"
      }
    }
  }

  public enum Encoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
  }

  public enum DecimalMark: String, CaseIterable, Sendable {
    case point = "."
    case comma = ","

    var other: DecimalMark { self == .point ? .comma : .point }
  }

  public var separator: Separator
  public var encoding: Encoding
  public var decimal: DecimalMark
  public var dates: DatePattern

  public init(
    separator: Separator = .comma, encoding: Encoding = .utf8, decimal: DecimalMark = .point,
    dates: DatePattern = .iso
  ) {
    self.separator = separator
    self.encoding = encoding
    self.decimal = decimal
    self.dates = dates
  }

  /// UTF-8, commas, decimals with a point, days as YYYY-MM-DD.
  public static let standard = CSVDialect()

  /// `(recipe: receive: csv: {decimal: ","})`, the end of a finding about a setting that would fit.
  static func setting(_ key: String, _ value: String) -> String {
    let word = value.utf8.allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || $0 == 45 || (48...57).contains($0) }
    return "(recipe: receive: csv: {\(key): \(word ? value : "\"\(value)\"")})"
  }
}
