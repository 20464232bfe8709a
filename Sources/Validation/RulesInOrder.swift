// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Spelling

/// A book's rules while it is read: those of its base, then what the book leaves out, replaces and adds.
struct RulesInOrder {
  private var groups: [(rule: Rule, compiled: [CompiledRule])] = []
  /// Rules that the book itself has, and the line of each.
  private var own: [String: Int] = [:]

  init(base: RuleBook?, boxes: BoxTable) {
    guard let base else { return }
    let compiled = Dictionary(grouping: base.compiled, by: \.rule.id)
    groups = base.rules.map { rule in (rule, compiled[rule.id, default: []].map { $0.moved(to: boxes) }) }
  }

  var rules: [Rule] { groups.map(\.rule) }
  var compiled: [CompiledRule] { groups.flatMap(\.compiled) }

  mutating func leaveOut(_ node: SettingsNode) throws(SettingsError) {
    let id = try node.text()
    guard let index = groups.firstIndex(where: { $0.rule.id == id }) else {
      throw node.error(
        "no rule \"\(id)\" is there to leave out", suggestion: nearest(id, in: groups.map(\.rule.id)))
    }
    groups.remove(at: index)
  }

  mutating func take(_ reader: RuleReader, from node: SettingsNode) throws(SettingsError) {
    let id = reader.rule.id
    if let earlier = own.updateValue(node.line, forKey: id) {
      throw node.error("rule \"\(id)\" stands a second time, the first is on line \(earlier)")
    }
    if let index = groups.firstIndex(where: { $0.rule.id == id }) {
      groups[index] = (reader.rule, reader.compiled)
    } else {
      groups.append((reader.rule, reader.compiled))
    }
  }
}
