// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// Names of countries where they do not belong, or in wordings that chambers refuse.
enum CountryChecks {
  /// `of`, `parties`: a country of ISO 3166-1 is one of the agreement's parties. What is no country is `code`'s.
  static func member(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let lists = settings.codeLists
    let agreement = try settings.required("of").text()
    var parties: [String] = []
    for node in try settings.required("parties").items() {
      let code = try node.text()
      guard lists.countries.contains(code) else {
        throw node.error("ISO 3166-1 has no country \"\(code)\"", suggestion: lists.countries.suggestion(for: code))
      }
      parties.append(code)
    }
    let expected = "a party to \(agreement): " + parties.joined(separator: ", ")
    return .eachText(of: settings.field) { [parties] text, _ in
      guard lists.countries.contains(text), !parties.contains(text) else { return nil }
      return Fault(found: text, expected: expected)
    }
  }

  /// `city-states`: an address or city does not end with the party's country, which is printed below it anyway.
  ///
  /// A city state's city may bear the country's name.
  static func inAddress(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let field = settings.field
    let country = try settings.sibling("country")
    let exempt = Set(try settings.required("city-states").texts())
    let lists = settings.codeLists
    return Check(scope: field.scope) { form, index, _, report in
      guard let code = country.first(of: form, at: index), !exempt.contains(code),
        let wordings = lists.countryWordings[code]
      else { return }
      field.forEach(of: form, at: index) { text in
        if names(wordings, atEndOf: text) { report(Fault(found: text, expected: lists.countries.names[code] ?? code)) }
      }
    }
  }

  /// The last part of a line is the country, perhaps with a postcode: "Paris, France", "2030 Belgium".
  private static func names(_ wordings: [FoldedText], atEndOf text: String) -> Bool {
    let separators: Set<UInt8> = Set(",;()/\n".utf8)
    let last = text.utf8.split(whereSeparator: { separators.contains($0) }).last { part in
      part.contains { $0 > 0x20 }
    }
    guard let last else { return false }
    let folded = FoldedText(Substring(last))
    for wording in wordings where folded.letters >= wording.letters {
      if folded == wording { return true }
      guard let start = folded.index(of: wording) else { continue }
      let before = folded.bytes[..<start].allSatisfy { $0 <= UInt8(ascii: "9") }
      let after = folded.bytes[(start + wording.bytes.count - 1)...].allSatisfy { $0 <= UInt8(ascii: "9") }
      if before && after { return true }
    }
    return false
  }

  /// `after`: no country in a refused wording where the text speaks of origin: "Made in England".
  static func wording(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let lists = settings.codeLists
    var announcements: [FoldedText] = []
    for text in try settings.required("after").texts() { announcements.append(FoldedText(text)) }
    return .eachText(of: settings.field) { [announcements] text, _ in
      let folded = FoldedText(text)
      for announcement in announcements {
        var place = 0
        while let start = folded.index(of: announcement, from: place) {
          place = start + announcement.bytes.count - 1
          let rest = folded.bytes[place...]
          for (name, code) in lists.refusedCountryNames where rest.starts(with: name.bytes) {
            let proper = code.flatMap { lists.countryNames[$0] }
            return Fault(found: text, expected: proper ?? "the full name of a country", suggestion: proper)
          }
        }
      }
      return nil
    }
  }
}
