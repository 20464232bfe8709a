// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger

/// A `witnesses.policy` that cannot be used.
public enum WitnessPolicyError: Error, Equatable, CustomStringConvertible {
  case notAPolicy(file: String, NoteError)
  case otherLogs(file: String, own: String?)
  case nested(file: String)
  case ownKey(file: String, witness: String)
  case address(file: String, witness: String)

  public var description: String {
    switch self {
    case .notAPolicy(let file, let error): "\(file): \(error)"
    case .otherLogs(let file, let own?): "\(file): its log lines do not name this chamber's ledger; add \"log \(own)\""
    case .otherLogs(let file, nil):
      "\(file): names logs, but this chamber's ledger is yet to be made; leave log lines out"
    case .nested(let file):
      "\(file): the quorum needs groups within a group; a trust entry can only say so many of a list: "
        + "name witnesses as the members of one group"
    case .ownKey(let file, let witness):
      "\(file): witness \(witness) has the ledger's own key; nobody is a witness of itself"
    case .address(let file, let witness):
      "\(file): the address of witness \(witness) is not of the form https://host/prefix"
    }
  }
}
