// SPDX-License-Identifier: GPL-3.0-or-later

/// What an exporter wrote, in quotes, fit for a message: at most 60 characters, nothing that could disturb a terminal
/// or turn the direction of a line (controls, format and bidirectional characters become `\u{202E}`).
func quoted(_ text: some StringProtocol) -> String {
  var result = "\""
  var count = 0
  for scalar in text.unicodeScalars {
    guard count < 60 else {
      result += "…"
      break
    }
    count += 1
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
      result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default:
      result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

/// `"a", "b" and "c"` of names from our own lists.
func listed(_ names: [String]) -> String {
  let words = names.map { "\"\($0)\"" }
  guard words.count > 1, let last = words.last else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " and " + last
}
