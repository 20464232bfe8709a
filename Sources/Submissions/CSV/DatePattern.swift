// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// The order in which a day is written: `DD.MM.YYYY`, `MM/DD/YYYY`, `YYYY-MM-DD`.
public struct DatePattern: Equatable, Sendable, CustomStringConvertible {
  private enum Part: String {
    case day = "DD"
    case month = "MM"
    case year = "YYYY"
  }

  private let parts: [Part]
  private let mark: Character
  /// As the recipe writes it.
  public let description: String

  /// Nil unless the pattern is DD, MM and YYYY, each once, parted by the same point, slash, hyphen or blank.
  public init?(_ pattern: String) {
    guard let mark = pattern.first(where: { !$0.isLetter }), ".-/ ".contains(mark) else { return nil }
    let parts = pattern.split(separator: mark, omittingEmptySubsequences: false).map { Part(rawValue: String($0)) }
    guard parts.count == 3, !parts.contains(nil), Set(parts).count == 3 else { return nil }
    self.parts = parts.compactMap { $0 }
    self.mark = mark
    description = pattern
  }

  private init(iso: Void) {
    parts = [.year, .month, .day]
    mark = "-"
    description = "YYYY-MM-DD"
  }

  public static let iso = DatePattern(iso: ())

  /// Those that a finding may name as the setting that would fit.
  static let common: [DatePattern] =
    [.iso]
    + ["DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY", "YYYY/MM/DD", "YYYY.MM.DD"]
    .compactMap(DatePattern.init)

  /// `YYYY-MM-DD`; nil unless the text is a day of the calendar so written. Days and months may lack their leading zero
  /// (not in the flat form's own pattern), years never their century.
  func day(_ text: String) -> String? {
    if self == .iso { return CalendarDate(text) == nil ? nil : text }
    let numbers = text.split(separator: mark, omittingEmptySubsequences: false)
    guard numbers.count == 3 else { return nil }
    var fields: [Part: String] = [:]
    for (part, number) in zip(parts, numbers) {
      let isLong = part == .year
      guard isLong ? number.utf8.count == 4 : (1...2).contains(number.utf8.count),
        number.utf8.allSatisfy({ (48...57).contains($0) })
      else { return nil }
      fields[part] = number.utf8.count == 1 ? "0" + number : String(number)
    }
    guard let year = fields[.year], let month = fields[.month], let day = fields[.day],
      let date = CalendarDate("\(year)-\(month)-\(day)")
    else { return nil }
    return date.description
  }
}
