// SPDX-License-Identifier: GPL-3.0-or-later

/// A review that could not be done.
public enum ReviewError: Error, Equatable, CustomStringConvertible {
  case officerName(String)
  case officerExists(String)
  case unknownOfficer(keyPath: String)
  case officerBroken(path: String)
  case notHeld(String)
  case ambiguous(String, count: Int)
  case decided(String)
  case reasonNeeded(String)
  case noRuleBook(doc: String, agreement: String)

  public var description: String {
    switch self {
    case .officerName(let name):
      "officer \"\(name)\": expected 1 to 40 of a-z, 0-9, point and hyphen, such as tan.mei-ling"
    case .officerExists(let name):
      "officer \"\(name)\": is known already; nothing was changed"
    case .unknownOfficer(let path):
      "\(path): the key belongs to no officer of this workspace; make one with `certmill officer new`"
    case .officerBroken(let path):
      "\(path): is not an officer's public key (one C2SP vkey line expected); restore or remove it"
    case .notHeld(let id):
      "\(id): no form under this id is held; see `certmill review list`"
    case .ambiguous(let id, let count):
      "\(id): begins the ids of \(count) held forms; give more of it"
    case .decided(let id):
      "\(id): an officer has decided it already; a decision is final, the next run carries it out"
    case .reasonNeeded(let id):
      "\(id): a refusal needs a reason, which the exporter reads; give --reason TEXT"
    case .noRuleBook(let doc, let agreement):
      "\(doc): cannot be granted: the recipe had no rule book in force, or no certificate, for \(agreement); "
        + "the next run of a recipe that has both judges the form anew; or refuse it"
    }
  }
}
