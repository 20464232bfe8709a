// SPDX-License-Identifier: GPL-3.0-or-later

public import Certificates
public import Trade

/// What is to be put on paper: a certificate, its seals, and the words that the form does not hold.
public struct PrintOrder: Sendable {
  public var certificate: Certificate
  public var notes: PrintNotes
  /// The copies to print, from 1; nil for all. A reprint is a copy of its own, `4...4`.
  public var copies: ClosedRange<Int>?
  /// Texts of the codes in page order: copy 1 sheet 1, copy 1 sheet 2, …
  public var seals: [String]
  /// 0 at first; another number draws the codes under another mask, for a code that could not be read back.
  public var attempt: Int

  public init(
    certificate: Certificate, notes: PrintNotes, copies: ClosedRange<Int>? = nil, seals: [String], attempt: Int = 0
  ) {
    self.certificate = certificate
    self.notes = notes
    self.copies = copies
    self.seals = seals
    self.attempt = attempt
  }

  public init(
    certificate: Certificate, issuerName: String, host: String, countryNames: [String: String], seals: [String]
  ) {
    self.init(
      certificate: certificate,
      notes: PrintNotes(
        issuerName: issuerName, host: host, countryNames: countryNames, issuedOn: CalendarDate(certificate.issued),
        replaces: certificate.replaces, duplicateOf: certificate.duplicateOf),
      seals: seals)
  }
}

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

extension CalendarDate {
  /// The day in UTC.
  init(_ time: Timestamp) {
    self.init(daysSinceEpoch: time.seconds >= 0 ? time.seconds / 86_400 : (time.seconds - 86_399) / 86_400)
  }
}
