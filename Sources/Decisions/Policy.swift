// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings
public import Trade
internal import Validation

/// A chamber's standing orders: which forms are granted without an officer, and which wait for one.
///
/// Errors always refuse; nothing in a policy can grant a form that breaks its rule book.
public struct Policy: Sendable {
  /// What happens to a kind of form.
  enum Order: String, CaseIterable, Sendable {
    case grant, hold
  }

  /// An exporter whose forms an officer wants to see.
  struct Watched: Sendable {
    /// Registration number as written in the policy, without spaces, in capitals.
    var id: String?
    var name: PartyName?
    var reason: String
  }

  /// Short name, `standard`.
  public let name: String
  public let version: String
  let clean: Order
  let warnings: Order
  let noRuleBook: Order
  let watched: [Watched]

  /// Throws with file, line and the nearest valid name. The file's name is used in messages only.
  public init(yaml: [UInt8], file: String) throws(SettingsError) {
    let root = try SettingsNode(parsing: yaml, file: file)
    name = try root.text("policy")
    version = try root.text("version")
    _ = try root.text("title", default: "")
    clean = try root.choice("clean")
    warnings = try root.choice("warnings")
    // A form without a rule book has been checked by nobody: it can be held, never granted.
    let unruled = try root.required("no-rule-book")
    noRuleBook = try unruled.choice()
    guard noRuleBook == .hold else { throw unruled.error("a form that no rule book has checked can only be held") }
    var watched: [Watched] = []
    for node in try root.items("hold-list") {
      let id = try node.optional("id")?.text()
      let name = try node.optional("name")?.text()
      guard id != nil || name != nil else { throw node.error("expected id or name of an exporter, or both") }
      let comparable = name.map { PartyName($0) }
      if comparable?.isEmpty == true { throw node.error("name has no letters or digits") }
      watched.append(
        Watched(id: id.map(Self.comparable(id:)), name: comparable, reason: try node.text("reason")))
    }
    try root.finish()
    self.watched = watched
  }

  /// The decision on a form with its findings; `ruleBook` names the book that was applied, nil if there is none.
  ///
  /// Every reason to hold is given, not the first only.
  public func decide(form: ApplicationForm, findings: [Finding], ruleBook: String?) -> Decision {
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else { return .refuse(reason: Self.summary(of: errors, "error", "errors")) }
    var reasons: [String] = []
    if ruleBook == nil {
      reasons.append(
        form.agreement.map { "no rule book for the agreement \(Self.short($0))" } ?? "no rule book for this form")
    }
    reasons += watched.filter { $0.isMeant(by: form.consignor) }.map { "exporter on the hold list: \($0.reason)" }
    if findings.isEmpty {
      if clean == .hold { reasons.append("every form waits for an officer") }
    } else if warnings == .hold {
      reasons.append(Self.summary(of: findings, "warning", "warnings"))
    }
    return reasons.isEmpty ? .grant : .hold(reason: reasons.joined(separator: "; "))
  }

  /// `2 errors: item.hs.structure, invoice.date`: each rule once, in the order found.
  private static func summary(of findings: [Finding], _ one: String, _ many: String) -> String {
    var rules: [String] = []
    for finding in findings where !rules.contains(finding.rule) { rules.append(finding.rule) }
    let shown = rules.prefix(8).joined(separator: ", ") + (rules.count > 8 ? " …" : "")
    return "\(findings.count) \(findings.count == 1 ? one : many): \(shown)"
  }

  private static func short(_ text: String) -> String {
    text.unicodeScalars.count > 40 ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…" : text
  }

  static func comparable(id: String) -> String {
    String(decoding: id.uppercased().utf8.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }
}

extension Policy.Watched {
  func isMeant(by party: Party) -> Bool {
    if let id, let other = party.id, Policy.comparable(id: other) == id { return true }
    return name.map { $0 == PartyName(party.name) } ?? false
  }
}
