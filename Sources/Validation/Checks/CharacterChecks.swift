// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// Which characters a text may have, and in which shape.
enum CharacterChecks {
  /// More marks on one letter than any script stacks would run into the lines above and below.
  private static let mostMarks = 8

  /// No control, format, private-use or unassigned characters, no line breaks, no heaps of accents.
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
    var marks = 0
    for scalar in text.unicodeScalars {
      position += 1
      if let kind = ForbiddenCharacter(scalar) {
        return Fault(
          found: text, expected: "no \(kind.words) (\(Quotation.name(of: scalar)) at character \(position))")
      }
      marks = scalar.value >= 0x300 && scalar.properties.generalCategory == .nonspacingMark ? marks + 1 : 0
      if marks > mostMarks {
        return Fault(
          found: text, expected: "at most \(mostMarks) marks on one letter, not more (at character \(position))")
      }
    }
    return nil
  }

  /// No word that mixes alphabets whose letters look alike: "Вank" with a Cyrillic В is another name than "Bank". Nor,
  /// beside Latin words, one whose every letter passes for a Latin one: "Сосо Ltd".
  ///
  /// Unicode Technical Standard 39, section 4 (mixed-script and whole-script confusables), for Latin, Greek and Cyrillic.
  static func scripts(_ settings: CheckSettings) throws(SettingsError) -> Check {
    .eachText(of: settings.field) { text, _ in
      guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
      var hasLatin = false
      var other: Script?
      var looksLatin = true
      for word in text.unicodeScalars.split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "/" || $0 == "." }) {
        var first: Script?
        for scalar in word {
          guard let script = Script(scalar) else { continue }
          if let first, script != first {
            return Fault(
              found: text, expected: "one alphabet in a word, not \(first.rawValue) and \(script.rawValue) letters")
          }
          first = script
          if script == .latin {
            hasLatin = true
          } else {
            other = other ?? script
            looksLatin = looksLatin && Script.lookingLatin.contains(scalar)
          }
        }
      }
      guard hasLatin, looksLatin, let other else { return nil }
      return Fault(
        found: text, expected: "letters of one alphabet, not Latin and \(other.rawValue) ones that look the same")
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
