// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

/// One rule at one of its fields, ready to run.
///
/// A class, so that going through a book's rules does not copy them; immutable, hence Sendable.
final class CompiledRule: Sendable {
  let rule: Rule
  let field: Field
  let box: String
  let message: MessageTemplate
  let conditions: [Condition]
  let check: Check
  private let isUnlimited: Bool

  init(rule: Rule, field: Field, box: String, message: MessageTemplate, conditions: [Condition], check: Check) {
    self.rule = rule
    self.field = field
    self.box = box
    self.message = message
    self.conditions = conditions
    self.check = check
    isUnlimited = rule.from == nil && rule.until == nil
  }

  /// The same rule on another form, whose boxes are others.
  func moved(to boxes: BoxTable) -> CompiledRule {
    CompiledRule(
      rule: rule, field: field, box: rule.box.isEmpty ? boxes.box(of: field.path) : rule.box, message: message,
      conditions: conditions, check: check)
  }

  func inspect(_ form: ApplicationForm, issuedOn day: CalendarDate, into findings: inout [Finding]) {
    guard isUnlimited || rule.isInForce(on: day) else { return }
    switch check.scope {
    case .form:
      inspect(form, at: 0, issuedOn: day, into: &findings)
    case .item:
      for index in 0..<min(form.items.count, RuleBook.mostParts) where findings.count <= RuleBook.mostFindings {
        inspect(form, at: index, issuedOn: day, into: &findings)
      }
    case .invoice:
      for index in 0..<min(form.invoices.count, RuleBook.mostParts) where findings.count <= RuleBook.mostFindings {
        inspect(form, at: index, issuedOn: day, into: &findings)
      }
    }
  }

  @inline(__always)
  private func inspect(
    _ form: ApplicationForm, at index: Int, issuedOn day: CalendarDate, into findings: inout [Finding]
  ) {
    for condition in conditions where !condition.holds(for: form, at: index) { return }
    check.inspect(form, index, day) { fault in
      // One field with thousands of faulty values says enough with the first of them.
      guard findings.count <= RuleBook.mostFindings else { return }
      var sentence = message.sentence(for: fault)
      if check.scope == .invoice, form.invoices.count > 1 { sentence = "Invoice \(index + 1): " + sentence }
      findings.append(
        Finding(
          rule: rule.id, severity: rule.severity, box: box, item: check.scope == .item ? index + 1 : nil,
          message: sentence, field: field.path, found: fault.quoted, expected: fault.expected, example: rule.example,
          nearest: fault.suggestion ?? ""))
    }
  }
}
