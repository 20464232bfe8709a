// SPDX-License-Identifier: GPL-3.0-or-later

/// What a column of the goods table prints.
public enum ColumnField: String, CaseIterable, Sendable {
  case no
  case marks
  /// Packages and description, and HS code and origin where no column of their own and the form needs them.
  case goods
  case packages
  case description
  case hs
  case origin
  case criterion
  /// Quantity in its own unit, led by the gross and net mass that have no column of their own.
  case quantity
  /// The same, and the value where the criterion is a regional value content (ATIGA Form D, box 9).
  case quantityAndValue = "quantity.fob"
  case gross
  case net
  case fob
  /// Number and date of the item's invoice; at the first item that names none, all of the form's.
  case invoice
}
