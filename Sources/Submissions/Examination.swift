// SPDX-License-Identifier: GPL-3.0-or-later
public import Trade

/// What was understood of a submission, and everything about its shape that an exporter has to put right.
public struct Examination: Equatable, Sendable {
  /// The application as far as it can be understood; nil where the bytes are no application.
  public var form: ApplicationForm?
  /// Empty for a form without faults of shape. An error here refuses the form whatever validation says.
  public var findings: [Finding]

  public init(form: ApplicationForm?, findings: [Finding]) {
    self.form = form
    self.findings = findings
  }
}
