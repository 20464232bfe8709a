// SPDX-License-Identifier: GPL-3.0-or-later

/// An amount of money.
public struct Amount: Equatable, Sendable {
  /// Decimal text.
  public var amount: String
  /// ISO 4217.
  public var currency: String

  public init(amount: String, currency: String) {
    self.amount = amount
    self.currency = currency
  }
}
