// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

/// A place of the application form that a rule can speak of: a path (`item.netKg`), and how its texts are read.
struct Field: Sendable {
  /// What a rule on this field is run over: the form once, each item, or each invoice.
  enum Scope: Equatable, Sendable {
    case form, item, invoice
  }

  /// As rule books and CSV headers write it.
  let path: String
  /// As a message says it, "the consignor's city".
  let label: String
  let scope: Scope
  /// The index counts items or invoices from 0; it must be one of the form's.
  let value: @Sendable (_ form: ApplicationForm, _ index: Int) -> FieldValue

  init(
    _ path: String, _ label: String, _ scope: Scope = .form,
    _ value: @escaping @Sendable (ApplicationForm, Int) -> FieldValue
  ) {
    self.path = path
    self.label = label
    self.scope = scope
    self.value = value
  }

  /// Every value as text, in order; of a list beyond all use only so many as rules look at.
  @inline(__always)
  func forEach(of form: ApplicationForm, at index: Int, _ body: (String) -> Void) {
    switch value(form, index) {
    case .absent, .parts: break
    case .text(let text): body(text)
    case .texts(let texts): for text in texts.prefix(RuleBook.mostParts) { body(text) }
    case .number(let number): body(String(number))
    case .numbers(let numbers): for number in numbers.prefix(RuleBook.mostParts) { body(String(number)) }
    }
  }

  /// The first text that is not blank.
  func first(of form: ApplicationForm, at index: Int) -> String? {
    switch value(form, index) {
    case .absent, .parts: nil
    case .text(let text): Blank.isBlank(text) ? nil : text
    case .texts(let texts): texts.first { !Blank.isBlank($0) }
    case .number(let number): String(number)
    case .numbers(let numbers): numbers.first.map { String($0) }
    }
  }

  /// How many values stand there; blank ones do not count.
  func count(of form: ApplicationForm, at index: Int) -> Int {
    switch value(form, index) {
    case .absent: 0
    case .parts(let count): count
    case .text(let text): Blank.isBlank(text) ? 0 : 1
    case .texts(let texts): texts.reduce(0) { $0 + (Blank.isBlank($1) ? 0 : 1) }
    case .number: 1
    case .numbers(let numbers): numbers.count
    }
  }
}
