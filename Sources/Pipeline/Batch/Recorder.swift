// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Signing

/// Enters what the stages did: the only place that feeds the ledger.
///
/// Entries gather into a group. ``commit()`` makes a group durable in this order: bytes in the store and journal
/// lines (one syncfs), ledger lines and signed checkpoint, state. So an entry never stands without what it hashes,
/// and the state never runs ahead of the ledger; what a kill leaves between is caught up by ``catchUp(...)``.
final class Recorder {
  private var ledger: LedgerFile
  private var journal: AppendFile?
  private let workspace: Workspace
  private let store: ByteStore
  let state: State
  private var entries: [LedgerEntry] = []
  private var lines: [UInt8] = []
  private(set) var batch = ""
  private(set) var time = ""
  /// A rehearsal keeps nothing.
  private let isRehearsal: Bool
  private var rehearsed = 0

  /// Entries of one group: few enough for a short pause, enough that its flushes cost little.
  static let groupSize = 1024

  /// Opens the ledger (the caller holds the lock) and brings the state up to it.
  init(_ workspace: Workspace, store: ByteStore, state: State, rehearsal: Bool = false) throws {
    let keyring = try Keyring(workspace)
    ledger = try LedgerFile(
      opening: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: try keyring.ledgerKey(),
      earlier: keyring.earlierLedgerKeys)
    self.workspace = workspace
    self.store = store
    self.state = state
    isRehearsal = rehearsal
    // Entries that a kill left beyond the checkpoint: their journal lines are durable, as they come first.
    // And a backup that was put back must not fork what others have seen.
    if let copy = try ledger.publishedCheckpoint(in: workspace.published) {
      try ledger.requireContinuation(of: copy, at: workspace.published)
    }
    if !rehearsal {
      try ledger.settle()
      // Opening trusts the cache of hashes; before anything is added the file itself is read once.
      let report = try LedgerVerification.verify(
        folder: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: ledger.verifier)
      if let fault = report.fault {
        throw LedgerError.broken(path: workspace.ledgerFolder + "/ledger.jsonl", line: fault.line, reason: fault.reason)
      }
    }
    try Replay.catchUp(state, with: ledger, workspace)
    try state.begin()
  }

  /// Index of the next entry.
  var nextSeq: Int { ledger.size + rehearsed + entries.count }
  var size: Int { ledger.size }
  var root: Digest { ledger.root }
  var lastTime: String? { ledger.lastTime }
  var isGroupFull: Bool { entries.count >= Self.groupSize || lines.count >= 16 << 20 }

  /// Turns to a batch: its journal is cut to what the ledger holds of it.
  func enter(batch: String, time: String) throws {
    self.batch = batch
    self.time = time
    guard !isRehearsal else { return }
    let path = workspace.batch(batch).events
    var keep = 0
    if DurableFile.exists(path) {
      var reader = try LineReader(path)
      while let bytes = try reader.next() {
        guard let line = JournalLine(parsing: bytes), line.seq < ledger.size else { break }
        keep = reader.position
      }
    }
    journal = try AppendFile(path, truncatingTo: keep, mode: 0o600)
  }

  /// Enters one event. `digest` is what the ledger shows; the journal keeps what it stands for.
  func record(
    _ stage: EntryStage, digest: Digest, doc: String? = nil, number: String? = nil, copy: Int? = nil,
    sheet: Int? = nil, stock: String? = nil, line: JournalLine, change: StateChange
  ) throws {
    entries.append(
      LedgerEntry(
        batch: batch, digest: digest, doc: doc, number: number, stage: stage, time: time, copy: copy, sheet: sheet,
        stock: stock))
    lines += line.bytes
    try state.apply(change, seq: line.seq, batch: batch, input: line.input, doc: doc)
  }

  /// Makes everything entered so far durable.
  func commit() throws {
    guard !entries.isEmpty else { return }
    if isRehearsal {
      rehearsed += entries.count
      entries.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
      return
    }
    try journal?.append(lines)
    try store.synchronise()
    try ledger.append(entries)
    entries.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    try state.setLedger(size: ledger.size, root: ledger.root)
    try state.commit()
    try state.begin()
  }

  /// Leaves the state without a transaction; what was entered and not committed is given up.
  func close() throws {
    try state.rollback()
  }

  func publish(to folder: String) throws {
    try ledger.publish(to: folder)
  }
}
