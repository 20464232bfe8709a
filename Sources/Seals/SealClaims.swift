// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// What one printed sheet of one copy says of itself in its code.
public struct SealClaims: Equatable, Sendable {
  /// Issuer id, 1-8 of A-Z, 0-9 and hyphen.
  public var issuer: String
  /// Unix time, seconds, up to the end of the year 9999.
  public var issuedAt: Int
  /// As printed, `SG-2026-0000001-H`. The form is checked here, the check character by whoever knows the trade.
  public var number: String
  /// SHA-256 of the certificate's canonical JSON.
  public var certificateDigest: Digest
  /// From 1.
  public var copy: Int
  /// Copies issued when this one was, 1 to 9999.
  public var copies: Int
  /// From 1; nil for a certificate of one sheet.
  public var sheet: Int?
  /// Sheets of the certificate, 2 to 9999; nil for a certificate of one sheet.
  public var sheets: Int?
  /// `seq` of the ledger's certify entry.
  public var ledgerIndex: Int
  /// ISO 3166-1 alpha-2; nil for mixed origins.
  public var origin: String?
  /// ISO 3166-1 alpha-2.
  public var destination: String?
  /// Kilograms, rounded up; nil for goods without weight.
  public var grossKg: Int?
  /// A seal holds the first 18 bytes (UTF-8) of it.
  public var invoice: String?
  /// A seal holds as much of it as fits.
  public var exporter: String

  public init(
    issuer: String, issuedAt: Int, number: String, certificateDigest: Digest, copy: Int, copies: Int,
    sheet: Int? = nil, sheets: Int? = nil, ledgerIndex: Int, origin: String?, destination: String?, grossKg: Int?,
    invoice: String?, exporter: String
  ) {
    self.issuer = issuer
    self.issuedAt = issuedAt
    self.number = number
    self.certificateDigest = certificateDigest
    self.copy = copy
    self.copies = copies
    self.sheet = sheet
    self.sheets = sheets
    self.ledgerIndex = ledgerIndex
    self.origin = origin
    self.destination = destination
    self.grossKg = grossKg
    self.invoice = invoice
    self.exporter = exporter
  }

  /// 1-8 of A-Z, 0-9 and hyphen.
  public static func isIssuerID(_ text: String) -> Bool {
    (1...8).contains(text.utf8.count) && text.utf8.allSatisfy { isCapital($0) || isDigit($0) || $0 == 0x2D }
  }

  /// The name of the first claim that a seal cannot hold; nil if all can stand. Lengths of invoice and exporter are
  /// not looked at: signing cuts them, reading has its own limits.
  var firstFault: String? {
    if !Self.isIssuerID(issuer) { return "issuer" }
    if !(0...253_402_300_799).contains(issuedAt) { return "issued at" }
    if !Self.isNumber(number) { return "number" }
    if !(1...9999).contains(copies) || !(1...copies).contains(copy) { return "copy" }
    switch (sheet, sheets) {
    case (nil, nil): break
    case (let sheet?, let sheets?):
      if !(2...9999).contains(sheets) || !(1...sheets).contains(sheet) { return "sheet" }
    default: return "sheet"
    }
    if ledgerIndex < 0 { return "ledger index" }
    if let origin, !Self.isCountry(origin) { return "origin" }
    if let destination, !Self.isCountry(destination) { return "destination" }
    if let grossKg, grossKg < 0 { return "gross weight" }
    if let invoice, !Self.isPlain(invoice) { return "invoice" }
    if !Self.isPlain(exporter) { return "exporter" }
    return nil
  }

  /// `AA-9999-9999999-X`, X a digit or capital.
  private static func isNumber(_ text: String) -> Bool {
    guard text.utf8.count == 17 else { return false }
    for (index, byte) in text.utf8.enumerated() {
      let isRight =
        switch index {
        case 0, 1: isCapital(byte)
        case 2, 7, 15: byte == 0x2D
        case 16: isCapital(byte) || isDigit(byte)
        default: isDigit(byte)
        }
      guard isRight else { return false }
    }
    return true
  }

  private static func isCountry(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy(isCapital)
  }

  /// Whether a terminal or a page shows the text as it is: no control characters, no line separators, nothing that
  /// turns the direction of what stands beside it (UAX 9).
  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
