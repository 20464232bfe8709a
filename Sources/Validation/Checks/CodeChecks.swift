// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// Codes: of a list, or with a structure of their own.
enum CodeChecks {
  private enum List: String, CaseIterable {
    case country, currency, unit, package, incoterm
    case transportMode = "transport-mode"
  }

  /// `list`: each text is one of its codes, as written there.
  static func code(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let node = try settings.required("list")
    let lists = settings.codeLists
    let (list, expected): (CodeList, String) =
      switch try node.choice(List.self) {
      case .country: (lists.countries, "two capital letters of ISO 3166-1")
      case .currency: (lists.currencies, "three capital letters of ISO 4217")
      case .unit: (lists.units, "a code of UN/ECE Recommendation 20")
      case .package: (lists.packages, "a two-character code of UN/ECE Recommendation 21")
      case .transportMode: (lists.transportModes, "one digit of UN/ECE Recommendation 19")
      case .incoterm: (lists.incoterms, "three capital letters of Incoterms 2020")
      }
    let refused = list.names == lists.countries.names ? lists.refusedCountryNames : []
    return .eachText(of: settings.field) { text, _ in
      if list.contains(text) { return nil }
      var suggestion = list.suggestion(for: text)
      let folded = FoldedText(text)
      if let name = refused.first(where: { $0.folded == folded }) { suggestion = name.code.map(list.described) }
      return Fault(found: text, expected: expected, suggestion: suggestion)
    }
  }

  /// `minimum`, `maximum` digits; chapter 01 to 97 without 77 (reserved), heading from 01.
  ///
  /// WCO Harmonized System nomenclature: chapters 98 and 99 are national and name no goods.
  static func hs(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let least = try settings.required("minimum").integer(in: 4...12)
    let most = try settings.required("maximum").integer(in: least...12)
    return .eachText(of: settings.field) { text, _ in
      HSCode.fault(text, digits: least...most).map { Fault(found: text, expected: $0.expected, suggestion: $0.meant) }
    }
  }

  /// UN/LOCODE, its syntax: the country's two letters and three of A-Z, 2-9.
  static func locode(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let countries = settings.codeLists.countries
    return .eachText(of: settings.field) { text, _ in
      let bytes = Array(text.utf8.prefix(8))
      let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
      let digits = UInt8(ascii: "2")...UInt8(ascii: "9")
      guard bytes.count == 5, bytes.allSatisfy({ capitals.contains($0) || digits.contains($0) }) else {
        let joined = String(
          decoding: text.uppercased().utf8.filter { $0 != 0x20 && $0 != 0x2D }.prefix(6), as: UTF8.self)
        let meant = joined.utf8.count == 5 && countries.contains(String(joined.prefix(2))) ? joined : nil
        return Fault(
          found: text, expected: "five characters, the country's two letters and three of A-Z and 2-9",
          suggestion: meant)
      }
      if countries.contains(String(decoding: bytes[0..<2], as: UTF8.self)) { return nil }
      return Fault(found: text, expected: "a country of ISO 3166-1 in the first two letters")
    }
  }

  private enum SuppliedList: String, CaseIterable {
    case hs, locode
  }

  /// `list`: stands in the full list that the chamber has imported; says nothing where it has none.
  ///
  /// A national list of longer codes judges those; of other HS codes the first six digits count.
  static func listed(_ settings: CheckSettings) throws(SettingsError) -> Check {
    switch try settings.required("list").choice(SuppliedList.self) {
    case .hs:
      guard let list = settings.codeLists.hs else { return .silent(settings.field) }
      return .eachText(of: settings.field) { text, _ in
        guard HSCode.fault(text, digits: 6...12) == nil else { return nil }
        let code = list.hasLength(text.utf8.count) ? text : String(text.prefix(6))
        if code.utf8.count > 6 ? list.contains(code) : list.containsPrefix(code) { return nil }
        return Fault(
          found: text, expected: "a code of the HS list, version \(list.header.version)",
          suggestion: list.suggestion(for: code, sharing: [4, 2]))
      }
    case .locode:
      guard let list = settings.codeLists.locodes else { return .silent(settings.field) }
      return .eachText(of: settings.field) { text, _ in
        // Its syntax and country are the `locode` check's.
        guard text.utf8.count == 5, list.containsPrefix(String(text.prefix(2))), !list.contains(text) else {
          return nil
        }
        return Fault(
          found: text, expected: "a place of UN/LOCODE, version \(list.header.version)",
          suggestion: list.suggestion(for: text, sharing: [2]))
      }
    }
  }

  /// Container numbers anywhere in a text have their check digit right (ISO 6346).
  static func container(_ settings: CheckSettings) throws(SettingsError) -> Check {
    .eachText(of: settings.field) { text, _ in
      for number in ContainerNumber.all(in: text) where !number.isValid {
        return Fault(
          found: number.written, expected: "check digit \(number.checkDigit), not \(number.writtenDigit)")
      }
      return nil
    }
  }

  /// Where a text speaks of Incoterms or terms of delivery, the term is one of the list.
  static func incoterm(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let list = settings.codeLists.incoterms
    let expected = "one of " + list.names.keys.sorted().joined(separator: ", ")
    return .eachText(of: settings.field) { text, _ in
      guard let term = IncotermWording.term(in: text), !list.contains(term) else { return nil }
      return Fault(found: term, expected: expected, suggestion: list.suggestion(for: term))
    }
  }

  /// `claims`, `suffixes`: the origin criterion follows the grammar and uses only these; all of them if left out.
  static func criterion(_ settings: CheckSettings) throws(SettingsError) -> Check {
    var claims = OriginCriterion.Claim.allCases
    if let node = try settings.optional("claims") {
      claims = []
      for item in try node.items() { claims.append(try item.choice(OriginCriterion.Claim.self)) }
    }
    var suffixes = OriginCriterion.Suffix.allCases
    if let node = try settings.optional("suffixes") {
      suffixes = []
      for item in try node.items() { suffixes.append(try item.choice(OriginCriterion.Suffix.self)) }
    }
    let names = claims.map(\.words) + suffixes.map(\.rawValue)
    let expected = "one of " + names.joined(separator: ", ")
    return .eachText(of: settings.field) { [claims, suffixes] text, _ in
      do throws(OriginCriterionError) {
        let criterion = try OriginCriterion(parsing: text)
        for part in criterion.parts where !claims.contains(part.claim) {
          return Fault(found: text, expected: expected + "; \(part.claim.rawValue) is not a claim of this form")
        }
        for suffix in criterion.suffixes where !suffixes.contains(suffix) {
          return Fault(found: text, expected: expected + "; \(suffix.rawValue) is not used on this form")
        }
        return nil
      } catch {
        return Fault(
          found: text, expected: error.words(for: text) + "; " + expected,
          suggestion: error.correction(of: text) ?? error.suggestion)
      }
    }
  }
}
