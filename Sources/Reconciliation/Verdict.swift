// SPDX-License-Identifier: GPL-3.0-or-later

/// What the code on a page is found to be. It speaks of the code, not of the sheet that it stands on.
public enum Verdict: String, CaseIterable, Sendable {
  /// Listed in the ledger at the index that it names, with its number and hash, and in force.
  case genuine
  /// This copy was presented before.
  case `repeat`
  case revoked
  case replaced
  case spoiled
  /// A good signature, but the ledger lists another entry or none where the seal points.
  case unlisted
  /// A good signature; no ledger at hand that reaches the seal's index.
  case sealed
  /// Well formed, under a key that the trust folder does not have.
  case unknownIssuer = "unknown-issuer"
  /// Signature, claims, host or binding are wrong.
  case forged
  /// A code that is no seal.
  case foreign
  case unreadable
  case blank
}
