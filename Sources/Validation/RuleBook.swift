// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings
public import Trade

/// The rules for one kind of certificate, read from YAML and compiled once.
///
/// A book may build on another (`extends`): it takes over that one's rules, without some (`without`), and a rule of
/// its own that has the name of one of them stands in its place.
public struct RuleBook: Sendable {
  /// Short name, `ordinary`.
  public let name: String
  /// What the certificate is called.
  public let title: String
  /// Version as the file states it.
  public let version: String
  /// The agreement whose certificates it rules, `ChAFTA`; nil for ordinary (non-preferential) certificates.
  public let agreement: String?
  /// First day of an application's declaration for which it is in force; nil: always has been.
  public let from: CalendarDate?
  /// Last such day; nil: until further notice.
  public let until: CalendarDate?
  /// The book that it builds on.
  public let base: String?
  /// The rules in the order of the book, those of the base first.
  public let rules: [Rule]
  /// The file as the caller named it.
  public let file: String

  let compiled: [CompiledRule]
  let boxes: BoxTable
  /// The clean form that the examples change; nil for a book without one.
  let specimen: Specimen?

  /// Further items and invoices are not looked at one by one: the rule that limits their number has long spoken.
  static let mostParts = 2000
  /// A form with more faults than these is told so, and has enough to do.
  static let mostFindings = 500

  /// A book that builds on no other. Throws with file, line and the nearest valid name for an unknown field, check or
  /// key, for two rules of one name, and for a pattern that cannot be matched in bounded time. The file's name is used
  /// in messages only.
  public init(yaml: [UInt8], file: String, codeLists: CodeLists) throws(SettingsError) {
    try self.init(try SettingsNode(parsing: yaml, file: file), base: nil, codeLists: codeLists)
  }

  init(_ root: SettingsNode, base: RuleBook?, codeLists: CodeLists) throws(SettingsError) {
    file = root.file
    name = try root.text("rulebook")
    version = try root.text("version")
    agreement = try root.optional("agreement")?.text()
    title = try root.text("title", default: "")
    from = try root.day("from")
    until = try root.day("until")
    if let from, let until, until < from { throw root.error("the book ends (\(until)) before it begins (\(from))") }
    let extended = try root.optional("extends")
    if let extended, base == nil {
      throw extended.error("the book builds on \(try extended.text()), which has not been read")
    }
    self.base = base?.name
    if let base, try root.optional("boxes") == nil {
      boxes = base.boxes
    } else {
      boxes = try BoxTable(try root.required("boxes"))
    }
    specimen = try Specimen(root.optional("form"), base: base?.specimen)

    var book = RulesInOrder(base: base, boxes: boxes)
    if let without = try root.optional("without") {
      for node in without.isScalar ? [without] : try without.items() { try book.leaveOut(node) }
    }
    for node in try root.required("rules").items() {
      try book.take(RuleReader(node, book: name, boxes: boxes, codeLists: codeLists), from: node)
    }
    try root.finish()
    rules = book.rules
    compiled = book.compiled
  }

  /// Whether the book rules applications declared on that day.
  public func isInForce(on day: CalendarDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
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
