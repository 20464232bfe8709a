// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings
public import Trade
internal import Validation

/// A chamber's standing orders: which forms are granted without an officer, and which wait for one, or for two.
///
/// Errors always refuse; nothing in a policy can grant a form that breaks its rule book.
public struct Policy: Sendable {
  /// What happens to a kind of form.
  enum Order: String, CaseIterable, Sendable {
    case grant, hold
  }

  /// An exporter whose forms an officer wants to see.
  private struct Held: Sendable {
    var exporter: NamedExporter
    var reason: String
  }

  /// Short name, `standard`.
  public let name: String
  public let version: String
  /// Lists of names that forms are compared with.
  public let watches: [WatchOrder]
  /// Nil inspects no form by chance.
  public let sampling: Sampling?
  private let clean: Order
  private let warnings: Order
  private let noRuleBook: Order
  private let held: [Held]
  private let limits: [Limit]
  private let fourEyes: ValueThreshold?
  /// One for each of `watches`; empty until the lists are there.
  private var indexes: [NameIndex] = []

  /// Throws with file, line and the nearest valid name. The file's name is used in messages only.
  ///
  /// The lists that it names have yet to be read: a policy with `watches` decides only after ``reading(_:)``.
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
    var held: [Held] = []
    for node in try root.items("hold-list") {
      held.append(Held(exporter: try NamedExporter(node), reason: try node.text("reason")))
    }
    self.held = held
    var limits: [Limit] = []
    for node in try root.items("limits") { limits.append(try Limit(node, number: limits.count + 1)) }
    self.limits = limits
    var watches: [WatchOrder] = []
    for node in try root.items("lists") {
      let order = try WatchOrder(node)
      guard !watches.contains(where: { $0.list == order.list }) else {
        throw node.error("list \"\(order.list)\" stands here twice")
      }
      watches.append(order)
    }
    self.watches = watches
    sampling = try root.optional("sampling").map { node throws(SettingsError) in try Sampling(node) }
    fourEyes = try Self.fourEyes(root)
    try root.finish()
  }

  private static func fourEyes(_ root: SettingsNode) throws(SettingsError) -> ValueThreshold? {
    guard let node = try root.optional("four-eyes") else { return nil }
    guard let threshold = try ValueThreshold(node) else { throw node.error("key \"value\" is missing") }
    return threshold
  }

  /// The same policy with the lists that it names, their bytes in the order of `watches`.
  public func reading(_ lists: [[UInt8]]) throws(WatchListError) -> Policy {
    precondition(lists.count == watches.count, "a file for every list")
    var copy = self
    copy.indexes = []
    for (order, bytes) in zip(watches, lists) { copy.indexes.append(try order.index(bytes)) }
    return copy
  }

  /// The decision on a form with its findings; `ruleBook` names the book that was applied, nil if there is none.
  ///
  /// Every reason to hold is given, not the first only.
  public func decide(form: ApplicationForm, findings: [Finding], ruleBook: String?) -> Decision {
    precondition(indexes.count == watches.count, "its lists have not been read")
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else { return .refuse(reason: Self.summary(of: errors, "error", "errors")) }
    var reasons: [String] = []
    if ruleBook == nil {
      reasons.append(
        form.agreement.map { "no rule book for the agreement \(Self.short($0))" } ?? "no rule book for this form")
    }
    for (order, index) in zip(watches, indexes) { reasons += order.reasons(against: form, in: index) }
    reasons += held.filter { $0.exporter.isMeant(by: form.consignor) }.map { "exporter on the hold list: \($0.reason)" }
    let value = FormValue(of: form)
    let doubts = fourEyes?.reasons(against: value) ?? []
    reasons += doubts.map { "two officers are needed: \($0)" }
    for limit in limits where limit.isMeant(by: form) { reasons += limit.reasons(against: form, worth: value) }
    if findings.isEmpty {
      if clean == .hold { reasons.append("every form waits for an officer") }
    } else if warnings == .hold {
      reasons.append(Self.summary(of: findings, "warning", "warnings"))
    }
    guard !reasons.isEmpty else { return .grant }
    return .hold(reason: reasons.joined(separator: "; "), officers: doubts.isEmpty ? 1 : 2)
  }

  /// How many applications of its exporter may have come before a form.
  public func quotas(of form: ApplicationForm) -> [Quota] {
    limits.filter { $0.isMeant(by: form) }.flatMap(\.quotas)
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
}
