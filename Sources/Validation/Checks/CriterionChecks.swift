// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// What an origin criterion claims, beyond its grammar. Only `criterion` speaks of text that is none.
enum CriterionChecks {
  /// `claim`, `minimum`, `below`, `alone`: the percentage of a value content where one is written.
  ///
  /// With `alone: true` only where nothing else is claimed: a combination has its own percentage.
  static func valueContent(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let claim = try settings.required("claim").choice(OriginCriterion.Claim.self)
    let minimum = try settings.optional("minimum")?.integer(in: 1...100)
    let below = try settings.optional("below")?.integer(in: 1...100)
    let isAlone = try settings.optional("alone")?.bool() ?? false
    guard minimum != nil || below != nil else { throw settings.node.error("expected minimum, below or both") }
    let bounds = [minimum.map { "at least \($0) %" }, below.map { "less than \($0) %" }]
    let expected = bounds.compactMap(\.self).joined(separator: " and ")
    return .eachText(of: settings.field) { text, _ in
      guard let criterion = OriginCriterion(text), !isAlone || criterion.parts.count == 1,
        let percentage = criterion.parts.first(where: { $0.claim == claim })?.hundredths
      else { return nil }
      if let minimum, percentage < minimum * 100 { return Fault(found: text, expected: expected) }
      if let below, percentage >= below * 100 { return Fault(found: text, expected: expected) }
      return nil
    }
  }

  /// `any`: one item at least claims one of these.
  static func claimed(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let field = settings.field
    guard field.scope == .item else { throw settings.node.error("expected a field of the items") }
    var claims: [OriginCriterion.Claim] = []
    for node in try settings.required("any").items() { claims.append(try node.choice(OriginCriterion.Claim.self)) }
    let expected = "one of " + claims.map(\.rawValue).joined(separator: ", ") + " at an item"
    return Check(scope: .form) { [claims] form, _, _, report in
      var written: [String] = []
      for index in form.items.indices.prefix(RuleBook.mostParts) {
        guard let text = field.first(of: form, at: index), let criterion = OriginCriterion(text) else { continue }
        if claims.contains(where: criterion.mentions) { return }
        if written.count < 3, !written.contains(text) { written.append(text) }
      }
      guard !written.isEmpty else { return }
      report(Fault(found: written.joined(separator: ", "), expected: expected))
    }
  }
}
