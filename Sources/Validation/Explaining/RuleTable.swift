// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

/// A book's rules with their examples as a table of Markdown, for `docs/rules.md`.
public struct RuleTable: Sendable {
  public let markdown: String

  /// Rules of the book itself; those that it takes over are counted and stand in their own book's table.
  public init(_ book: RuleBook) {
    let taken = book.rules.count { $0.book != book.name }
    var text = "## \(book.name): \(book.title)\n"
    text += "Version \(book.version)"
    if let agreement = book.agreement { text += ", agreement `\(agreement)`" }
    if let from = book.from { text += ", in force from \(from)" }
    if let until = book.until { text += " until \(until)" }
    text += ". \(book.rules.count) rules"
    if taken > 0, let base = book.base { text += ", \(taken) of them taken over from `\(base)`" }
    text += ".\n\n| rule | box | | asks | good | bad | a bad example | source |\n|---|---|---|---|---|---|---|---|\n"
    for trial in book.trials where trial.rule.book == book.name {
      let rule = trial.rule
      let conditions = rule.conditions.isEmpty ? "" : "where \(rule.conditions.joined(separator: " and ")): "
      let cells = [
        "`\(rule.id)`", book.box(of: rule), rule.severity.rawValue,
        "\(conditions)\(RuleExplanation.labels(of: rule)) \(rule.asks)", String(trial.good), String(trial.bad),
        Self.short(rule.bad.first?.text ?? ""), rule.source,
      ]
      text += "| " + cells.map(Self.cell).joined(separator: " | ") + " |\n"
    }
    markdown = text
  }

  /// An example of 201 lines shows what it is by its first few.
  private static func short(_ text: String) -> String { text.count <= 100 ? text : text.prefix(99) + "…" }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
