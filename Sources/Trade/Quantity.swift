// SPDX-License-Identifier: GPL-3.0-or-later

/// A quantity in a unit of UN/ECE Recommendation 20.
public struct Quantity: Equatable, Sendable {
  /// Decimal text.
  public var value: String
  public var unit: String

  public init(value: String, unit: String) {
    self.value = value
    self.unit = unit
  }
}
