// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

/// What became of the examples beside one rule.
public struct RuleTrial: Equatable, Sendable {
  public let rule: Rule
  /// Good examples, the book's clean form among them.
  public let good: Int
  public let bad: Int
  /// Examples that did not come out as they stand there, by line; a rule without a bad one.
  public let faults: [String]

  public var isGood: Bool { faults.isEmpty }
}

extension RuleBook {
  /// What is wrong with the form that the examples change: it must be clean.
  public var specimenFaults: [String] {
    guard let specimen else { return ["the book has no clean form (form:) for its examples to change"] }
    return findings(in: specimen.form, issuedOn: specimen.issued).map { "the clean form: \($0.rule): \($0.message)" }
  }

  /// Runs the examples beside each rule: a good one must not break that rule, a bad one must. Rules that were taken
  /// over bring theirs along, and run on this book's form.
  public var trials: [RuleTrial] {
    guard let specimen else { return [] }
    let compiled = Dictionary(grouping: self.compiled, by: \.rule.id)
    return rules.map { rule in
      func broken(_ example: RuleExample) -> Finding? {
        let changed = specimen.changed(by: example)
        var findings: [Finding] = []
        for rule in compiled[rule.id, default: []] {
          rule.inspect(changed.form, issuedOn: changed.issued, into: &findings)
        }
        return findings.first
      }
      var faults: [String] = []
      for example in rule.good {
        guard let finding = broken(example) else { continue }
        faults.append("line \(example.line): \(example.text) is good, but: \(finding.message)")
      }
      for example in rule.bad where broken(example) == nil {
        faults.append("line \(example.line): \(example.text) is bad, but passes")
      }
      if rule.bad.isEmpty { faults.append("line \(rule.line): no bad example: nobody has seen this rule at work") }
      return RuleTrial(rule: rule, good: rule.good.count + 1, bad: rule.bad.count, faults: faults)
    }
  }

  /// What an exporter would read of the rule's first bad example.
  public func teaching(_ rule: Rule) -> String? {
    guard let specimen, let example = rule.bad.first else { return nil }
    let changed = specimen.changed(by: example)
    return findings(in: changed.form, issuedOn: changed.issued).first { $0.rule == rule.id }?.message
  }

  /// Where the printed form bears what the rule looks at; empty for nowhere.
  public func box(of rule: Rule) -> String {
    var found: [String] = []
    for compiled in compiled where compiled.rule.id == rule.id && !compiled.box.isEmpty {
      if !found.contains(compiled.box) { found.append(compiled.box) }
    }
    return found.joined(separator: ", ")
  }
}
