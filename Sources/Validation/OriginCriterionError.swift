// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Spelling

/// Why a text is no origin criterion, as a wish: what the exporter should write.
public enum OriginCriterionError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknown(String)
  case lowerCase(String)
  case sign(String)
  case badPercentage(String)
  case percentageMissing(String)
  case missingPlus(before: String)
  case unfinished
  case twice(String)
  case standsAlone(String)
  case severalTariffChanges

  public var description: String {
    switch self {
    case .unknown(let word): "a known abbreviation instead of \(word)"
    case .lowerCase(let word): "capital letters instead of \(word)"
    case .sign(let sign): "no \(sign)"
    case .badPercentage(let text): "a percentage above 0 and up to 100 with at most two decimals instead of \(text)"
    case .percentageMissing(let claim): "the percentage after \(claim)"
    case .missingPlus(let word): "\"+\" before \(word)"
    case .unfinished: "something on both sides of \"+\""
    case .twice(let word): "\(word) once only"
    case .standsAlone(let word): "\(word) alone, it stands for the whole good"
    case .severalTariffChanges: "one change of tariff classification (CC, CTH, CTSH or CTC)"
    }
  }

  /// What was probably meant.
  var suggestion: String? {
    switch self {
    case .unknown(let word) where word.utf8.count > 2:
      nearest(
        word, in: OriginCriterion.Claim.allCases.map(\.rawValue) + OriginCriterion.Suffix.allCases.map(\.rawValue))
    case .lowerCase(let word): word.uppercased()
    default: nil
    }
  }
}
