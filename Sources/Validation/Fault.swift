// SPDX-License-Identifier: GPL-3.0-or-later

/// What a check found wrong at one field; the rule's message makes a sentence of it.
struct Fault {
  /// As the exporter wrote it; empty for nothing.
  var found: String
  /// False where `found` was counted by us, not written by the exporter.
  var isWritten = true
  /// What the check wants, "at most 35 characters"; empty where the rule's own words say it.
  var expected: String = ""
  /// What was probably meant, `SG (Singapore)`.
  var suggestion: String?

  /// `found` as a message has it.
  var quoted: String { isWritten ? Quotation.of(found) : found }
}
