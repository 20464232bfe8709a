// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// Weights, amounts, counts: exact decimals, never floating point.
enum NumberChecks {
  /// Bounds of a number, `above` is exclusive.
  private struct Bounds {
    var above: DecimalQuantity?
    var minimum: DecimalQuantity?
    var maximum: DecimalQuantity?

    init(_ settings: CheckSettings) throws(SettingsError) {
      above = try Self.quantity(settings, "above")
      minimum = try Self.quantity(settings, "minimum")
      maximum = try Self.quantity(settings, "maximum")
    }

    func contains(_ value: DecimalQuantity) -> Bool {
      (above.map { $0 < value } ?? true) && (minimum.map { $0 <= value } ?? true)
        && (maximum.map { value <= $0 } ?? true)
    }

    var words: String {
      var words: [String] = []
      if let above { words.append("more than \(above)") }
      if let minimum { words.append("at least \(minimum)") }
      if let maximum { words.append("at most \(maximum)") }
      return words.joined(separator: " and ")
    }

    private static func quantity(_ settings: CheckSettings, _ key: String) throws(SettingsError) -> DecimalQuantity? {
      guard let node = try settings.optional(key) else { return nil }
      guard let value = DecimalQuantity(try node.text()) else {
        throw node.error("expected a decimal number that is not negative, such as 12.5")
      }
      return value
    }
  }

  /// A decimal number with a point; `above`, `minimum`, `maximum`, `decimals`.
  static func number(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let bounds = try Bounds(settings)
    let decimals =
      try settings.optional("decimals")?.integer(in: 0...DecimalQuantity.decimals) ?? DecimalQuantity.decimals
    return .eachText(of: settings.field) { text, _ in
      guard let value = DecimalQuantity(text) else {
        return Fault(found: text, expected: "digits with a point before decimals, no signs, spaces or units")
      }
      if let point = text.utf8.firstIndex(of: UInt8(ascii: ".")),
        text.utf8.distance(from: point, to: text.utf8.endIndex) - 1 > decimals
      {
        return Fault(found: text, expected: "at most \(decimals) decimals")
      }
      return bounds.contains(value) ? nil : Fault(found: text, expected: bounds.words)
    }
  }

  /// The sum of a field over all items; `above`, `minimum`, `maximum`. Values that are no numbers do not count.
  static func total(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let bounds = try Bounds(settings)
    let field = settings.field
    guard field.scope == .item else { throw settings.node.error("expected a field of the items") }
    return Check(scope: .form) { form, _, _, report in
      guard !form.items.isEmpty else { return }
      var sum = DecimalQuantity.zero
      for index in form.items.indices {
        field.forEach(of: form, at: index) { text in
          if let value = DecimalQuantity(text) { sum += value }
        }
      }
      if !bounds.contains(sum) { report(Fault(found: sum.description, isWritten: false, expected: bounds.words)) }
    }
  }

  /// `field`: never greater than that one (net weight and gross weight). What is no number does not count.
  static func atMost(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let field = settings.field
    let other = try settings.other("field")
    return Check(scope: field.scope) { form, index, _, report in
      guard let text = field.first(of: form, at: index), let value = DecimalQuantity(text),
        let limit = other.first(of: form, at: index).flatMap({ DecimalQuantity($0) }), value > limit
      else { return }
      report(Fault(found: text, expected: "at most \(limit)"))
    }
  }

  /// Items are numbered from 1 without gaps, in order.
  static func numbering(_ settings: CheckSettings) throws(SettingsError) -> Check {
    guard settings.field.path == "item.no" else { throw settings.node.error("expected field item.no") }
    return Check(scope: .item) { form, index, _, report in
      let number = form.items[index].no
      if number != index + 1 { report(Fault(found: String(number), isWritten: false, expected: String(index + 1))) }
    }
  }

  /// `of: invoices`: an index from 0 into that list.
  static func position(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let field = settings.field
    let list = try settings.other("of")
    return Check(scope: field.scope) { form, index, _, report in
      guard let text = field.first(of: form, at: index) else { return }
      let count = list.count(of: form, at: index)
      guard let value = Int(text), value >= 0, value < count else {
        let expected = count == 0 ? "nothing, the list is empty" : "0 to \(count - 1)"
        return report(Fault(found: text, isWritten: false, expected: expected))
      }
    }
  }
}
