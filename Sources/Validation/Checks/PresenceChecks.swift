// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// Is something there, and is there not too much of it.
enum PresenceChecks {
  /// At least one value that is not blank.
  static func required(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let field = settings.field
    return Check(scope: field.scope) { form, index, _, report in
      if field.count(of: form, at: index) == 0 { report(Fault(found: field.firstWritten(of: form, at: index))) }
    }
  }

  /// Nothing but blanks: what a form must not show.
  static func absent(_ settings: CheckSettings) throws(SettingsError) -> Check {
    .eachText(of: settings.field) { text, _ in Fault(found: text) }
  }

  /// `minimum`, `maximum`: how many values, items or invoices.
  static func count(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let field = settings.field
    let bounds = try wholeBounds(settings)
    let expected = words(bounds, "")
    return Check(scope: field.scope) { form, index, _, report in
      let count = field.count(of: form, at: index)
      if !bounds.contains(count) { report(Fault(found: String(count), isWritten: false, expected: expected)) }
    }
  }

  /// `minimum`, `maximum`: characters (Unicode scalars) of each text.
  static func length(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let bounds = try wholeBounds(settings)
    let expected = words(bounds, " characters")
    return .eachText(of: settings.field) { text, _ in
      // Never more scalars than bytes, never more than four bytes a scalar.
      let bytes = text.utf8.count
      if bytes <= bounds.upperBound, bytes >= bounds.lowerBound * 4 { return nil }
      let count = text.unicodeScalars.count
      return bounds.contains(count) ? nil : Fault(found: text, expected: "\(expected), not \(count)")
    }
  }

  private static func wholeBounds(_ settings: CheckSettings) throws(SettingsError) -> ClosedRange<Int> {
    let most = 1_000_000
    let minimum = try settings.optional("minimum")
    let maximum = try settings.optional("maximum")
    guard minimum != nil || maximum != nil else { throw settings.node.error("expected minimum, maximum or both") }
    let lower = try minimum?.integer(in: 0...most) ?? 0
    let upper = try maximum?.integer(in: 0...most) ?? most
    guard lower <= upper else { throw settings.node.error("minimum \(lower) is greater than maximum \(upper)") }
    return lower...upper
  }

  private static func words(_ bounds: ClosedRange<Int>, _ unit: String) -> String {
    if bounds.lowerBound == bounds.upperBound { return "exactly \(bounds.lowerBound)\(unit)" }
    if bounds.lowerBound == 0 { return "at most \(bounds.upperBound)\(unit)" }
    if bounds.upperBound == 1_000_000 { return "at least \(bounds.lowerBound)\(unit)" }
    return "\(bounds.lowerBound) to \(bounds.upperBound)\(unit)"
  }
}

extension Field {
  /// What was written even if it is blank; empty for nothing.
  fileprivate func firstWritten(of form: ApplicationForm, at index: Int) -> String {
    var result: String?
    forEach(of: form, at: index) { text in result = result ?? text }
    return result ?? ""
  }
}
