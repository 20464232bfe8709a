// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// How TradeTrust documents write what the flat form keeps plain.
enum TradeTrustValues {
  /// An identifier without its issuer and kind: `unece.un.org:locode:AUMEL` is `AUMEL`, `id:penfolds.com` is
  /// `penfolds.com`, `iata.org:CX104` is `CX104`. What has no such prefix (a URL, a plain number) stays as it is.
  static func plainID(_ text: String) -> String {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1, parts[0] == "id" || parts[0].utf8.contains(UInt8(ascii: ".")) else { return text }
    return parts.dropFirst(parts.count == 2 ? 1 : 2).joined(separator: ":")
  }

  /// The day of a date-time as written, in its own zone; other texts stay as they are.
  static func day(_ text: String) -> String {
    let bytes = text.utf8
    guard bytes.count > 10, let mark = bytes.dropFirst(10).first, mark == UInt8(ascii: "T") || mark == 0x20,
      let day = CalendarDate(text.prefix(10))
    else { return text }
    return day.description
  }

  /// `2204.21`, `2204 21` and `2204-21` as `220421`; what is no number under its points stays as it is.
  static func hsCode(_ text: String) -> String {
    var digits = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57: digits.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "."), UInt8(ascii: "-"), 0x20: break
      default: return text
      }
    }
    return digits.isEmpty ? text : digits
  }

  /// Kilograms of `450 Kg`, `0.45 t`, `450000 g`: a decimal with a point, then a metric unit; nil otherwise.
  static func kilograms(_ text: String) -> DecimalQuantity? {
    let number = text.utf8.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    var unit = ""
    for byte in text.utf8[number.endIndex...] where byte != 0x20 {
      guard byte < 0x80 else { return nil }
      unit.unicodeScalars.append(Unicode.Scalar((65...90).contains(byte) ? byte + 32 : byte))
    }
    if unit.utf8.last == UInt8(ascii: ".") { unit.removeLast() }
    guard let shift = shifts[unit] else { return nil }
    return DecimalQuantity(text[..<number.endIndex], timesTenTo: shift)
  }

  /// Power of ten to kilograms, by unit; three-letter codes of UN/ECE Recommendation 20 among them.
  private static let shifts: [String: Int] = [
    "kg": 0, "kgs": 0, "kgm": 0, "kilo": 0, "kilos": 0, "kilogram": 0, "kilograms": 0, "kilogramme": 0,
    "kilogrammes": 0, "t": 3, "mt": 3, "tne": 3, "tonne": 3, "tonnes": 3, "g": -3, "grm": -3, "gram": -3, "grams": -3,
    "gramme": -3, "grammes": -3,
  ]

  /// The agreement's name in the flat form: `CHAFTA` is `ChAFTA`, `Form D` is `ATIGA`; others stay as written.
  static func agreement(_ text: String) -> String {
    var letters = ""
    for byte in text.utf8 {
      switch byte {
      case 65...90, 48...57: letters.unicodeScalars.append(Unicode.Scalar(byte))
      case 97...122: letters.unicodeScalars.append(Unicode.Scalar(byte - 32))
      default: break
      }
    }
    switch letters {
    case "CHAFTA", "FORMCHAFTA", "CHINAAUSTRALIAFTA", "CHINAAUSTRALIAFREETRADEAGREEMENT": return "ChAFTA"
    case "ATIGA", "FORMD", "ATIGAFORMD", "FORMDATIGA", "ASEANTRADEINGOODSAGREEMENT": return "ATIGA"
    case "RCEP", "FORMRCEP", "RCEPFORM", "REGIONALCOMPREHENSIVEECONOMICPARTNERSHIP",
      "REGIONALCOMPREHENSIVEECONOMICPARTNERSHIPAGREEMENT":
      return "RCEP"
    default: return text
    }
  }

  /// Transport mode (UN/ECE Recommendation 19) by words in the ids, else by words in the descriptions; `0`, not
  /// specified, where no word or more than one mode speaks.
  static func transportMode(ids: [String], descriptions: [String]) -> String {
    for texts in [ids, descriptions] {
      let found = Set(texts.flatMap(words).compactMap { modes[$0] })
      if let mode = found.first { return found.count == 1 ? mode : "0" }
    }
    return "0"
  }

  private static let modes: [String: String] = [
    "vessel": "1", "voyage": "1", "ship": "1", "imo": "1", "mmsi": "1", "mv": "1", "hbl": "1", "mbl": "1", "bl": "1",
    "rail": "2", "train": "2", "wagon": "2", "truck": "3", "lorry": "3", "road": "3", "iata": "4", "icao": "4",
    "flight": "4", "aircraft": "4", "awb": "4", "hawb": "4", "mawb": "4",
  ]

  /// Runs of ASCII letters and digits of the first thousand bytes, in lower case.
  private static func words(_ text: String) -> [String] {
    text.utf8.prefix(1_000).map { (65...90).contains($0) ? $0 + 32 : $0 }
      .split { !(97...122).contains($0) && !(48...57).contains($0) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
