// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings
public import Trade

/// The rules for one kind of certificate, read from YAML and compiled once.
public struct RuleBook: Sendable {
  /// Short name, `ordinary`.
  public let name: String
  /// Version as the file states it.
  public let version: String
  /// The agreement whose certificates it rules, `ChAFTA`; nil for ordinary (non-preferential) certificates.
  public let agreement: String?
  /// The rules in the order of the book.
  public let rules: [Rule]

  private let compiled: [CompiledRule]

  /// Further items and invoices are not looked at one by one: the rule that limits their number has long spoken.
  static let mostParts = 2000
  /// A form with more faults than these is told so, and has enough to do.
  static let mostFindings = 500

  /// Throws with file, line and the nearest valid name for an unknown field, check or key, for two rules of one
  /// name, and for a pattern that cannot be matched in bounded time. The file's name is used in messages only.
  public init(yaml: [UInt8], file: String, codeLists: CodeLists) throws(SettingsError) {
    let root = try SettingsNode(parsing: yaml, file: file)
    name = try root.text("rulebook")
    version = try root.text("version")
    agreement = try root.optional("agreement")?.text()
    _ = try root.text("title", default: "")
    let boxes = try BoxTable(try root.required("boxes"))
    var compiled: [CompiledRule] = []
    var rules: [Rule] = []
    var lines: [String: Int] = [:]
    for node in try root.required("rules").items() {
      let reader = try RuleReader(node, boxes: boxes, codeLists: codeLists)
      if let earlier = lines.updateValue(node.line, forKey: reader.rule.id) {
        throw node.error("rule \"\(reader.rule.id)\" stands a second time, the first is on line \(earlier)")
      }
      rules.append(reader.rule)
      compiled += reader.compiled
    }
    try root.finish()
    self.rules = rules
    self.compiled = compiled
  }

  /// Everything that is wrong with a form issued on a day, in the order of the book, then of items or invoices.
  ///
  /// The day is the chamber's, in its time zone. The same form and day give the same findings.
  public func findings(in form: ApplicationForm, issuedOn day: CalendarDate) -> [Finding] {
    var findings: [Finding] = []
    for rule in compiled {
      guard findings.count <= Self.mostFindings else { break }
      rule.inspect(form, issuedOn: day, into: &findings)
    }
    if findings.count > Self.mostFindings {
      findings.removeSubrange(Self.mostFindings...)
      // An error even behind warnings only: rules further down have not been asked.
      findings.append(
        Finding(
          rule: "form.findings", severity: .error, box: "",
          message: "There are more faults than these \(Self.mostFindings); put these right first."))
    }
    return findings
  }
}
