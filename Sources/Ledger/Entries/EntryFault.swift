// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with a ledger line; quotes nothing of it.
public struct EntryFault: Error, Equatable, CustomStringConvertible {
  /// From 1, in bytes; nil where the line as a whole is meant.
  public var column: Int?
  public var reason: String

  public var description: String { (column.map { "column \($0): " } ?? "") + reason }
}
