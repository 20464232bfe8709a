// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Spelling
internal import Trade

/// Texts against given words, against each other, against their neighbours.
enum ComparisonChecks {
  /// `values`: each text is one of them.
  static func choice(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let values = try settings.required("values").texts()
    let expected = "one of " + values.joined(separator: ", ")
    return .eachText(of: settings.field) { text, _ in
      guard !values.contains(text) else { return nil }
      return Fault(found: text, expected: expected, suggestion: nearest(String(text.prefix(60)), in: values))
    }
  }

  /// `field`: equals that one where both are there.
  static func same(_ settings: CheckSettings) throws(SettingsError) -> Check {
    try compare(settings, mustBeEqual: true)
  }

  /// `field`: differs from that one where both are there.
  static func different(_ settings: CheckSettings) throws(SettingsError) -> Check {
    try compare(settings, mustBeEqual: false)
  }

  private static func compare(_ settings: CheckSettings, mustBeEqual: Bool) throws(SettingsError) -> Check {
    let field = settings.field
    let other = try settings.other("field")
    return Check(scope: field.scope) { form, index, _, report in
      guard let text = field.first(of: form, at: index), let value = other.first(of: form, at: index),
        (text == value) != mustBeEqual
      else { return }
      report(Fault(found: text, expected: Quotation.of(value)))
    }
  }

  /// No item or invoice repeats the text of an earlier one.
  static func unique(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let field = settings.field
    guard field.scope != .form else { throw settings.node.error("expected a field of the items or invoices") }
    return Check(scope: field.scope) { form, index, _, report in
      // The whole list is looked at once, from its second part: quadratic time for a long list otherwise.
      guard index == 1 else { return }
      let count = field.scope == .item ? form.items.count : form.invoices.count
      var seen: [String: Int] = [:]
      for index in 0..<min(count, RuleBook.mostParts) {
        guard let text = field.first(of: form, at: index) else { continue }
        if let earlier = seen[text] {
          report(Fault(found: text, expected: "another than number \(earlier + 1)"))
        } else {
          seen[text] = index
        }
      }
    }
  }
}
