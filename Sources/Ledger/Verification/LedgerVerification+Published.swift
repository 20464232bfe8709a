// SPDX-License-Identifier: GPL-3.0-or-later

extension LedgerVerification {
  /// A published ledger: every entry against the signed root, its form, order and meaning; one pass, flat memory.
  ///
  /// With a checkpoint that was `seen` before, the ledger must continue it, and only what came since is read: its
  /// form, place and time are checked; what it means can only be told from the first entry on.
  /// Faults are in the report; it throws only where a file cannot be had.
  public static func verify(
    published source: any LedgerSource, origin: String, key: VerifierKey, earlier: [VerifierKey] = [],
    witnesses: [VerifierKey] = [], seen: Checkpoint? = nil
  ) throws(LedgerError) -> LedgerReport {
    var report = LedgerReport()
    report.seen = seen
    do throws(LedgerError) {
      try check(source, origin: origin, keys: (key, earlier), witnesses: witnesses, &report)
    } catch {
      switch error {
      case .broken(_, let line?, let reason): report.fault = .init(line: line, reason: reason)
      case _ where error.isBroken: report.fault = .init(reason: error.description)
      default: throw error
      }
    }
    return report
  }

  /// The same of a folder.
  public static func verify(
    published folder: String, origin: String, key: VerifierKey, earlier: [VerifierKey] = [],
    witnesses: [VerifierKey] = [], seen: Checkpoint? = nil
  ) throws(LedgerError) -> LedgerReport {
    try verify(
      published: FolderSource(name: folder), origin: origin, key: key, earlier: earlier, witnesses: witnesses,
      seen: seen)
  }

  private static func check(
    _ source: any LedgerSource, origin: String, keys: (newest: VerifierKey, earlier: [VerifierKey]),
    witnesses: [VerifierKey], _ report: inout LedgerReport
  ) throws(LedgerError) {
    var ledger = try PublishedLedger(source, origin: origin, key: keys.newest, earlier: keys.earlier)
    report.take(ledger.note, ledger.checkpoint, witnesses: witnesses)
    if let seen = report.seen {
      if let reason = try ledger.fault(after: seen) { return report.fault = .init(reason: reason) }
      report.firstRead = seen.size
    }
    report.root = ledger.checkpoint.root
    var rules = LedgerRules()
    var time = 0
    var index = report.firstRead
    report.size = index
    while let lines = try ledger.lines(inBundleFrom: index) {
      for bytes in lines {
        do throws(EntryFault) {
          let bytes = Array(bytes)
          let line = try EntryLine(bytes, bytes.indices)
          guard line.seq == index else {
            throw EntryFault(column: nil, reason: "seq \(index) expected, \(line.seq) found")
          }
          guard line.time >= time else {
            throw EntryFault(column: nil, reason: "its time is before that of the line above")
          }
          if report.firstRead == 0, let reason = rules.take(line, of: bytes) {
            throw EntryFault(column: nil, reason: reason)
          }
          time = line.time
        } catch {
          return report.fault = .init(line: index + 1, reason: error.description)
        }
        index += 1
        report.size = index
      }
    }
    if time > 0 { report.lastTime = EntryLine.text(ofTime: time) }
    if report.firstRead == 0 { report.openBatch = rules.openBatchName }
  }
}
