// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// Which characters a text may have, and in which shape.
enum CharacterChecks {
  /// No control, format, private-use or unassigned characters, no line breaks.
  static func repertoire(_ settings: CheckSettings) throws(SettingsError) -> Check {
    // Not `eachText`: a text of control characters alone counts as blank there.
    let field = settings.field
    return Check(scope: field.scope) { form, index, _, report in
      field.forEach(of: form, at: index) { text in
        if let fault = firstForbidden(in: text) { report(fault) }
      }
    }
  }

  private static func firstForbidden(in text: String) -> Fault? {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return nil }
    var position = 0
    for scalar in text.unicodeScalars {
      position += 1
      guard let kind = ForbiddenCharacter(scalar) else { continue }
      return Fault(
        found: text, expected: "no \(kind.words.dropFirst(2)) (\(Quotation.name(of: scalar)) at character \(position))")
    }
    return nil
  }

  private enum Script: String {
    case latin = "Latin"
    case greek = "Greek"
    case cyrillic = "Cyrillic"

    init?(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF, 0xFF21...0xFF3A,
        0xFF41...0xFF5A:
        self = .latin
      case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
      case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
      default: return nil
      }
    }
  }

  /// No word that mixes alphabets whose letters look alike: "Вank" with a Cyrillic В is another name than "Bank".
  ///
  /// Unicode Technical Standard 39, 5.1 (mixed-script confusables), for Latin, Greek and Cyrillic.
  static func scripts(_ settings: CheckSettings) throws(SettingsError) -> Check {
    .eachText(of: settings.field) { text, _ in
      guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
      for word in text.unicodeScalars.split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "/" || $0 == "." }) {
        var first: Script?
        for scalar in word {
          guard let script = Script(scalar) else { continue }
          if let first, script != first {
            return Fault(
              found: text, expected: "one alphabet in a word, not \(first.rawValue) and \(script.rawValue) letters")
          }
          first = script
        }
      }
      return nil
    }
  }

  /// `matches`: the shape of the whole text, see `BoundedPattern`.
  static func pattern(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let node = try settings.required("matches")
    let source = try node.text()
    let pattern: BoundedPattern
    do {
      pattern = try BoundedPattern(source)
    } catch {
      throw node.error("cannot use the pattern \(source): \(error)")
    }
    return .eachText(of: settings.field) { text, _ in
      pattern.matches(text) ? nil : Fault(found: text, expected: "the form \(source)")
    }
  }
}
