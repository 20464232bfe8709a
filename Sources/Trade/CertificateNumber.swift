// SPDX-License-Identifier: GPL-3.0-or-later

/// A certificate's number, `SG-2026-0000001-H`: country, year, running number, check character.
public struct CertificateNumber: Hashable, Sendable, CustomStringConvertible {
  /// ISO 3166-1 alpha-2 of the issuing chamber's country.
  public let country: String
  /// Year of issue in the chamber's time zone, four digits.
  public let year: Int
  /// Running number of the chamber and year, 1 to 9,999,999, without gaps.
  public let sequence: Int

  public init?(country: String, year: Int, sequence: Int) {
    guard country.utf8.count == 2, country.utf8.allSatisfy({ (65...90).contains($0) }),
      (1000...9999).contains(year), (1...9_999_999).contains(sequence)
    else { return nil }
    self.country = country
    self.year = year
    self.sequence = sequence
  }

  /// Exactly as printed; nil for another form or a wrong check character.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[1].utf8.count == 4, parts[2].utf8.count == 7, let year = Int(parts[1]),
      let sequence = Int(parts[2]),
      let number = CertificateNumber(country: String(parts[0]), year: year, sequence: sequence),
      number.description == text
    else { return nil }
    self = number
  }

  public var description: String {
    let year = CalendarDate.padded(year, to: 4)
    let sequence = CalendarDate.padded(sequence, to: 7)
    let check = Self.checkCharacter(country + year + sequence)
    return "\(country)-\(year)-\(sequence)-\(check)"
  }

  /// ISO 7064 MOD 37,36 over characters `0-9A-Z`.
  static func checkCharacter(_ text: String) -> Character {
    var product = 36
    for byte in text.utf8 {
      let value = byte >= 65 ? Int(byte) - 55 : Int(byte) - 48
      let sum = (product + value) % 36
      product = (sum == 0 ? 36 : sum) * 2 % 37
    }
    let value = UInt8((37 - product) % 36)
    return Character(Unicode.Scalar(value < 10 ? 48 + value : 55 + value))
  }
}
