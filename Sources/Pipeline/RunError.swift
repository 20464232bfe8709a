// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a run as a whole could not be done or finished; one document's trouble is an outcome, never this.
public enum RunError: Error, Equatable, CustomStringConvertible {
  case missingFile(user: String, name: String, looked: [String])
  case noInput(path: String, reason: String)
  case otherVersion(batch: String, found: String)
  case brokenConfiguration(batch: String, key: String)
  case brokenEvents(batch: String, line: Int, reason: String)
  case stateNewer(path: String)
  case stateDiffers(path: String, reason: String)
  case batchTime(String)
  case batchTimeTooEarly(asked: String, last: String)
  case batchTimeTooLate(asked: String, limit: String)
  case numbersExhausted(year: Int)
  case stampDiffers(number: String)
  /// Too few witnesses have confirmed the ledger, and the recipe holds the batch until they do.
  case unconfirmed(batch: String, Confirmation)
  /// A template that cannot be used, in the words of whoever found it.
  case template(String)
  /// A file that cannot be shown as it was understood.
  case convert(String)

  /// The ledger and what belongs to it are at odds, or others have yet to confirm it: exit code 4.
  public var isOfLedger: Bool {
    switch self {
    case .brokenEvents, .stateDiffers, .unconfirmed: true
    default: false
    }
  }

  public var description: String {
    switch self {
    case .missingFile(let user, let name, let looked):
      "\(user): cannot find \"\(name)\"; looked for " + looked.joined(separator: ", ")
    case .noInput(let path, let reason):
      "\(path): cannot read the input: \(reason)"
    case .otherVersion(let batch, let found):
      "batch \(batch): was opened by certmill \(found), this is \(Certmill.version); finish it with that version"
    case .brokenConfiguration(let batch, let key):
      "batch \(batch): its frozen configuration is damaged at \"\(key)\"; restore batches/\(batch) and store/ from a backup"
    case .brokenEvents(let batch, let line, let reason):
      "batches/\(batch)/events.jsonl line \(line): \(reason); restore the file from a backup"
    case .stateNewer(let path):
      "\(path): was written by a newer certmill; install that, or remove the file and run `certmill rebuild`"
    case .stateDiffers(let path, let reason):
      "\(path): does not fit the ledger: \(reason); run `certmill rebuild`"
    case .batchTime(let text):
      "--batch-time \(text): expected an RFC 3339 time such as 2026-11-23T22:00:00Z"
    case .batchTimeTooEarly(let asked, let last):
      "batch time \(asked): is before the ledger's last entry, \(last); set the clock right or give a later --batch-time"
    case .batchTimeTooLate(let asked, let limit):
      "batch time \(asked): is more than \(TimeAhead.mostDays) days ahead of the clock and of the ledger's last entry; "
        + "nothing could be entered before it any more; give a --batch-time until \(limit)"
    case .numbersExhausted(let year):
      "year \(year): the last of 9,999,999 certificate numbers is used"
    case .unconfirmed(let batch, let confirmation):
      "batch \(batch): is not released: too few witnesses have confirmed the ledger; \(confirmation.words); "
        + "give the same command again, or mend witnesses.policy if a witness is gone for good"
    case .template(let reason): reason
    case .convert(let reason): reason
    case .stampDiffers(let number):
      "\(number): was stamped before an interruption and now comes out otherwise: a library or font of this machine has "
        + "changed; finish the batch with the old ones"
    }
  }
}
