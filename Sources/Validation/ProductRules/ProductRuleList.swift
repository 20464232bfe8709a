// SPDX-License-Identifier: GPL-3.0-or-later

/// The agreements whose product-specific rules a list can hold.
enum ProductRuleList: String, CaseIterable {
  case rcep, atiga, chafta

  /// Its name in a folder of code lists.
  var fileName: String { "product-rules-\(rawValue).tsv" }

  /// As its members call the agreement.
  var agreement: String {
    switch self {
    case .rcep: "RCEP"
    case .atiga: "ATIGA"
    case .chafta: "ChAFTA"
    }
  }
}
