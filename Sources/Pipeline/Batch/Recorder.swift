// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
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
  /// What witnesses without a cosignature said when they were asked last, about how many entries, in which time.
  private var troubles: (size: Int, seconds: Int, words: [VerifierKey: String])?

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
    if workspace.settings.issuer != nil {
      let published = try workspace.published
      if let copy = try ledger.publishedCheckpoint(in: published) {
        try ledger.requireContinuation(of: copy, at: published)
      }
    }
    if !rehearsal {
      // A restored backup brings an old published copy along: only others know better.
      try compareWithWitnesses()
      try ledger.settle()
      try requireWholeFile()
    }
    try Replay.catchUp(state, with: ledger, workspace)
    try state.begin()
  }

  private var ledgerPath: String { workspace.ledgerFolder + "/ledger.jsonl" }

  /// Opening trusts the cache of hashes. Before anything is added, a file that somebody else wrote to since is read once.
  private func requireWholeFile() throws {
    let file = try DurableFile.identity(of: ledgerPath)
    guard try state.verifiedFile() != file else { return }
    let report = try LedgerVerification.verify(
      folder: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: ledger.verifier)
    if let fault = report.fault {
      throw LedgerError.broken(path: ledgerPath, line: fault.line, reason: fault.reason)
    }
    try state.setVerified(file: file)
  }

  /// Index of the next entry.
  var nextSeq: Int { ledger.size + rehearsed + entries.count }
  var size: Int { ledger.size }
  var root: Digest { ledger.root }
  var lastTime: String? { ledger.lastTime }
  var isGroupFull: Bool { entries.count >= Self.groupSize || lines.count >= 16 << 20 }

  /// Refuses to go on if others have seen a longer or different ledger.
  func requireContinuation(of seen: Checkpoint, at path: String) throws(LedgerError) {
    try ledger.requireContinuation(of: seen, at: path)
  }

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
    page: Int? = nil, sheet: Int? = nil, stock: String? = nil, successor: String? = nil, line: JournalLine,
    change: StateChange
  ) throws {
    entries.append(
      LedgerEntry(
        batch: batch, digest: digest, doc: doc, number: number, stage: stage, time: time, copy: copy, page: page,
        sheet: sheet, stock: stock, successor: successor))
    lines += line.bytes
    try state.apply(change, seq: line.seq, batch: batch, input: line.input, doc: doc)
  }

  /// Enters `batch.open`, unless a run before a kill did.
  func open(configuration: [UInt8]) throws {
    guard try state.openBatch()?.id != batch else { return }
    try record(
      .batchOpen, digest: Digest(sha256: configuration), line: JournalLine(seq: nextSeq, event: configuration),
      change: .opened(time: time))
    try commit()
  }

  /// Enters `batch.close`.
  func close(_ counts: BatchCounts) throws {
    let event = counts.json.canonicalBytes
    try record(
      .batchClose, digest: Digest(sha256: event), line: JournalLine(seq: nextSeq, event: event),
      change: .closed(counts))
    try commit()
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
    try state.setVerified(file: DurableFile.identity(of: ledgerPath))
    try state.commit()
    try state.begin()
  }

  /// Leaves the state without a transaction; what was entered and not committed is given up.
  func close() throws {
    try state.rollback()
  }

  /// Brings a chamber's published folder up to the ledger, if the witnesses that readers ask for have confirmed it; else
  /// it stays as it was, and good, and whose word is missing is given back. Without a trust entry it goes without the
  /// page. A reader publishes nothing.
  func publish() throws -> Confirmation? {
    guard workspace.settings.issuer != nil else { return nil }
    if let confirmation = try confirm(), !confirmation.isMet { return confirmation }
    _ = try Publication.write(ledger, of: workspace, to: workspace.published)
    return nil
  }

  // MARK: - Witnesses

  /// Asks those witnesses who have not confirmed the newest checkpoint; nil if the chamber has no witnesses. They are
  /// asked once, and again only by who has more time for them.
  func confirm(seconds: Int? = nil) throws -> Confirmation? {
    guard let witnesses = try ChamberWitnesses(of: workspace) else { return nil }
    if troubles.map({ $0.size != ledger.size || $0.seconds < seconds ?? 0 }) ?? true {
      let seconds = seconds ?? ChamberWitnesses.patience
      let outcomes = try witnesses.ask(.missing, about: &ledger, seconds: seconds)
      troubles = (ledger.size, seconds, outcomes.compactMapValues(\.trouble))
    }
    return witnesses.confirmation(of: ledger.note, troubles: troubles?.words ?? [:])
  }

  /// Refuses to go on if a witness has confirmed what this ledger does not hold.
  private func compareWithWitnesses() throws {
    guard let witnesses = try ChamberWitnesses(of: workspace) else { return }
    let outcomes = try witnesses.ask(.everybody, about: &ledger, seconds: ChamberWitnesses.patience)
    for witness in witnesses.policy.witnesses {
      if case .contradicts(let reason) = outcomes[witness.key] {
        throw LedgerError.forked(path: "witness \(witness.name)", reason: reason)
      }
    }
    troubles = (ledger.checkpoint.size, ChamberWitnesses.patience, outcomes.compactMapValues(\.trouble))
  }
}
