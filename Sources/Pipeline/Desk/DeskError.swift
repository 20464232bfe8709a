// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that could not be done at the desk; nothing was entered.
public enum DeskError: Error, Equatable, CustomStringConvertible {
  case openBatch(String)
  case timeTooEarly(now: String, last: String)
  case timeTooLate(String, limit: String)
  case unknownNumber(String)
  case notInForce(String, status: String)
  case purged(String)
  case noSuchCopy(String, copy: Int, copies: Int)
  case noSuchSheet(String, sheet: Int, sheets: Int)
  case notPrinted(stock: String)
  case alreadySpoiled(String, copy: Int, sheet: Int?)
  case reasonNeeded(String)
  case allowanceUsed(String, reprints: Int, allowance: Int)
  case allowanceRaised(asked: Int, allowance: Int)
  case cannotReprint(String, copy: Int, reason: String)
  case serial(String)
  case serialRange(first: String, last: String)
  case stockKind(String)
  case stockOverlap(String, known: String, kind: String)
  case stockUnknown(String)
  case stockUsed(String, number: String, copy: Int)
  case stockVoid(String, reason: String)

  public var description: String {
    switch self {
    case .openBatch(let id):
      "batch \(id): was interrupted; finish it first: give its `certmill run` once more"
    case .timeTooEarly(let now, let last):
      "the time \(now) is before the ledger's last entry, \(last); set the clock right or give a later --at"
    case .timeTooLate(let time, let limit):
      "the time \(time) is more than \(TimeAhead.mostDays) days ahead of the clock and of the ledger's last entry; nothing "
        + "could be entered before it any more; give a time until \(limit)"
    case .unknownNumber(let number):
      "\(number): no certificate of this workspace has this number; see `certmill status` and the batches' reports"
    case .notInForce(let number, let status):
      "\(number): is \(status), not in force; nothing more is made of it"
    case .purged(let number):
      "\(number): its documents were deleted with those of its year (`certmill purge`): its number and state are "
        + "known, and nothing else"
    case .noSuchCopy(let number, let copy, let copies):
      "\(number): copy \(copy) was never made; its copies are 1 to \(copies)"
    case .noSuchSheet(let number, let sheet, let sheets):
      "\(number): has no sheet \(sheet); its sheets are 1 to \(sheets)"
    case .notPrinted(let stock):
      "\(stock): bears no sheet; paper that was spoiled unused is voided by `certmill stock void \(stock)`"
    case .alreadySpoiled(let number, let copy, let sheet):
      "\(number) copy \(copy)\(sheet.map { " sheet \($0)" } ?? ""): is spoiled already"
    case .reasonNeeded(let what):
      "\(what): a reason is needed, which auditors read; give --reason TEXT"
    case .allowanceUsed(let number, let reprints, let allowance):
      "\(number): \(reprints) reprints made, \(allowance) allowed without an officer; an officer may allow one more: "
        + "--officer KEY.pem"
    case .allowanceRaised(let asked, let allowance):
      "--set print.allowance=\(asked): the recipe allows \(allowance), which a command may only lower; an officer goes "
        + "beyond it: --officer KEY.pem"
    case .cannotReprint(let number, let copy, let reason):
      "\(number): copy \(copy) cannot be put on paper: \(reason); nothing was entered"
    case .serial(let text):
      "serial \"\(text)\": expected A-Z, 0-9, point, slash or hyphen and 1 to 12 digits at the end, such as A000104"
    case .serialRange(let first, let last):
      "serials \(first) to \(last): expected one prefix, as many digits, and at most 1,000,000 sheets in rising order"
    case .stockKind(let kind):
      "kind \"\(kind)\": expected 1 to 20 of a-z, 0-9 and hyphen, such as ordinary"
    case .stockOverlap(let range, let known, let kind):
      "\(range): \(known) (\(kind)) is in stock already; a serial exists once, correct the range"
    case .stockUnknown(let serial):
      "\(serial): is in no range of this workspace; see `certmill stock list`"
    case .stockUsed(let serial, let number, let copy):
      "\(serial): bears \(number) copy \(copy); a spoiled sheet is told by `certmill spoil --stock \(serial)`"
    case .stockVoid(let serial, let reason):
      "\(serial): is void already (\(reason))"
    }
  }
}
