// SPDX-License-Identifier: GPL-3.0-or-later

/// What an exporter wrote, fit for a message: in quotes, at most 40 characters, nothing that could disturb a terminal
/// or turn a line's direction (controls, format and bidirectional characters are written as `U+202E`).
enum Quotation {
  static func of(_ text: some StringProtocol) -> String {
    guard !Blank.isBlank(text) else { return "nothing" }
    var result = "“"
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < 40 else {
        result += "…"
        break
      }
      count += 1
      if ForbiddenCharacter(scalar) == nil {
        result.unicodeScalars.append(scalar)
      } else {
        result += name(of: scalar)
      }
    }
    return result + "”"
  }

  /// The same without quotes.
  static func plain(_ text: String) -> String {
    String(of(text).drop { $0 == "“" }.prefix { $0 != "”" })
  }

  /// A list's own text, at most 60 characters.
  static func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= 60 ? text : String(String.UnicodeScalarView(scalars.prefix(60))) + "…"
  }

  /// `U+202E`.
  static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

/// Text that says nothing: empty, or spaces of any kind.
enum Blank {
  static func isBlank(_ text: some StringProtocol) -> Bool {
    for byte in text.utf8 {
      if byte >= 0x80 { return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
      if byte > 0x20 { return false }
    }
    return true
  }
}
