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
  case termsBackwards(from: String, until: String)
  case termsBroken(path: String)
  case keyTaken(by: String)
  case noOfficer(String)
  case mayNot(String, right: OfficerRight, terms: String)
  case outOfTerm(String, day: String, terms: String)
  case sameOfficer(doc: String, officer: String)
  case unread(doc: String)
  case otherCount(asked: Int, found: Int)
  case timeTooEarly(doc: String, held: String)
  case noRuleBook(doc: String, agreement: String)

  /// About one form: others can be decided all the same.
  public var isOfForm: Bool {
    switch self {
    case .notHeld, .ambiguous, .decided, .noRuleBook, .sameOfficer, .unread, .timeTooEarly: true
    default: false
    }
  }

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
    case .termsBackwards(let from, let until):
      "a term from \(from) until \(until) ends before it begins; nothing was changed"
    case .termsBroken(let path):
      "\(path): does not tell an officer's rights and term; restore it from a backup, or make the officer anew"
    case .keyTaken(let other):
      "the key on the token is that of officer \(other); every officer needs an own key"
    case .noOfficer(let name):
      "officer \"\(name)\": is not known here; see `certmill officer list`"
    case .mayNot(let name, let right, let terms):
      "officer \(name): may not \(right.rawValue) (\(terms)); ask an officer who may, see `certmill officer list`"
    case .outOfTerm(let name, let day, let terms):
      "officer \(name): is no officer on \(day) (\(terms)); ask another, see `certmill officer list`"
    case .sameOfficer(let doc, let officer):
      "\(doc): \(officer) has granted it already; it needs a second officer"
    case .unread(let doc):
      "\(doc): its findings and form cannot be read in the journal of its batch; restore batches/ from a backup"
    case .otherCount(let asked, let found):
      "--yes \(asked): the filter finds \(found) forms; nothing was decided"
    case .timeTooEarly(let doc, let held):
      "\(doc): was held at \(held), which is later than the time now; set the clock right or give a later --at"
    case .noRuleBook(let doc, let agreement):
      "\(doc): cannot be granted: the recipe had no rule book in force, or no certificate, for \(agreement); "
        + "the next run of a recipe that has both judges the form anew; or refuse it"
    }
  }
}
