// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Signing

/// Reads ledger entries and journals back into the state: after a kill the last few, for `certmill rebuild` all.
enum Replay {
  /// Brings the state up to the ledger.
  static func catchUp(_ state: State, with ledger: borrowing LedgerFile, _ workspace: Workspace) throws {
    let known = try state.ledgerSize()
    guard known <= ledger.size else {
      throw RunError.stateDiffers(
        path: workspace.statePath, reason: "it knows \(known) entries, the ledger has \(ledger.size)")
    }
    guard try known == 0 || ledger.root(ofFirst: known).hex == state.ledgerRoot() else {
      throw RunError.stateDiffers(path: workspace.statePath, reason: "it is the state of another ledger")
    }
    guard known < ledger.size else { return }
    try state.begin()
    do {
      var journals = JournalCursor(workspace: workspace)
      var entries = try ledger.entries(from: known)
      while let (seq, entry) = try entries.next() {
        let line = try journals.line(seq: seq, batch: entry.batch)
        guard let change = StateChange(entry: entry, line: line) else {
          throw RunError.brokenEvents(
            batch: entry.batch, line: journals.lineNumber, reason: "no event for entry \(seq), \(entry.stage.rawValue)")
        }
        try state.apply(change, seq: seq, batch: entry.batch, input: line.input, doc: entry.doc)
      }
      try state.setLedger(size: ledger.size, root: ledger.root)
      try state.commit()
    } catch {
      try state.rollback()
      throw error
    }
  }
}

/// Walks the journals of the batches in the order of the ledger.
struct JournalCursor: ~Copyable {
  let workspace: Workspace
  private var batch = ""
  private var reader: LineReader?
  private(set) var lineNumber = 0

  init(workspace: Workspace) {
    self.workspace = workspace
  }

  mutating func line(seq: Int, batch: String) throws -> JournalLine {
    if batch != self.batch {
      self.batch = batch
      reader = try LineReader(workspace.batch(batch).events)
      lineNumber = 0
    }
    while let bytes = try reader?.next() {
      lineNumber += 1
      guard let line = JournalLine(parsing: bytes) else {
        throw RunError.brokenEvents(batch: batch, line: lineNumber, reason: "not a line of the journal")
      }
      if line.seq == seq { return line }
      if line.seq > seq { break }
    }
    throw RunError.brokenEvents(batch: batch, line: lineNumber, reason: "the event of ledger entry \(seq) is missing")
  }
}
