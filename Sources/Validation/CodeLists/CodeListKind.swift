// SPDX-License-Identifier: GPL-3.0-or-later

/// The code lists that a chamber can bring along.
public enum CodeListKind: String, CaseIterable, Sendable {
  case hs, locode, unit, package, incoterm
  case transportMode = "transport-mode"
  case rcepRules = "product-rules-rcep"
  case atigaRules = "product-rules-atiga"
  case chaftaRules = "product-rules-chafta"

  /// Its name in a folder of code lists.
  public var fileName: String {
    switch self {
    case .hs: "hs.tsv"
    case .locode: "locodes.tsv"
    case .unit: "units.tsv"
    case .package: "packages.tsv"
    case .incoterm: "incoterms.tsv"
    case .transportMode: "transport-modes.tsv"
    case .rcepRules, .atigaRules, .chaftaRules: "\(rawValue).tsv"
    }
  }

  var title: String {
    switch self {
    case .hs: "Harmonized System: code, text."
    case .locode: "UN/LOCODE: code, name."
    case .unit: "Units of measure: code, name."
    case .package: "Kinds of packages: code, name."
    case .incoterm: "Terms of delivery: code, name."
    case .transportMode: "Modes of transport: code, name."
    case .rcepRules, .atigaRules, .chaftaRules:
      "Product-specific rules of origin: chapter, heading or subheading, rule, where it was read."
    }
  }

  var isOfProductRules: Bool { [.rcepRules, .atigaRules, .chaftaRules].contains(self) }

  /// What a code of the list looks like; nil for one that can be one.
  func fault(of code: String) -> String? {
    let bytes = code.utf8
    let isPlain = bytes.allSatisfy {
      $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") || $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z")
    }
    func expect(_ lengths: ClosedRange<Int>, _ words: String) -> String? {
      isPlain && lengths.contains(bytes.count) ? nil : "expected \(words)"
    }
    switch self {
    case .hs:
      let lost = bytes.count == 5 || bytes.count == 7 ? " (has the column lost a zero in front? keep it as text)" : ""
      return HSCode.fault(code, digits: 6...12).map { "expected \($0.expected)\(lost)" }
    case .locode:
      let isPlace = bytes.dropFirst(2).allSatisfy { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: "1") }
      let isOfCountry = bytes.prefix(2).allSatisfy { $0 >= UInt8(ascii: "A") }
      return isPlain && isPlace && isOfCountry && bytes.count == 5
        ? nil : "expected the country's two letters and three of A-Z and 2-9"
    case .unit: return expect(1...3, "one to three capital letters and digits")
    case .package: return expect(2...2, "two capital letters and digits")
    case .incoterm: return expect(3...3, "three capital letters")
    case .transportMode: return expect(1...1, "one digit")
    case .rcepRules, .atigaRules, .chaftaRules: return ProductRules.fault(of: code)
    }
  }
}
