// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// What the trust desk was asked for and does not do; nothing was changed.
public enum TrustDeskError: Error, Equatable, CustomStringConvertible {
  case own(String)
  case unknown(String)
  case differs(file: String, issuer: String)
  case shared(file: String, issuer: String, known: String)
  case notConfirmed(String)
  case pin(file: String, found: Digest, expected: Digest?)

  public var description: String {
    switch self {
    case .own(let issuer): "\(issuer): is this workspace's own chamber; its entry is made by the workspace itself"
    case .unknown(let issuer): "\(issuer): has no entry in the trust folder; see `certmill trust list`"
    case .differs(let file, let issuer):
      "\(file): differs from the entry that you hold for \(issuer); if its keys were changed, `certmill keys accept` takes "
        + "it where the old ones vouch for the new; else ask \(issuer) by telephone which are right, then "
        + "`certmill trust remove \(issuer)` and add the file again"
    case .shared(let file, let issuer, let known):
      "\(file): \(issuer) has a key or a ledger of \(known), whom you trust already; one of the two entries is wrong"
    case .pin(let file, let found, nil):
      "\(file): the statement there has the SHA-256 \(found); ask the chamber by telephone whether that is its own "
        + "(`certmill keys show` prints it there), then give it as --pin"
    case .pin(let file, let found, let expected?):
      "\(file): SHA-256 \(expected) expected, \(found) found: not the statement that you were told of"
    case .notConfirmed(let issuer): "\(issuer): was not removed: its id was not given a second time"
    }
  }
}
