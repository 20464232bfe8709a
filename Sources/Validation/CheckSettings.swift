// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// What a check is compiled from: its field, its options as written, the code lists.
struct CheckSettings {
  let field: Field
  /// The rule's check as written, for errors.
  let node: SettingsNode
  /// Nil for a check written by its name alone.
  let options: SettingsNode?
  let codeLists: CodeLists

  /// An option that the check cannot do without.
  func required(_ key: String) throws(SettingsError) -> SettingsNode {
    guard let options else { throw node.error("this check needs its option \"\(key)\"") }
    return try options.required(key)
  }

  func optional(_ key: String) throws(SettingsError) -> SettingsNode? {
    try options?.optional(key)
  }

  /// Another field that the check compares with: of the form, or of the same item or invoice.
  func other(_ key: String) throws(SettingsError) -> Field {
    let node = try required(key)
    let other = try Field(named: node)
    guard other.scope == .form || other.scope == field.scope else {
      throw node.error("\(field.path) cannot be compared with \(other.path): there may be several")
    }
    return other
  }

  /// A field of the same party, item or part, `country` beside `consignor.city`.
  func sibling(_ name: String) throws(SettingsError) -> Field {
    let parent = field.path.split(separator: ".").dropLast().joined(separator: ".")
    guard let sibling = Field.byPath["\(parent).\(name)"] else {
      throw node.error("this check needs a field that has \(name) beside it, \(field.path) has none")
    }
    return sibling
  }
}
