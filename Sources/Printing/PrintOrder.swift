// SPDX-License-Identifier: GPL-3.0-or-later

public import Certificates
internal import Trade

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

extension CalendarDate {
  /// The day in UTC.
  init(_ time: Timestamp) {
    self.init(daysSinceEpoch: time.seconds >= 0 ? time.seconds / 86_400 : (time.seconds - 86_399) / 86_400)
  }
}
