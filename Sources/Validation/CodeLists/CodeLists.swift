// SPDX-License-Identifier: GPL-3.0-or-later
internal import CanonicalJSON

/// The code lists that rules look into: countries, currencies, units, packages, modes of transport, Incoterms.
///
/// Made from the very bytes of their files, so that a run can freeze them by digest.
public struct CodeLists: Sendable {
  /// The files that `init(files:)` wants: ours, and two of Debian's iso-codes.
  public static let fileNames = [
    "abbreviations.tsv", "country-names-refused.tsv", "country-names.tsv", "eu-members.tsv", "incoterms.tsv",
    "iso_3166-1.json", "iso_4217.json", "packages.tsv", "transport-modes.tsv", "units.tsv",
  ]

  /// Lists that a chamber may import; without the full ones only the structure of such codes is checked.
  public static let suppliedFileNames = ["hs.tsv", "locodes.tsv"] + ProductRuleList.allCases.map(\.fileName)

  /// Full name as printed on certificates by ISO 3166-1 alpha-2: "Belgium (European Union)", "Republic of Korea".
  public let countryNames: [String: String]
  /// ISO 3166-1 alpha-2 of the member states.
  public let europeanUnion: Set<String>

  let countries: CodeList
  let currencies: CodeList
  let units: CodeList
  let packages: CodeList
  let transportModes: CodeList
  let incoterms: CodeList
  /// The chamber's own lists, if it has imported any.
  let hs: SortedCodes?
  let locodes: SortedCodes?
  /// The chamber's, else ours, which hold the lines that could be read; by agreement.
  let productRules: [ProductRuleList: ProductRules]
  /// Folded wordings that chambers refuse ("ENGLAND") and the country that is meant, if any.
  let refusedCountryNames: [(folded: FoldedText, code: String?)]
  /// All folded wordings of a country that an address could repeat, by code.
  let countryWordings: [String: [FoldedText]]

  /// Throws for a file that is missing or cannot be read; those of `suppliedFileNames` may be missing. Further files
  /// are ignored.
  public init(files: [String: [UInt8]]) throws(CodeListError) {
    func lines(_ name: String, columns: Int) throws(CodeListError) -> [TabbedRows.Row] {
      guard let bytes = files[name] else { throw .missing(file: name) }
      return try TabbedRows.parse(bytes, file: name, columns: columns...columns)
    }
    func rows(_ name: String, columns: Int) throws(CodeListError) -> [[String]] {
      try lines(name, columns: columns).map(\.cells)
    }
    func pairs(_ name: String) throws(CodeListError) -> [(code: String, name: String)] {
      let rows = try lines(name, columns: 2)
      var seen: Set<String> = []
      for row in rows where !seen.insert(row.cells[0]).inserted {
        throw .repeated(file: name, line: row.line, code: row.cells[0])
      }
      return rows.map { ($0.cells[0], $0.cells[1]) }
    }
    let abbreviations = try rows("abbreviations.tsv", columns: 3)
    func wordings(_ list: String) -> [(text: String, code: String)] {
      abbreviations.filter { $0[0] == list }.map { ($0[1], $0[2]) }
    }

    func supplied(_ name: String) throws(CodeListError) -> SortedCodes? {
      guard let bytes = files[name] else { return nil }
      return try SortedCodes(bytes, file: name)
    }
    hs = try supplied("hs.tsv")
    locodes = try supplied("locodes.tsv")
    var productRules: [ProductRuleList: ProductRules] = [:]
    for list in ProductRuleList.allCases {
      guard let bytes = files[list.fileName] else { continue }
      productRules[list] = try ProductRules(bytes, file: list.fileName)
    }
    self.productRules = productRules

    units = CodeList(rows: try pairs("units.tsv"), wordings: wordings("unit"))
    packages = CodeList(rows: try pairs("packages.tsv"), wordings: wordings("package"))
    transportModes = CodeList(rows: try pairs("transport-modes.tsv"), wordings: wordings("transport-mode"))
    incoterms = CodeList(rows: try pairs("incoterms.tsv"))
    let money = try ISOCodes.parse(files["iso_4217.json"], file: "iso_4217.json", list: "4217", code: "alpha_3")
    currencies = CodeList(rows: money.map { ($0.code, $0.names[0]) }, wordings: wordings("currency"))

    let iso = try ISOCodes.parse(files["iso_3166-1.json"], file: "iso_3166-1.json", list: "3166-1", code: "alpha_2")
    let members = Set(try pairs("eu-members.tsv").map(\.code))
    var printed = Dictionary(iso.map { ($0.code, $0.names[0]) }, uniquingKeysWith: { first, _ in first })
    for (code, name) in try pairs("country-names.tsv") {
      guard printed[code] != nil else { throw .unknownCountry(file: "country-names.tsv", code: code) }
      printed[code] = name
    }
    let refused = try rows("country-names-refused.tsv", columns: 3)
    var otherWordings: [(text: String, code: String)] = []
    for country in iso {
      for name in country.names { otherWordings.append((name, country.code)) }
    }
    for row in refused where !row[1].isEmpty {
      guard printed[row[1]] != nil else { throw .unknownCountry(file: "country-names-refused.tsv", code: row[1]) }
      otherWordings.append((row[0], row[1]))
    }
    countries = CodeList(rows: iso.map { ($0.code, printed[$0.code] ?? $0.names[0]) }, wordings: otherWordings)
    refusedCountryNames = refused.map { (FoldedText($0[0]), $0[1].isEmpty ? nil : $0[1]) }
    var byCode: [String: [FoldedText]] = [:]
    for (code, name) in printed { byCode[code] = [FoldedText(name)] }
    for (text, code) in otherWordings {
      let folded = FoldedText(text)
      // Two letters ("UK") are as often a street's abbreviation as a country.
      if folded.letters > 2, byCode[code]?.contains(folded) == false { byCode[code]?.append(folded) }
    }
    countryWordings = byCode
    for code in members where printed[code] == nil { throw .unknownCountry(file: "eu-members.tsv", code: code) }
    europeanUnion = members
    countryNames = printed.reduce(into: [:]) { names, entry in
      names[entry.key] = members.contains(entry.key) ? entry.value + " (European Union)" : entry.value
    }
  }

  public func contains(country code: String) -> Bool { countries.contains(code) }
  public func contains(currency code: String) -> Bool { currencies.contains(code) }
  public func contains(unit code: String) -> Bool { units.contains(code) }
  public func contains(package code: String) -> Bool { packages.contains(code) }
  public func contains(transportMode code: String) -> Bool { transportModes.contains(code) }
  public func contains(incoterm code: String) -> Bool { incoterms.contains(code) }

  /// Names of all kinds of packages and of all units, by their codes.
  public var packageNames: [String: String] { packages.names }
  public var unitNames: [String: String] { units.names }
  /// Name of a kind of package, "Carton"; nil for a code that Rec 21 does not have.
  public func name(ofPackage code: String) -> String? { packages.names[code] }
  /// Name of a unit, "kilogram"; nil for a code that Rec 20 does not have.
  public func name(ofUnit code: String) -> String? { units.names[code] }
  /// Name of a mode of transport, "Maritime transport"; nil for a code that Rec 19 does not have.
  public func name(ofTransportMode code: String) -> String? { transportModes.names[code] }
}
