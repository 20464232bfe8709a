// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// The checks that a rule book can name, and how each is compiled.
enum CheckFamily: String, CaseIterable {
  // Presence and size.
  case required
  case absent
  case count
  case length
  // Characters.
  case repertoire
  case scripts
  case pattern
  // Codes.
  case code
  case hs
  case locode
  case container
  case incoterm
  case criterion
  case listed
  case valueContent = "value-content"
  case claimed
  case productRule = "product-rule"
  case productRuleListed = "product-rule-listed"
  // Numbers.
  case number
  case total
  case atMost = "at-most"
  case numbering
  case position
  // Dates.
  case date
  case notAfter = "not-after"
  case notOlder = "not-older"
  case retroactive
  // Comparisons of texts.
  case choice
  case same
  case different
  case unique
  // Wording.
  case phrases
  case vague
  case brand
  case marks
  case countryInAddress = "country-in-address"
  case member
  case countryWording = "country-wording"

  func compile(_ settings: CheckSettings) throws(SettingsError) -> Check {
    switch self {
    case .required: try PresenceChecks.required(settings)
    case .absent: try PresenceChecks.absent(settings)
    case .count: try PresenceChecks.count(settings)
    case .length: try PresenceChecks.length(settings)
    case .repertoire: try CharacterChecks.repertoire(settings)
    case .scripts: try CharacterChecks.scripts(settings)
    case .pattern: try CharacterChecks.pattern(settings)
    case .code: try CodeChecks.code(settings)
    case .hs: try CodeChecks.hs(settings)
    case .locode: try CodeChecks.locode(settings)
    case .container: try CodeChecks.container(settings)
    case .incoterm: try CodeChecks.incoterm(settings)
    case .criterion: try CodeChecks.criterion(settings)
    case .listed: try CodeChecks.listed(settings)
    case .valueContent: try CriterionChecks.valueContent(settings)
    case .claimed: try CriterionChecks.claimed(settings)
    case .productRule: try ProductRuleChecks.met(settings)
    case .productRuleListed: try ProductRuleChecks.listed(settings)
    case .number: try NumberChecks.number(settings)
    case .total: try NumberChecks.total(settings)
    case .atMost: try NumberChecks.atMost(settings)
    case .numbering: try NumberChecks.numbering(settings)
    case .position: try NumberChecks.position(settings)
    case .date: try DateChecks.date(settings)
    case .notAfter: try DateChecks.notAfter(settings)
    case .notOlder: try DateChecks.notOlder(settings)
    case .retroactive: try DateChecks.retroactive(settings)
    case .choice: try ComparisonChecks.choice(settings)
    case .same: try ComparisonChecks.same(settings)
    case .different: try ComparisonChecks.different(settings)
    case .unique: try ComparisonChecks.unique(settings)
    case .phrases: try WordingChecks.phrases(settings)
    case .vague: try WordingChecks.vague(settings)
    case .brand: try WordingChecks.brand(settings)
    case .marks: try WordingChecks.marks(settings)
    case .member: try CountryChecks.member(settings)
    case .countryInAddress: try CountryChecks.inAddress(settings)
    case .countryWording: try CountryChecks.wording(settings)
    }
  }
}
