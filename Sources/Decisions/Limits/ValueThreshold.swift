// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// An amount a currency: a form is within it if its goods are worth no more in any.
struct ValueThreshold: Sendable {
  /// What is done with a form whose value cannot be compared.
  enum Unknown: String, CaseIterable, Sendable {
    case hold, pass
  }

  private var amounts: [(currency: String, most: DecimalQuantity)]
  private var unknown: Unknown

  /// From the keys `value` and `no-value` of a group; nil without `value`.
  init?(_ group: SettingsNode) throws(SettingsError) {
    let unknown = try group.choice("no-value", default: Unknown.hold)
    guard let node = try group.optional("value") else {
      if let stray = try group.optional("no-value") { throw stray.error("says nothing without value") }
      return nil
    }
    var amounts: [(String, DecimalQuantity)] = []
    for (currency, amount) in try node.entries() {
      guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
        throw node.error("\"\(currency)\": expected a currency of ISO 4217, such as USD")
      }
      amounts.append((currency, try amount.quantity()))
    }
    guard !amounts.isEmpty else { throw node.error("expected an amount for a currency, such as { USD: 50000 }") }
    self.amounts = amounts
    self.unknown = unknown
  }

  /// Why a form is not within the threshold, in words; empty if it is.
  func reasons(against value: FormValue) -> [String] {
    var reasons: [String] = []
    var uncompared: [String] = []
    for (currency, amount) in value.sums {
      guard let most = amounts.first(where: { $0.currency == currency })?.most else {
        uncompared.append(currency)
        continue
      }
      if amount > most { reasons.append("value \(amount) \(currency), above \(most) \(currency)") }
    }
    guard unknown == .hold else { return reasons }
    let known = amounts.map(\.currency).joined(separator: ", ")
    if !uncompared.isEmpty {
      reasons.append("value in \(uncompared.joined(separator: ", ")), the limit is in \(known)")
    }
    if !value.untold.isEmpty {
      let shown = value.untold.prefix(8).map(String.init).joined(separator: ", ") + (value.untold.count > 8 ? " …" : "")
      reasons.append("no value at item \(shown), the limit is in \(known)")
    }
    return reasons
  }
}

extension SettingsNode {
  /// A decimal quantity that is not negative, written plainly.
  func quantity() throws(SettingsError) -> DecimalQuantity {
    let text = try text()
    guard let quantity = DecimalQuantity(text) else {
      throw error("\"\(text.prefix(40))\": expected digits, such as 50000 or 1250.50; never below zero")
    }
    return quantity
  }
}
