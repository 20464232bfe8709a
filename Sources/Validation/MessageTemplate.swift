// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// A rule's message, cut at its placeholders once, at load.
struct MessageTemplate: Sendable {
  enum Placeholder: String, CaseIterable {
    /// What stands in the form, quoted and shortened.
    case found
    /// What the check wants.
    case expected
    /// The rule's example.
    case example
    /// The field as a person calls it.
    case field
  }

  private enum Part: Sendable {
    case text(String)
    case found, expected
  }

  private var parts: [Part] = []

  /// Throws for an unknown placeholder, or an example that the rule does not have.
  init(_ node: SettingsNode, field: Field, example: String) throws(SettingsError) {
    let text = try node.text()
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      parts.append(.text(String(rest[..<open])))
      guard let close = rest[open...].firstIndex(of: "}") else { throw node.error("\"{\" without its \"}\"") }
      let name = String(rest[rest.index(after: open)..<close])
      switch Placeholder(rawValue: name) {
      case .found: parts.append(.found)
      case .expected: parts.append(.expected)
      case .example:
        guard !example.isEmpty else { throw node.error("{example} stands here, but the rule has no example") }
        parts.append(.text(example))
      case .field: parts.append(.text(field.label))
      case nil: throw node.unknown("placeholder", name, valid: Placeholder.allCases.map(\.rawValue))
      }
      rest = rest[rest.index(after: close)...]
    }
    parts.append(.text(String(rest)))
  }

  /// The sentence, beginning with a capital; what was probably meant stands behind it.
  func sentence(for fault: Fault) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .found: result += fault.quoted
      case .expected: result += fault.expected
      }
    }
    if let first = result.unicodeScalars.first, ("a"..."z").contains(first) {
      result = result.prefix(1).uppercased() + result.dropFirst()
    }
    if let suggestion = fault.suggestion { result += " Did you mean \(suggestion)?" }
    return result
  }
}
