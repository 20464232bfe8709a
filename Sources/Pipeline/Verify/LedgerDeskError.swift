// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger

/// What the desk was asked for and cannot do.
public enum LedgerDeskError: Error, Equatable, CustomStringConvertible {
  case notCertified(number: String)
  case notAnOpening(path: String)
  case notAKey(path: String, NoteError)
  case noWitnesses(path: String)
  case notACosignature(path: String, NoteError)
  case unconfirmed(Confirmation)
  case notAProof(path: String, NoteError)

  public var description: String {
    switch self {
    case .notCertified(let number): "\(number): cannot prove: the ledger has no certificate of this number"
    case .noWitnesses(let path):
      "\(path): is missing: it names the witnesses whose word counts; write it as docs/witness.md says"
    case .notACosignature(let path, let error):
      "\(path): confirms nothing: \(error); it must be a witness's answer to the newest checkpoint, which "
        + "`certmill ledger request` prints"
    case .unconfirmed(let confirmation):
      "nothing was published: too few witnesses have confirmed the ledger, and readers would not rely on it; "
        + confirmation.words
    case .notAnOpening(let path):
      "\(path): is not an opened document; expected what `certmill ledger open` writes"
    case .notAKey(let path, let error): "\(path): cannot use the ledger's public key: \(error)"
    case .notAProof(let path, let error): "\(path): cannot use the proof: \(error)"
    }
  }
}
