// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// When a rule applies: `{ field: origin, present: false }`, `{ field: flags, is-not: retroactive }`.
struct Condition: Sendable {
  private enum Test: Sendable {
    case present(Bool)
    /// One of the field's values is one of these.
    case isOneOf([String], Bool)
    /// The origin criterion claims this.
    case mentions(OriginCriterion.Claim)
  }

  private let field: Field
  private let test: Test

  /// The rule's scope decides which fields can be asked: an item's rule may ask the form, not the other way round.
  init(_ node: SettingsNode, scope: Field.Scope) throws(SettingsError) {
    let fieldNode = try node.required("field")
    field = try Field(named: fieldNode)
    guard field.scope == .form || field.scope == scope else {
      throw fieldNode.error("a rule that is not run over each \(field.scope) cannot ask for \(field.path)")
    }
    var tests: [Test] = []
    if let present = try node.optional("present") { tests.append(.present(try present.bool())) }
    if let values = try node.optional("is") { tests.append(.isOneOf(try values.texts(), true)) }
    if let values = try node.optional("is-not") { tests.append(.isOneOf(try values.texts(), false)) }
    if let claim = try node.optional("mentions") {
      tests.append(.mentions(try claim.choice(OriginCriterion.Claim.self)))
    }
    guard tests.count == 1 else {
      throw node.error("expected exactly one of present, is, is-not, mentions; found \(tests.count)")
    }
    test = tests[0]
  }

  func holds(for form: ApplicationForm, at index: Int) -> Bool {
    switch test {
    case .present(let wanted):
      return (field.count(of: form, at: index) > 0) == wanted
    case .isOneOf(let values, let wanted):
      var found = false
      field.forEach(of: form, at: index) { if values.contains($0) { found = true } }
      return found == wanted
    case .mentions(let claim):
      guard let text = field.first(of: form, at: index) else { return false }
      return OriginCriterion(text)?.mentions(claim) ?? false
    }
  }
}

extension Field {
  /// The field that a rule book names, or an error with the nearest path.
  init(named node: SettingsNode) throws(SettingsError) {
    let path = try node.text()
    guard let field = Field.byPath[path] else {
      throw node.error(
        "unknown field \"\(path)\"", suggestion: nearest(path, in: Field.all.map(\.path)))
    }
    self = field
  }
}
