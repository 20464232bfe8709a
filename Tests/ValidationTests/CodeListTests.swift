// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Validation

@Suite("Code lists")
struct CodeListTests {
  @Test(
    "Countries have the names that certificates bear",
    arguments: [
      ("BE", "Belgium (European Union)"), ("SG", "Singapore"), ("VN", "Viet Nam"), ("KR", "Republic of Korea"),
      ("KP", "Democratic People's Republic of Korea"), ("CN", "People's Republic of China"), ("GB", "United Kingdom"),
      ("US", "United States of America"), ("CZ", "Czechia (European Union)"), ("CI", "Côte d'Ivoire"),
      ("TZ", "Tanzania"), ("CH", "Switzerland"), ("TR", "Türkiye"),
    ])
  func names(_ code: String, _ name: String) throws {
    #expect(try Fixture.lists.get().countryNames[code] == name)
  }

  @Test("No name is inverted, every country has one, the Union has 27 members")
  func completeness() throws {
    let lists = try Fixture.lists.get()
    #expect(lists.countryNames.count == 249)
    // The commas that stay belong to the names themselves.
    let commas = lists.countryNames.filter { $0.value.contains(",") }.keys.sorted()
    #expect(commas == ["BQ", "SH"])
    #expect(lists.europeanUnion.count == 27)
    #expect(lists.europeanUnion.allSatisfy { lists.countryNames[$0]?.hasSuffix(" (European Union)") == true })
  }

  @Test("Codes of every list are known, and nothing else")
  func codes() throws {
    let lists = try Fixture.lists.get()
    #expect(lists.contains(country: "SG") && !lists.contains(country: "XX") && !lists.contains(country: "sg"))
    #expect(lists.contains(currency: "EUR") && !lists.contains(currency: "EURO"))
    #expect(lists.contains(unit: "KGM") && !lists.contains(unit: "KG"))
    #expect(lists.contains(package: "CT") && lists.name(ofPackage: "CT") == "Carton" && !lists.contains(package: ""))
    #expect(lists.contains(transportMode: "4") && lists.name(ofTransportMode: "4") == "Air transport")
    #expect(lists.contains(incoterm: "DPU") && !lists.contains(incoterm: "DAT"))
    #expect(lists.name(ofUnit: "KGM") == "kilogram")
  }

  @Test(
    "What was meant is found by name, wording or slip",
    arguments: [
      ("SINGAPOUR", "SG (Singapore)"), ("singapore", "SG (Singapore)"), ("SGP", "SG (Singapore)"),
      ("South Korea", "KR (Republic of Korea)"), ("Cote d'Ivoire", "CI (Côte d'Ivoire)"), ("Vietnam", "VN (Viet Nam)"),
      ("Korea, Republic of", "KR (Republic of Korea)"), ("Germny", "DE (Germany)"), ("XX", nil), ("Atlantis", nil),
      ("", nil),
    ] as [(String, String?)])
  func suggestions(_ written: String, _ suggestion: String?) throws {
    #expect(try Fixture.lists.get().countries.suggestion(for: written) == suggestion)
  }

  @Test(
    "A mistyped code of three letters is found where one candidate fits",
    arguments: [
      ("SGDD", "SGD (Singapore Dollar)"), ("EUT", "EUR (Euro)"), ("UDS", "USD (US Dollar)"),
      ("RMB", "CNY (Yuan Renminbi)"),
      // SGD and USD, to name two.
      ("XGD", nil), ("SX", nil), ("QQQ", nil), ("QQQQ", nil),
    ] as [(String, String?)])
  func currencies(_ written: String, _ suggestion: String?) throws {
    #expect(try Fixture.lists.get().currencies.suggestion(for: written) == suggestion)
  }

  @Test(
    "A list that is missing or broken is told with file and line",
    arguments: [
      ("units.tsv", nil, "units.tsv: cannot read the code list: the file is missing"),
      ("units.tsv", "# only words\n", "it has no codes"),
      ("units.tsv", "KGM\n", "units.tsv:1: cannot read the code list: 1 columns"),
      ("packages.tsv", "# x\nCT\tCarton\nCT\tKarton\n", "CT stands a second time"),
      ("eu-members.tsv", "XX\tNowhere\n", "ISO 3166-1 has no country XX"),
      ("country-names.tsv", "XX\tNowhere\n", "ISO 3166-1 has no country XX"),
      ("iso_3166-1.json", "{}", "no list \"3166-1\""),
      ("iso_3166-1.json", "{", "iso_3166-1.json: cannot read the code list:"),
      ("iso_4217.json", "{\"4217\":[{}]}", "entry 1 of \"4217\" lacks"),
      ("iso_4217.json", "{\"4217\":[]}", "it has no codes"),
      ("incoterms.tsv", "\u{FFFD}", "1 columns, 2 expected"),
    ] as [(String, String?, String)])
  func broken(_ name: String, _ text: String?, _ says: String) throws {
    var files = try Fixture.files()
    files[name] = text.map { Array($0.utf8) }
    do {
      _ = try CodeLists(files: files)
      Issue.record("read \(name)")
    } catch {
      #expect(error.description.contains(says), "\(error.description)")
    }
    files[name] = [0xFF]
    #expect(throws: CodeListError.self) { try CodeLists(files: files) }
  }
}
