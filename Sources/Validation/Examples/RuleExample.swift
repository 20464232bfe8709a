// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// A small form beside a rule: the book's clean form with some fields changed, `{ item.hs: "2204.21" }`.
public struct RuleExample: Equatable, Sendable {
  /// As a person reads it, `item.hs: 2204.21`.
  public var text: String
  /// Line of the book's file, from 1.
  public var line: Int
  var changes: [FormChange]

  init(_ node: SettingsNode) throws(SettingsError) {
    changes = try FormChange.all(node)
    line = node.line
    text = changes.map(\.text).joined(separator: ", ")
  }

  static func all(_ examples: SettingsNode?, _ key: String) throws(SettingsError) -> [RuleExample] {
    var all: [RuleExample] = []
    for node in try examples?.items(key) ?? [] { all.append(try RuleExample(node)) }
    return all
  }
}

/// A clean form of one kind of certificate, and the day on which it is issued.
struct Specimen: Sendable {
  var form = ApplicationForm()
  var issued: CalendarDate

  /// The changes that make it of nothing, or of that of the base.
  init?(_ node: SettingsNode?, base: Specimen?) throws(SettingsError) {
    guard let node else {
      guard let base else { return nil }
      self = base
      return
    }
    if let base {
      self = base
    } else {
      guard let issued = try node.optional("issued") else { throw node.error("key \"issued\" is missing") }
      self.issued = try issued.day()
    }
    for change in try FormChange.all(node) { change.apply(to: &self) }
  }

  func changed(by example: RuleExample) -> Specimen {
    var copy = self
    for change in example.changes { change.apply(to: &copy) }
    return copy
  }
}
