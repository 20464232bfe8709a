// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of an outside file is read before it is refused.
public struct SubmissionLimits: Equatable, Sendable {
  /// Greatest file, in bytes.
  public var bytes: Int
  /// Goods items of one application; also the rows of its CSV.
  public var items: Int
  /// Entries of every other list: address lines, marks, packages of an item, invoices, flags.
  public var entries: Int
  /// Nesting of arrays and objects.
  public var depth: Int

  public init(bytes: Int = 64 << 20, items: Int = 5_000, entries: Int = 1_000, depth: Int = 64) {
    self.bytes = bytes
    self.items = items
    self.entries = entries
    self.depth = depth
  }

  public static let standard = SubmissionLimits()
}
