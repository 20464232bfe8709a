// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing
public import Trade

/// A form that waits for an officer.
public struct HeldDocument: Equatable, Sendable {
  public var batch: String
  public var input: Int
  public var doc: String
  public var sha256: Digest
  public var reason: String
  /// The form's agreement, where there was no rule book for it.
  public var missingBook: String?
  /// How many officers a grant needs.
  public var officers: Int
  /// Of findings and form, as its `validate` entry has them.
  public var validation: Digest?
  /// When its batch was opened.
  public var time: Timestamp
}
