// SPDX-License-Identifier: GPL-3.0-or-later

/// A commercial invoice that covers the goods.
public struct Invoice: Equatable, Sendable {
  public var number: String
  /// YYYY-MM-DD.
  public var date: String

  public init(number: String, date: String) {
    self.number = number
    self.date = date
  }
}
