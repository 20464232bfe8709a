// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// The origin criterion against the rule that the agreement has for the item's heading.
enum ProductRuleChecks {
  /// `list`: where it has the item's HS code, the criterion meets the rule that stands there.
  static func met(_ settings: CheckSettings) throws(SettingsError) -> Check {
    guard let list = settings.codeLists.productRules[try list(settings)] else { return .silent(settings.field) }
    return try eachCriterion(settings) { criterion, code in
      guard let line = list.line(for: code), !line.rule.allows(criterion) else { return nil }
      let place = line.place.isEmpty ? "" : " (\(line.place))"
      return "one that meets “\(line.rule.text)”, the rule of \(line.name)\(place)"
    }
  }

  /// `list`, `otherwise`: it has the item's HS code, or the criterion meets the agreement's general rule.
  ///
  /// Without a general rule nothing is said as long as the chamber has no list at all.
  static func listed(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let kind = try list(settings)
    let list = settings.codeLists.productRules[kind]
    var general: ProductRule?
    if let node = try settings.optional("otherwise") {
      let text = try node.text()
      guard let rule = ProductRule(text) else { throw node.error("\"\(text)\": \(ProductRules.expected)") }
      general = rule
    }
    guard list != nil || general != nil else { return .silent(settings.field) }
    let version = settings.codeLists.realRules(of: kind).map {
      "the list of \(kind.agreement), version \($0.header.version), does not have"
    }
    return try eachCriterion(settings) { [general] criterion, code in
      guard list?.line(for: code) == nil, !ProductRule.isAlwaysEnough(criterion) else { return nil }
      if let general, general.allows(criterion) { return nil }
      let heading = ProductRules.name(of: String(code.prefix(4)))
      let otherwise = general.map { "“\($0.text)”, or " } ?? ""
      return "\(otherwise)the rule of \(heading), which \(version ?? "no list of \(kind.agreement) tells")"
    }
  }

  private static func list(_ settings: CheckSettings) throws(SettingsError) -> ProductRuleList {
    try settings.required("list").choice(ProductRuleList.self)
  }

  /// `judge` gives what is expected; text that is no criterion and no HS code is other checks'.
  private static func eachCriterion(
    _ settings: CheckSettings, _ judge: @escaping @Sendable (OriginCriterion, String) -> String?
  ) throws(SettingsError) -> Check {
    let field = settings.field
    let hs = try settings.sibling("hs")
    return Check(scope: field.scope) { form, index, _, report in
      guard let text = field.first(of: form, at: index), let criterion = OriginCriterion(text),
        let code = hs.first(of: form, at: index), HSCode.fault(code, digits: 6...12) == nil,
        let expected = judge(criterion, code)
      else { return }
      report(Fault(found: text, expected: expected))
    }
  }
}
