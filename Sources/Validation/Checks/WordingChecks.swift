// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// What real chambers refuse in words; all comparisons are of whole words, whatever case and punctuation.
enum WordingChecks {
  /// `refuse`: phrases that must not stand anywhere in the text.
  static func phrases(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let phrases = try foldedList(settings, "refuse")
    return .eachText(of: settings.field) { text, _ in
      let folded = FoldedText(text)
      for (phrase, written) in phrases where folded.contains(phrase) {
        return Fault(found: text, expected: "other words than \(written)")
      }
      return nil
    }
  }

  /// `words`, `filler`: the text must say more than these words; numbers never count.
  static func vague(_ settings: CheckSettings) throws(SettingsError) -> Check {
    var poor: Set<ArraySlice<UInt8>> = []
    for (word, _) in try foldedList(settings, "words") { poor.formUnion(word.words) }
    for (word, _) in try foldedList(settings, "filler") { poor.formUnion(word.words) }
    return .eachText(of: settings.field) { [poor] text, _ in
      let folded = FoldedText(text)
      // Mostly the first word is enough.
      let saysMore = folded.hasWord { word in !poor.contains(word) && !isNumber(word) }
      return saysMore ? nil : Fault(found: text)
    }
  }

  /// `names`: trade marks. A text of nothing but these, words marked ® or ™, model numbers, or the exporter's own
  /// name says nothing about the goods.
  static func brand(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let names = try foldedList(settings, "names").map(\.0)
    let brandWords = Set(names.flatMap(\.words))
    let field = settings.field
    return Check(scope: field.scope) { form, index, _, report in
      guard let text = field.first(of: form, at: index) else { return }
      let marked = hasTradeMarkSign(text)
      var folded = FoldedText(marked ? withoutMarkedWords(text) : text)
      let isGeneric: (ArraySlice<UInt8>) -> Bool = { word in
        (word.count > 2 || word.contains { $0 >= 0x80 }) && !word.contains { $0 >= 0x30 && $0 <= 0x39 }
      }
      guard !folded.hasWord(where: { isGeneric($0) && !brandWords.contains($0) }) else {
        // The exporter's own name, without "Ltd" and the like, is no description either.
        if folded.letters <= 60, form.parties.contains(where: { folded.isName($0.name) }) { report(Fault(found: text)) }
        return
      }
      for name in names where folded.contains(name) { folded = folded.removing(name) }
      if !folded.hasWord(where: isGeneric) { report(Fault(found: text)) }
    }
  }

  /// `alone`, `instead`: "NO MARKS" stands alone, and its abbreviations are written out.
  static func marks(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let alone = try foldedList(settings, "alone")
    let instead = try foldedList(settings, "instead")
    guard let proper = alone.first?.1 else { throw settings.node.error("expected a wording in alone") }
    let field = settings.field
    return Check(scope: field.scope) { form, index, _, report in
      let count = field.count(of: form, at: index)
      field.forEach(of: form, at: index) { text in
        // Real marks are mostly longer than any of the wordings, or hold figures.
        guard text.utf8.count <= 32, !Blank.isBlank(text) else { return }
        let folded = FoldedText(text)
        if folded.isEmpty || instead.contains(where: { $0.0 == folded }) {
          report(Fault(found: text, expected: "\(proper) written out, or the marks", suggestion: proper))
        } else if count > 1, alone.contains(where: { $0.0 == folded }) {
          report(Fault(found: text, expected: "either \(text) alone or the marks"))
        }
      }
    }
  }

  private static func foldedList(
    _ settings: CheckSettings, _ key: String
  ) throws(SettingsError) -> [(FoldedText, String)] {
    let node = try settings.required(key)
    var list: [(FoldedText, String)] = []
    for item in node.isScalar ? [node] : try node.items() {
      let text = try item.text()
      let folded = FoldedText(text)
      guard !folded.isEmpty else { throw item.error("expected words, found signs only") }
      list.append((folded, text))
    }
    return list
  }

  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    word.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  private static func hasTradeMarkSign(_ text: String) -> Bool {
    guard text.utf8.contains(where: { $0 == 0xC2 || $0 == 0xE2 }) else { return false }
    return text.unicodeScalars.contains { $0 == "®" || $0 == "™" }
  }

  /// The words that bear no ® or ™; a sign on its own marks the word before it.
  private static func withoutMarkedWords(_ text: String) -> String {
    var words: [Substring.UnicodeScalarView] = []
    for word in text.unicodeScalars.split(separator: " ") {
      guard word.contains(where: { $0 == "®" || $0 == "™" }) else {
        words.append(word)
        continue
      }
      if word.allSatisfy({ $0 == "®" || $0 == "™" }) { _ = words.popLast() }
    }
    return words.map { String($0) }.joined(separator: " ")
  }
}

extension ApplicationForm {
  fileprivate var parties: [Party] {
    producer.map { [consignor, $0] } ?? [consignor]
  }
}
