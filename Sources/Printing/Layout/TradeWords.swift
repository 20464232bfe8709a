// SPDX-License-Identifier: GPL-3.0-or-later

import Trade

/// Words for the codes of the trade as a certificate prints them; a code without a word stands for itself.
enum TradeWords {
  /// UN/ECE Recommendation 19.
  static func transport(_ mode: String) -> String {
    switch mode {
    case "1": "By sea"
    case "2": "By rail"
    case "3": "By road"
    case "4": "By air"
    case "5": "By mail"
    case "6": "Multimodal transport"
    case "7": "Fixed transport installation"
    case "8": "By inland waterway"
    case "", "0": ""
    case "9": "Mode of transport not applicable"
    default: "Transport mode \(mode)"
    }
  }

  /// UN/ECE Recommendation 21: singular and plural; of rarer kinds the list's own name in brackets.
  static func packages(_ packages: Packages, names: [String: String]) -> String {
    let words: (one: String, many: String)? =
      switch packages.kind {
      case "AE": ("aerosol", "aerosols")
      case "BA": ("barrel", "barrels")
      case "BE": ("bundle", "bundles")
      case "BG": ("bag", "bags")
      case "BI": ("bin", "bins")
      case "BK": ("basket", "baskets")
      case "BL": ("bale, compressed", "bales, compressed")
      case "BN": ("bale, uncompressed", "bales, uncompressed")
      case "BO", "BQ", "BS", "BV": ("bottle", "bottles")
      case "BX": ("box", "boxes")
      case "CA", "CX": ("can", "cans")
      case "CH": ("chest", "chests")
      case "CN": ("container", "containers")
      case "CR": ("crate", "crates")
      case "CS": ("case", "cases")
      case "CT": ("carton", "cartons")
      case "CY": ("cylinder", "cylinders")
      case "DR": ("drum", "drums")
      case "EN": ("envelope", "envelopes")
      case "FX": ("flexibag", "flexibags")
      case "JC", "JR": ("jerrican", "jerricans")
      case "NE": ("unpacked piece", "unpacked pieces")
      case "PA": ("packet", "packets")
      case "PC": ("parcel", "parcels")
      case "PK": ("package", "packages")
      case "PL": ("pail", "pails")
      case "PX": ("pallet", "pallets")
      case "RL": ("reel", "reels")
      case "RO": ("roll", "rolls")
      case "SA": ("sack", "sacks")
      case "SK": ("skeleton case", "skeleton cases")
      case "TB": ("tub", "tubs")
      case "TN": ("tin", "tins")
      case "TU": ("tube", "tubes")
      case "VI": ("vial", "vials")
      case "VR": ("bulk grain", "bulk grain")
      case "WB": ("wickerbottle", "wickerbottles")
      default: nil
      }
    guard let words else {
      guard let name = names[packages.kind] else { return "\(packages.count) \(packages.kind)" }
      return "\(packages.count) \(packages.count == 1 ? "package" : "packages") (\(name))"
    }
    return "\(packages.count) \(packages.count == 1 ? words.one : words.many)"
  }

  /// UN/ECE Recommendation 20.
  static func unit(_ code: String, isOne: Bool, names: [String: String]) -> String {
    switch code {
    case "KGM": "kg"
    case "GRM": "g"
    case "TNE": "t"
    case "LBR": "lb"
    case "LTR": "l"
    case "MLT": "ml"
    case "HLT": "hl"
    case "MTR": "m"
    case "CMT": "cm"
    case "MTK": "m²"
    case "MTQ": "m³"
    case "C62", "EA", "PCE", "H87": isOne ? "piece" : "pieces"
    case "PR": isOne ? "pair" : "pairs"
    case "SET": isOne ? "set" : "sets"
    case "DZN": "dozen"
    case "MWH": "MWh"
    case "KWH": "kWh"
    default: names[code] ?? code
    }
  }

  /// `2 March 2026`; text that is no date is printed as written.
  static func date(_ text: String) -> String {
    CalendarDate(text).map(date) ?? text
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  static func date(_ date: CalendarDate) -> String {
    let (year, month, day) = date.components
    return "\(day) \(months[month - 1]) \(year)"
  }

  /// Members of the European Union, whose names the ordinary form follows with "(European Union)" (box 3).
  static func isEuropeanUnion(_ country: String) -> Bool {
    switch country {
    case "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
      "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK":
      true
    default: false
    }
  }
}
