// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Signing
public import Trade

/// The chamber's desk: what people do between runs, each entered in the ledger at once, under the day's own
/// `YYYYMMDD-00`.
public struct Desk {
  public let workspace: Workspace
  /// When it is done; not before the ledger's last entry.
  public let time: Timestamp
  /// By the machine's clock.
  public let now: Timestamp
  /// Gives unpredictable bytes, for the year's secret.
  public let random: (Int) throws -> [UInt8]
  /// Takes what people should know beside the outcome.
  public let notice: (String) -> Void

  /// - Parameter now: by the machine's clock; nil for `time`.
  public init(
    _ workspace: Workspace, time: Timestamp, now: Timestamp? = nil, random: @escaping (Int) throws -> [UInt8],
    notice: @escaping (String) -> Void = { _ in }
  ) {
    self.workspace = workspace
    self.time = time
    self.now = now ?? time
    self.random = random
    self.notice = notice
  }

  /// Takes the lock, lets `work` enter what was done, makes it durable and publishes the ledger. What `isOfReaders` may
  /// be done in a workspace that only reads too.
  func open<Result>(isOfReaders: Bool = false, _ work: (DeskEntries) throws -> Result) throws -> Result {
    if !isOfReaders { _ = try workspace.issuer }
    let lock = try FileLock.acquire(workspace.lockPath, holder: "\(FileLock.thisProcess) since \(time)")
    defer { _ = lock }
    return try State.open(workspace.statePath) { state in
      let store = workspace.store
      let recorder = try Recorder(workspace, store: store, state: state)
      defer { try? recorder.close() }
      // Its entries would stand between those of the batch, which must not depend on an interruption.
      if let open = try state.openBatch() { throw DeskError.openBatch(open.id) }
      let last = recorder.lastTime.flatMap(Timestamp.init(rfc3339:))
      if let last, time < last { throw DeskError.timeTooEarly(now: time.description, last: last.description) }
      if let limit = TimeAhead.limit(now: now, last: last), time > limit {
        throw DeskError.timeTooLate(time.description, limit: limit.description)
      }
      let day = workspace.clock.day(at: time)
      let batch = day.description.replacing("-", with: "") + "-00"
      try DurableFile.makeFolder(workspace.batch(batch).path)
      try recorder.enter(batch: batch, time: time.description)
      let year = day.components.year
      let entries = DeskEntries(
        recorder: recorder, store: store, workspace: workspace, batch: batch, year: year,
        secrets: YearSecrets(
          workspace, mayMake: try state.batches(ofYear: year).isEmpty ? [year] : [], random: random))
      let result = try work(entries)
      try entries.commit()
      if let missing = entries.missing {
        notice(missing.unpublished)
      }
      return result
    }
  }
}

/// What may be entered at a desk, and the keys to enter it with.
final class DeskEntries {
  let recorder: Recorder
  let store: ByteStore
  let workspace: Workspace
  /// `YYYYMMDD-00`.
  let batch: String
  private let year: Int
  private let secrets: YearSecrets
  private var keyring: CertificateKeys
  /// Whose word keeps the last commit from being published; nil if it is.
  private(set) var missing: Confirmation?

  init(recorder: Recorder, store: ByteStore, workspace: Workspace, batch: String, year: Int, secrets: YearSecrets) {
    self.recorder = recorder
    self.store = store
    self.workspace = workspace
    self.batch = batch
    self.year = year
    self.secrets = secrets
    keyring = CertificateKeys(workspace, secrets, year: year)
  }

  var state: State { recorder.state }

  /// Enters something that befell a certificate.
  func record(
    _ stage: EntryStage, of certificate: CertificateRow, copy: Int? = nil, sheet: Int? = nil, stock: String? = nil,
    event: [UInt8], change: StateChange
  ) throws {
    let keys = try keyring.keys(of: certificate)
    try recorder.record(
      stage, digest: keys.keyedDigest(stage: stage.rawValue, of: event), number: certificate.number,
      copy: copy, sheet: sheet, stock: stock, line: JournalLine(seq: recorder.nextSeq, event: event), change: change)
  }

  /// Enters what befell security paper; its key derives from the event itself, under the secret of the year.
  func record(stock event: StockEvent) throws {
    let bytes = event.json.canonicalBytes
    let keys = try keys(of: Digest(sha256: bytes))
    try recorder.record(
      .stock, digest: keys.keyedDigest(stage: EntryStage.stock.rawValue, of: bytes),
      line: JournalLine(seq: recorder.nextSeq, event: bytes), change: .stock(event))
  }

  /// The keys of what came to the desk itself, under the secret of the year.
  func keys(of digest: Digest) throws -> DocumentKeys {
    DocumentKeys(yearSecret: try secrets.secret(of: year), applicationDigest: digest)
  }

  /// The keys of what a batch received.
  func keys(of input: BatchInput, in batch: String) throws -> DocumentKeys {
    try secrets.keys(of: input, in: batch)
  }

  /// Refuses to go on if others have seen a longer or different ledger.
  func requireContinuation(of seen: Checkpoint, at path: String) throws {
    try recorder.requireContinuation(of: seen, at: path)
  }

  /// Makes what was entered so far durable, and gives it to those who rely on the published ledger.
  func commit() throws {
    try recorder.commit()
    missing = try recorder.publish()
  }

  /// A certificate that paper may be made of.
  func certificateInForce(_ number: String) throws -> CertificateRow {
    guard let certificate = try state.certificate(number) else { throw DeskError.unknownNumber(number) }
    guard certificate.status == "proofed" else { throw DeskError.notInForce(number, status: certificate.status) }
    guard !certificate.isPurged else { throw DeskError.purged(number) }
    return certificate
  }
}
