// SPDX-License-Identifier: GPL-3.0-or-later

/// One fault that an exporter or an officer can act on.
public struct Finding: Equatable, Sendable {
  /// An error refuses the form; a warning goes to an officer.
  public enum Severity: String, Sendable {
    case error, warning
  }

  /// Stable name of the rule, `item.hs.length`; the first part is the place, the last what was checked.
  public var rule: String
  public var severity: Severity
  /// Box of the form as printed, `6`; empty where no box bears it.
  public var box: String
  /// Item number as printed, from 1; nil where the form as a whole is meant.
  public var item: Int?
  /// A sentence that an exporter can act on: what was found, what is expected, an example.
  public var message: String

  // What the sentence is made of, for letters in other languages and for programs; empty where there is nothing to say.

  /// Path of the flat form, `item.hs`.
  public var field: String
  /// What stands there: as written, cut and in quotes, or what was counted.
  public var found: String
  /// What the rule wants, "two capital letters of ISO 3166-1".
  public var expected: String
  /// What a good value looks like.
  public var example: String
  /// The valid value that was probably meant, "SG (Singapore)".
  public var nearest: String

  public init(
    rule: String, severity: Severity, box: String, item: Int? = nil, message: String, field: String = "",
    found: String = "", expected: String = "", example: String = "", nearest: String = ""
  ) {
    self.rule = rule
    self.severity = severity
    self.box = box
    self.item = item
    self.message = message
    self.field = field
    self.found = found
    self.expected = expected
    self.example = example
    self.nearest = nearest
  }
}
