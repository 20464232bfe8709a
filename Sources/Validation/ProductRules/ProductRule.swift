// SPDX-License-Identifier: GPL-3.0-or-later

/// What an agreement asks of the goods of a heading: `CTH or RVC40`, `CC except from chapter 01`, `WO`.
///
///     rule        = alternative *( " or " alternative )
///     alternative = claim *( " + " claim ) [ " except from " text ]     ; text without " or "
///     claim       = WO | CC | CTH | CTSH | CR | SP | RVC [ number ] [ "%" ]
///
/// One alternative is enough (RCEP annex 3A, headnote 4). What is excepted is the officer's to see: a criterion does
/// not tell its materials.
struct ProductRule: Equatable, Sendable {
  /// As the list has it.
  let text: String
  private let alternatives: [[OriginCriterion.Part]]

  /// Goods that need no rule of their own: wholly obtained, or made of originating materials alone (RCEP annex 3A,
  /// headnote 2; ChAFTA article 3.2(a) and (b)). Partial cumulation counts towards another's origin (ATIGA article 30.2).
  private static let always: Set<OriginCriterion.Claim> = [.wo, .pe, .wp, .pc]
  private static let known: Set<OriginCriterion.Claim> = [.wo, .cc, .cth, .ctsh, .cr, .sp, .rvc]
  /// The stricter change of tariff classification comes first.
  private static let changes: [OriginCriterion.Claim] = [.cc, .cth, .ctsh]

  /// Nil for text outside the grammar.
  init?(_ text: String) {
    var alternatives: [[OriginCriterion.Part]] = []
    for alternative in text.split(separator: " or ", omittingEmptySubsequences: false) {
      var words = alternative.split(separator: " ")[...]
      if let except = words.firstIndex(of: "except") {
        guard words[except...].count > 2, words[except + 1] == "from" else { return nil }
        words = words[..<except]
      }
      var parts: [OriginCriterion.Part] = []
      while let word = words.popFirst() {
        guard let part = Self.part(word), !parts.contains(where: { $0.claim == part.claim }) else { return nil }
        parts.append(part)
        if let plus = words.popFirst(), plus != "+" || words.isEmpty { return nil }
      }
      guard !parts.isEmpty else { return nil }
      alternatives.append(parts)
    }
    guard !alternatives.isEmpty else { return nil }
    self.text = text
    self.alternatives = alternatives
  }

  /// `RVC40`, `RVC35%`, `CTH`.
  private static func part(_ word: Substring) -> OriginCriterion.Part? {
    guard word.hasPrefix("RVC") else {
      guard let claim = OriginCriterion.Claim(rawValue: String(word)), known.contains(claim) else { return nil }
      return OriginCriterion.Part(claim: claim, hundredths: nil)
    }
    let digits = word.dropFirst(3).prefix { $0.isNumber }
    guard ["", "%"].contains(word.dropFirst(3 + digits.count)) else { return nil }
    if digits.isEmpty { return word == "RVC" ? OriginCriterion.Part(claim: .rvc, hundredths: nil) : nil }
    guard let percent = Int(digits), (1...100).contains(percent) else { return nil }
    return OriginCriterion.Part(claim: .rvc, hundredths: percent * 100)
  }

  /// Whether goods that meet the criterion meet the rule, as far as a criterion tells.
  ///
  /// `CTC` leaves open which change it is, `PSR` which alternative, a value content without a percentage how much.
  func allows(_ criterion: OriginCriterion) -> Bool {
    if Self.isAlwaysEnough(criterion) { return true }
    if criterion.mentions(.psr) { return alternatives.contains { $0.allSatisfy { $0.claim != .wo } } }
    return alternatives.contains { $0.allSatisfy { asked in criterion.parts.contains { Self.meets($0, asked) } } }
  }

  /// Whether there is no rule to meet.
  static func isAlwaysEnough(_ criterion: OriginCriterion) -> Bool {
    criterion.parts.contains { always.contains($0.claim) }
  }

  private static func meets(_ claimed: OriginCriterion.Part, _ asked: OriginCriterion.Part) -> Bool {
    guard let strictness = changes.firstIndex(of: asked.claim) else {
      guard claimed.claim == asked.claim else { return false }
      guard let least = asked.hundredths, let stated = claimed.hundredths else { return true }
      return stated >= least
    }
    if claimed.claim == .ctc { return true }
    return changes.firstIndex(of: claimed.claim).map { $0 <= strictness } ?? false
  }
}
