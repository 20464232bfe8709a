// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger

/// What a witness's desk was asked for and cannot do.
public enum WitnessDeskError: Error, Equatable, CustomStringConvertible {
  case none(path: String)
  case alreadyThere(path: String)
  case name(String)
  case otherKey(path: String, verifier: String)
  case unreadable(path: String, NoteError)
  case noProof(path: String, old: Int, new: Int)

  public var description: String {
    switch self {
    case .none(let path): "\(path): not a witness: witness.pem is missing; make one with `certmill witness init`"
    case .alreadyThere(let path): "\(path): there is a witness already; nothing was changed"
    case .name(let name):
      "--name \(name): expected an address without scheme, spaces and plus signs, such as witness.example.be/1"
    case .otherKey(let path, let verifier):
      "\(path): is not the private half of \(verifier); restore both from one copy"
    case .unreadable(let path, let error): "\(path): not cosigned: \(error)"
    case .noProof(let path, let old, let new):
      "\(path): cannot judge \(new) entries from a bare checkpoint: \(old) were cosigned last; give the published folder, "
        + "or what the chamber gets from `certmill ledger request --from \(old)`"
    }
  }
}
