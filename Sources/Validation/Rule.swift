// SPDX-License-Identifier: GPL-3.0-or-later
public import Trade

/// What a rule book says about one rule, apart from the check itself: for explanations, lists and tests.
public struct Rule: Equatable, Sendable {
  /// Stable name, `item.hs.structure`.
  public var id: String
  /// Name of the check, `required`.
  public var check: String
  /// Paths of the fields that are looked at, `item.hs`.
  public var fields: [String]
  public var severity: Finding.Severity
  /// Box of the form as printed; empty: the box of the field found faulty.
  public var box: String
  /// Message with its placeholders, as the book has it.
  public var message: String
  /// What a good value looks like; empty where none helps.
  public var example: String
  /// Where the rule was read.
  public var source: String
  /// First day of issue on which the rule holds; nil: always has.
  public var from: CalendarDate?
  /// Last day of issue on which the rule holds; nil: until further notice.
  public var until: CalendarDate?
  /// Name of the book where it stands, which may be one that this book builds on.
  public var book: String
  /// Line of that book's file, from 1.
  public var line: Int
  /// When it applies, in words; empty for always.
  public var conditions: [String]
  /// What it asks, in words: "at most 35 characters".
  public var asks: String
  /// The list that the check looks into and what it has, in words; empty for none.
  public var list: String
  /// Small forms that must pass.
  public var good: [RuleExample]
  /// Small forms that must fail; a rule without one has never been seen to work.
  public var bad: [RuleExample]

  func isInForce(on day: CalendarDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }
}
