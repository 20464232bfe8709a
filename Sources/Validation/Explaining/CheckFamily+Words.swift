// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckFamily {
  /// What the check asks of its field, in words that end a sentence: "must be given".
  func words(_ options: CheckOptions) -> String {
    switch self {
    case .required: "must be given"
    case .absent: "must be left out"
    case .count: "must be \(options.bounds()) in number"
    case .length: "must have \(options.bounds()) characters"
    case .repertoire: "must have only characters that can be printed"
    case .scripts: "must not mix alphabets in one word, nor have words that only look Latin beside Latin ones"
    case .pattern: "must have the form \(options.text("matches"))"
    case .code: "must be a code of the list \(options.text("list"))"
    case .hs: "must be an HS code of \(options.bounds()) digits"
    case .locode: "must be a UN/LOCODE by its syntax"
    case .container: "must have its container numbers with the right check digit"
    case .incoterm: "must name no other term of delivery than those of the list"
    case .criterion: criterionWords(options)
    case .listed: "must stand in the full list \(options.text("list")), where the chamber has imported one"
    case .valueContent: valueWords(options)
    case .claimed: "must claim one of \(options.listed("any")) at one item at least"
    case .productRule:
      "must meet the product-specific rule of the HS code, where the list \(options.text("list")) has it"
    case .productRuleListed: productRuleWords(options)
    case .number: "must be \(numberWords(options))"
    case .total: "must add up to \(numberWords(options))"
    case .atMost: "must not be more than \(Self.label(options.text("field")))"
    case .numbering: "must be 1, 2, 3 and so on"
    case .position: "must point into the list of \(options.text("of"))"
    case .date: "must be a day of the calendar, YYYY-MM-DD"
    case .notAfter:
      "must not be after \(options.text("day") == "issue" ? "the day of issue" : Self.label(options.text("day")))"
    case .notOlder: "must not be more than \(options.text("days")) days before the issue"
    case .retroactive:
      "must not be more than \(options.text("days")) days before the issue without the flag \(options.text("flag"))"
    case .choice: "must be one of \(options.listed("values"))"
    case .same: "must be the same as \(Self.label(options.text("field")))"
    case .different: "must differ from \(Self.label(options.text("field")))"
    case .unique: "must not stand twice"
    case .phrases: "must not say \(options.listed("refuse"))"
    case .vague: "must say more than general words such as \(options.listed("words"))"
    case .brand: "must not be a brand or model alone"
    case .marks: "must be marks, or one of \(options.listed("alone")) alone"
    case .member: "must be a party to \(options.text("of")): \(options["parties"].joined(separator: ", "))"
    case .countryInAddress: "must not repeat the country"
    case .countryWording: "must not state an origin in a wording that chambers refuse"
    }
  }

  private func numberWords(_ options: CheckOptions) -> String {
    let above = options["above"].first.map { "more than \($0)" }
    let bounds = options["minimum"].isEmpty && options["maximum"].isEmpty ? nil : options.bounds()
    let decimals = options["decimals"].first.map { $0 == "0" ? "without decimals" : "with at most \($0) decimals" }
    return (["a number"] + [above, bounds, decimals].compactMap(\.self)).joined(separator: ", ")
  }

  private func criterionWords(_ options: CheckOptions) -> String {
    let claims = options["claims"]
    let suffixes = options["suffixes"]
    guard !claims.isEmpty else {
      return suffixes.isEmpty
        ? "must follow the grammar of origin criteria"
        : "must have nothing behind its claims but \(suffixes.joined(separator: ", "))"
    }
    return "must claim nothing but \(claims.joined(separator: ", "))"
      + (suffixes.isEmpty ? "" : " (behind it \(suffixes.joined(separator: ", ")))")
  }

  private func productRuleWords(_ options: CheckOptions) -> String {
    let general = options["otherwise"].first.map { "meet the general rule \($0) or " } ?? ""
    return "must \(general)be of a heading that the list \(options.text("list")) of product-specific rules has"
  }

  private func valueWords(_ options: CheckOptions) -> String {
    let least = options["minimum"].first.map { "at least \($0) %" }
    let most = options["below"].first.map { "less than \($0) %" }
    let alone = options.text("alone") == "true" ? " where it stands alone" : ""
    return "must state \([least, most].compactMap(\.self).joined(separator: " and ")) of "
      + "\(options.text("claim"))\(alone), if a percentage"
  }

  private static func label(_ path: String) -> String { Field.byPath[path]?.label ?? path }
}
