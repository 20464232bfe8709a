// SPDX-License-Identifier: GPL-3.0-or-later
public import Trade

/// What a refused application's exporter is told, whatever the language. Warnings are the officer's and not among it.
public struct RefusalNotice: Equatable, Sendable {
  /// Name of the chamber.
  public var chamber: String
  /// Day of the batch, `2026-11-23`.
  public var day: String
  /// What the exporter calls the file.
  public var file: String
  /// The exporter's own reference; nil where the form could not be read so far.
  public var reference: String?
  /// The document as the ledger calls it.
  public var doc: String
  /// What an officer wrote; nil where no officer has refused.
  public var reason: String?
  /// The errors, in the order in which they were found.
  public var errors: [Finding]

  public init(
    chamber: String, day: String, file: String, reference: String?, doc: String, reason: String?, findings: [Finding]
  ) {
    self.chamber = chamber
    self.day = day
    self.file = file
    self.reference = reference
    self.doc = doc
    self.reason = reason
    errors = findings.filter { $0.severity == .error }
  }
}
