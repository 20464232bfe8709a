// SPDX-License-Identifier: GPL-3.0-or-later

/// An origin criterion, read by grammar: `WO`, `CTSH + 35%`, `RVC [79.73] %+CTSH`, `CTH DMI`.
///
///     criterion = part *( "+" part ) *( [","|"+"|"/"] suffix )
///     part      = claim [ percentage ] | percentage              ; RVC, PC and a bare percentage state a value
///     percentage= ( number | "[" number "]" ) "%"                ; 0 < number ≤ 100, at most two decimals
///
/// Claims that stand for the whole good (WO, PE, WP, PSR) stand alone; a criterion has one change of tariff
/// classification and one value content at most. Spaces may stand anywhere between, double quotes around the whole.
/// Sources: MITI (Form D), AJCEP and RCEP completion notes, a real Form AI.
public struct OriginCriterion: Equatable, Sendable {
  /// What is claimed.
  public enum Claim: String, CaseIterable, Sendable {
    /// Wholly obtained; produced exclusively (from originating materials); wholly produced; product-specific rule.
    case wo = "WO"
    case pe = "PE"
    case wp = "WP"
    case psr = "PSR"
    /// Change of chapter, heading, subheading; of tariff classification at large.
    case cc = "CC"
    case cth = "CTH"
    case ctsh = "CTSH"
    case ctc = "CTC"
    /// Specific process; chemical reaction.
    case sp = "SP"
    case cr = "CR"
    /// Regional value content, by name or as a bare percentage; partial cumulation.
    case rvc = "RVC"
    case pc = "PC"

    var words: String {
      switch self {
      case .rvc: "RVC 40%"
      case .pc: "PC 25%"
      default: rawValue
      }
    }

    fileprivate var standsAlone: Bool { [.wo, .pe, .wp, .psr].contains(self) }
    fileprivate var isTariffChange: Bool { [.cc, .cth, .ctsh, .ctc].contains(self) }
    fileprivate var hasPercentage: Bool { self == .rvc || self == .pc }
  }

  /// What was used besides: de minimis, accumulation.
  public enum Suffix: String, CaseIterable, Sendable {
    case dmi = "DMI"
    case acu = "ACU"
  }

  /// One claim and, for a value content, its hundredths of a percent (79.73 % is 7973).
  public struct Part: Equatable, Sendable {
    public var claim: Claim
    public var hundredths: Int?
  }

  public private(set) var parts: [Part] = []
  public private(set) var suffixes: [Suffix] = []

  /// Nil for text outside the grammar.
  public init?(_ text: String) {
    guard let criterion = try? OriginCriterion(parsing: text) else { return nil }
    self = criterion
  }

  /// Throws what is wrong first, in words for the exporter.
  public init(parsing text: String) throws(OriginCriterionError) {
    var tokens = try OriginCriterionToken.all(in: text)[...]
    repeat {
      parts.append(try Self.part(from: &tokens))
      guard let next = tokens.first else { break }
      guard next == .plus, !(tokens.dropFirst().first.map(Self.isSuffix) ?? false) else { break }
      tokens.removeFirst()
    } while true
    while let token = tokens.popFirst() {
      switch token {
      case .plus, .separator:
        guard tokens.first.map(Self.isSuffix) ?? false else { throw .unfinished }
      case .word(let word):
        guard let suffix = Suffix(rawValue: word) else { throw .missingPlus(before: word) }
        guard !suffixes.contains(suffix) else { throw .twice(word) }
        suffixes.append(suffix)
      case .percentage: throw .missingPlus(before: "the percentage")
      }
    }
    try checkCombination()
  }

  public func mentions(_ claim: Claim) -> Bool {
    parts.contains { $0.claim == claim }
  }

  private static func isSuffix(_ token: OriginCriterionToken) -> Bool {
    if case .word(let word) = token { Suffix(rawValue: word) != nil } else { false }
  }

  private static func part(from tokens: inout ArraySlice<OriginCriterionToken>) throws(OriginCriterionError) -> Part {
    switch tokens.popFirst() {
    case .percentage(let hundredths):
      return Part(claim: .rvc, hundredths: hundredths)
    case .word(let word):
      guard let claim = Claim(rawValue: word) else { throw .unknown(word) }
      guard case .percentage(let hundredths) = tokens.first else { return Part(claim: claim, hundredths: nil) }
      guard claim.hasPercentage else { throw .missingPlus(before: "the percentage") }
      tokens.removeFirst()
      return Part(claim: claim, hundredths: hundredths)
    case .plus, .separator, nil: throw .unfinished
    }
  }

  private func checkCombination() throws(OriginCriterionError) {
    let claims = parts.map(\.claim)
    if let alone = claims.first(where: \.standsAlone), claims.count > 1 { throw .standsAlone(alone.rawValue) }
    for (index, claim) in claims.enumerated() where claims[..<index].contains(claim) { throw .twice(claim.rawValue) }
    guard claims.count(where: \.isTariffChange) <= 1 else { throw .severalTariffChanges }
    if claims.contains(.pc), parts.contains(where: { $0.claim == .pc && $0.hundredths == nil }) {
      throw .percentageMissing("PC")
    }
  }
}
