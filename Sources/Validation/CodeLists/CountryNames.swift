// SPDX-License-Identifier: GPL-3.0-or-later

/// The names of countries as papers have them, by ISO 3166-1 alpha-2.
public struct CountryNames: Sendable {
  /// Short, common and official name of each.
  public let names: [String: [String]]

  /// Reads Debian's `iso_3166-1.json`.
  public init(isoCodes bytes: [UInt8]) throws(CodeListError) {
    let file = "iso_3166-1.json"
    let entries = try ISOCodes.parse(bytes, file: file, list: "3166-1", code: "alpha_2")
    // The three-letter code is no name.
    names = Dictionary(
      entries.map { ($0.code, $0.names.filter { $0.count > 3 }) }, uniquingKeysWith: { first, _ in first })
  }
}
