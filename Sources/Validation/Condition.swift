// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Spelling
internal import Trade

/// When a rule applies: `{ field: origin, present: false }`, `{ field: flags, is-not: retroactive }`,
/// `{ field: item.hs, begins: ["0701"] }`.
struct Condition: Sendable {
  private enum Test: Sendable {
    case present(Bool)
    /// One of the field's values is one of these.
    case isOneOf([String], Bool)
    /// One of the field's values begins with one of these: HS chapters and headings.
    case begins([String])
    /// The origin criterion claims this, or does not.
    case mentions(OriginCriterion.Claim, Bool)
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
    if let values = try node.optional("begins") { tests.append(.begins(try values.texts())) }
    if let claim = try node.optional("mentions") {
      tests.append(.mentions(try claim.choice(OriginCriterion.Claim.self), true))
    }
    if let claim = try node.optional("mentions-not") {
      tests.append(.mentions(try claim.choice(OriginCriterion.Claim.self), false))
    }
    guard tests.count == 1 else {
      throw node.error(
        "expected exactly one of present, is, is-not, begins, mentions, mentions-not; found \(tests.count)")
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
    case .begins(let values):
      var found = false
      field.forEach(of: form, at: index) { text in if values.contains(where: text.hasPrefix) { found = true } }
      return found
    case .mentions(let claim, let wanted):
      guard let text = field.first(of: form, at: index) else { return !wanted }
      return (OriginCriterion(text)?.mentions(claim) ?? false) == wanted
    }
  }

  /// For an explanation: `the flags are retroactive`.
  var words: String {
    let of = field.path == "flags" ? "the flag" : field.label
    return switch test {
    case .present(let wanted): "\(field.label) \(wanted ? "is given" : "is not given")"
    case .isOneOf(let values, let wanted):
      field.path == "flags"
        ? "\(of) \(values.joined(separator: " or ")) is \(wanted ? "set" : "not set")"
        : "\(of) \(wanted ? "is" : "is not") \(values.joined(separator: " or "))"
    case .begins(let values): "\(field.label) begins with \(values.joined(separator: " or "))"
    case .mentions(let claim, let wanted): "\(field.label) \(wanted ? "claims" : "does not claim") \(claim.rawValue)"
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
