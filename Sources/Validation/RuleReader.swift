// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// Reads one rule of a rule book and compiles it for each of its fields.
struct RuleReader {
  let rule: Rule
  let compiled: [CompiledRule]

  /// `fields: everywhere` stands for every field that an exporter writes.
  static let everywhere = "everywhere"

  init(_ node: SettingsNode, book: String, boxes: BoxTable, codeLists: CodeLists) throws(SettingsError) {
    let fields = try Self.fields(node)
    let checkNode = try node.required("check")
    let (name, options) = try Self.check(checkNode)
    let id = try node.text("id")
    let ownBox = try node.text("box", default: "")
    let example = try node.text("example", default: "")
    let message = try node.required("message")
    guard let family = CheckFamily(rawValue: name) else {
      throw checkNode.unknown("check", name, valid: CheckFamily.allCases.map(\.rawValue))
    }
    let examples = try node.optional("examples")
    let words = try CheckOptions(options)
    var rule = Rule(
      id: id, check: name, fields: fields.map(\.path),
      severity: try node.choice("severity", default: Severity.error).finding, box: ownBox,
      message: try message.text(), example: example, source: try node.text("source"),
      from: try node.day("from"), until: try node.day("until"), book: book, line: node.line,
      conditions: [], asks: family.words(words),
      list: family.listWords(words, codeLists),
      good: try RuleExample.all(examples, "good"), bad: try RuleExample.all(examples, "bad"))
    if let from = rule.from, let until = rule.until, until < from {
      throw node.error("rule \"\(id)\" ends (\(until)) before it begins (\(from))")
    }
    var compiled: [CompiledRule] = []
    for field in fields {
      let check = try family.compile(
        CheckSettings(field: field, node: checkNode, options: options, codeLists: codeLists))
      var conditions: [Condition] = []
      if let when = try node.optional("when") {
        for node in when.isSequence ? try when.items() : [when] {
          conditions.append(try Condition(node, scope: check.scope))
        }
      }
      rule.conditions = conditions.map(\.words)
      compiled.append(
        CompiledRule(
          rule: rule, field: field, box: ownBox.isEmpty ? boxes.box(of: field.path) : ownBox,
          message: try MessageTemplate(message, field: field, example: example), conditions: conditions,
          check: check))
    }
    self.rule = rule
    self.compiled = compiled
  }

  private enum Severity: String, CaseIterable {
    case error, warning
    var finding: Finding.Severity { self == .error ? .error : .warning }
  }

  private static func fields(_ node: SettingsNode) throws(SettingsError) -> [Field] {
    if let single = try node.optional("field") {
      guard try node.optional("fields") == nil else { throw node.error("expected field or fields, found both") }
      return [try Field(named: single)]
    }
    let list = try node.required("fields")
    if list.isScalar, try list.text() == everywhere { return Field.written }
    var fields: [Field] = []
    for item in list.isScalar ? [list] : try list.items() { fields.append(try Field(named: item)) }
    guard !fields.isEmpty else { throw list.error("expected at least one field") }
    return fields
  }

  /// `check: required`, or `check: { length: { maximum: 35 } }`.
  private static func check(_ node: SettingsNode) throws(SettingsError) -> (name: String, options: SettingsNode?) {
    if node.isScalar { return (try node.text(), nil) }
    let keys = try node.keys()
    guard let name = keys.first, keys.count == 1 else {
      throw node.error("expected one check, found \(keys.count)")
    }
    guard CheckFamily(rawValue: name) != nil else {
      throw node.unknown("check", name, valid: CheckFamily.allCases.map(\.rawValue))
    }
    return (name, try node.optional(name))
  }

}

extension SettingsNode {
  func day(_ key: String) throws(SettingsError) -> CalendarDate? {
    guard let value = try optional(key) else { return nil }
    return try value.day()
  }

  func day() throws(SettingsError) -> CalendarDate {
    let text = try text()
    guard let day = CalendarDate(text) else { throw error("\"\(text)\" is no date, expected YYYY-MM-DD") }
    return day
  }
}
