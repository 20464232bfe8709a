// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Spelling
internal import Trade

/// One field of an example with its value.
///
/// `item.hs` is the first item's, `item.2.hs` the second's, which is made a copy of the first where there is none;
/// the same for `invoice.2.date`. `items: 3` and `invoices: 0` say how many there are. Nothing (`producer:`) takes a
/// part away. `{ repeat: x, times: 351 }` is a long text, `{ lines: 9 }` are many.
struct FormChange: Equatable, Sendable {
  enum Value: Equatable, Sendable {
    case nothing
    case texts([String])

    var text: String { if case .texts(let texts) = self { texts.first ?? "" } else { "" } }
    var texts: [String] { if case .texts(let texts) = self { texts } else { [] } }
    var optional: String? { if case .texts(let texts) = self { texts.first ?? "" } else { nil } }
    var number: Int { Int(text) ?? 0 }
    var isNothing: Bool { self == .nothing }
  }

  let field: ExampleField
  /// Item or invoice, from 0.
  let index: Int
  let value: Value
  /// `item.hs: 2204.21`.
  let text: String

  static func all(_ node: SettingsNode) throws(SettingsError) -> [FormChange] {
    var changes: [FormChange] = []
    for key in try node.keys() { changes.append(try FormChange(key, try node.optional(key), in: node)) }
    return changes
  }

  private init(_ key: String, _ node: SettingsNode?, in group: SettingsNode) throws(SettingsError) {
    var parts = key.split(separator: ".", omittingEmptySubsequences: false)
    var index = 0
    if parts.count > 2, let number = Int(parts[1]), (1...99).contains(number) {
      index = number - 1
      parts.remove(at: 1)
    }
    let path = parts.joined(separator: ".")
    guard let field = ExampleField(rawValue: path), index == 0 || path.hasPrefix("item.") || path.hasPrefix("invoice.")
    else {
      throw (node ?? group).error(
        "unknown field \"\(key)\" of an example", suggestion: nearest(path, in: ExampleField.allCases.map(\.rawValue)))
    }
    self.field = field
    self.index = index
    value = try Self.value(node)
    if field.isNumber {
      guard value.isNothing || value.texts.count == 1, value.isNothing || Int(value.text) != nil else {
        throw (node ?? group).error("expected a whole number")
      }
    }
    if field == .items || field == .invoices, !(0...5000).contains(value.number) {
      throw (node ?? group).error("expected 0 to 5000")
    }
    if field == .issued, let node { _ = try node.day() }
    if field == .packages {
      for text in value.texts where Self.packages(text) == nil {
        throw (node ?? group).error("expected packages such as 120 CT, found \(Quotation.of(text))")
      }
    }
    let shown = value.texts.map { Quotation.plain($0) }.joined(separator: " / ")
    text = "\(key): \(value.isNothing ? "(nothing)" : value.texts.allSatisfy(\.isEmpty) ? "(empty)" : shown)"
  }

  private static func value(_ node: SettingsNode?) throws(SettingsError) -> Value {
    guard let node else { return .nothing }
    if node.isScalar { return .texts([try node.text(allowingEmpty: true)]) }
    if node.isMapping {
      if let count = try node.optional("lines") {
        return .texts((1...(try count.integer(in: 1...1000))).map { "line \($0)" })
      }
      let times = try node.integer("times", in: 1...100_000)
      let text = try node.text("repeat")
      guard text.utf8.count * times <= 100_000 else { throw node.error("expected at most 100000 bytes") }
      return .texts([String(repeating: text, count: times)])
    }
    var texts: [String] = []
    for item in try node.items() { texts.append(try item.text(allowingEmpty: true)) }
    return .texts(texts)
  }

  /// `120 CT`.
  static func packages(_ text: String) -> Packages? {
    let words = text.split(separator: " ")
    guard words.count == 2, let count = Int(words[0]) else { return nil }
    return Packages(count: count, kind: String(words[1]))
  }
}
