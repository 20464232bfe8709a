// SPDX-License-Identifier: GPL-3.0-or-later
public import Trade

/// Words on a certificate that its form does not hold.
public struct PrintNotes: Sendable {
  /// Name of the issuing chamber.
  public var issuerName: String
  /// Country of the issuing chamber, ISO 3166-1 alpha-2; empty where no template prints it.
  public var issuerCountry = ""
  /// Host of the verification page.
  public var host: String
  /// English short names by ISO 3166-1 alpha-2; a code without a name is printed as it is.
  public var countryNames: [String: String]
  /// Names of Rec 21 and Rec 20 codes for which a certificate has no word of its own.
  public var packageNames: [String: String] = [:]
  public var unitNames: [String: String] = [:]
  /// Day of issue in the chamber's time zone.
  public var issuedOn: CalendarDate
  /// Place of issue; may be empty.
  public var issuedPlace: String
  /// Number of the certificate that this one replaces, and the day that one was issued.
  public var replaces: String?
  public var replacedOn: CalendarDate?
  /// Number of the certificate that this one duplicates, and the day that one was issued.
  public var duplicateOf: String?
  public var duplicatedOn: CalendarDate?

  public init(
    issuerName: String, host: String, countryNames: [String: String], issuedOn: CalendarDate,
    issuedPlace: String = "", replaces: String? = nil, replacedOn: CalendarDate? = nil, duplicateOf: String? = nil
  ) {
    self.issuerName = issuerName
    self.host = host
    self.countryNames = countryNames
    self.issuedOn = issuedOn
    self.issuedPlace = issuedPlace
    self.replaces = replaces
    self.replacedOn = replacedOn
    self.duplicateOf = duplicateOf
  }
}
