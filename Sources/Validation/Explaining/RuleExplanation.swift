// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

/// One rule of a book in words that an officer can read out.
public struct RuleExplanation: Equatable, Sendable {
  public let lines: [String]

  public init(_ rule: Rule, in book: RuleBook) {
    var lines: [String] = []
    let box = book.box(of: rule)
    let fields = Self.labels(of: rule)
    lines.append("\(rule.id)\(box.isEmpty ? "" : " (box \(box))")")
    let conditions = rule.conditions.isEmpty ? "" : "Where \(rule.conditions.joined(separator: " and ")), "
    let sentence = "\(conditions)\(fields) \(rule.asks)."
    lines.append("  " + sentence.prefix(1).uppercased() + sentence.dropFirst())
    lines.append(
      "  Severity: " + (rule.severity == .error ? "error, the form is refused" : "warning, an officer looks at it"))
    if rule.from != nil || rule.until != nil {
      let days = [rule.from.map { "from \($0)" }, rule.until.map { "until \($0)" }].compactMap(\.self)
      lines.append("  In force \(days.joined(separator: " ")) (day of issue)")
    }
    if !rule.list.isEmpty { lines.append("  List: \(rule.list)") }
    if !rule.example.isEmpty { lines.append("  Good value: \(rule.example)") }
    for example in rule.bad.prefix(3) { lines.append("  Bad example: \(example.text)") }
    if let message = book.teaching(rule) { lines.append("  The exporter then reads: \(message)") }
    lines.append("  Source: \(rule.source)")
    if rule.book != book.name { lines.append("  Taken over from the book \(rule.book)") }
    self.lines = lines
  }

  /// `the consignor's city and the consignee's city`; of many fields the first and how many more.
  static func labels(of rule: Rule) -> String {
    let labels = rule.fields.map { Field.byPath[$0]?.label ?? $0 }
    guard labels.count > 4 else { return labels.joined(separator: ", ") }
    return labels.prefix(2).joined(separator: ", ") + " and each of \(labels.count - 2) more fields"
  }
}
