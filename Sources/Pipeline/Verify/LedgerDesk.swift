// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Ledger
import Reconciliation
import Signing
public import Trade

/// `certmill ledger`: checks, proves and publishes a chamber's ledger, and has it confirmed.
public struct LedgerDesk {
  public let workspace: Workspace

  public init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Recomputes everything from the ledger's own files and public key; takes no lock and looks at no state.
  public func verify() throws -> LedgerReport {
    let keyring = try Keyring(workspace)
    return try LedgerVerification.verify(
      folder: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: try keyring.ledgerVerifier(),
      earlier: keyring.earlierLedgerKeys, witnesses: keyring.witnesses)
  }

  /// The C2SP tlog-proof of a certificate's certify entry, with the newest signed checkpoint. With the entry in it, as
  /// extra data, it can be verified by who has neither the ledger nor a copy.
  public func proof(of number: CertificateNumber, withEntry: Bool = false, now: Timestamp) throws -> String {
    let lock = try lock(now)
    defer { _ = lock }
    var ledger = try open()
    // Entries of an interrupted run stand beyond the checkpoint until they are signed.
    try ledger.settle()
    let text = number.description
    func isCertify(_ entry: LedgerEntry) -> Bool { entry.stage == .certify && entry.number == text }
    if let index = knownIndex(of: text), index < ledger.size, isCertify(try ledger.entry(at: index)) {
      return try ledger.logProof(of: index, withEntry: withEntry).text
    }
    var entries = try ledger.entries()
    while let (index, entry) = try entries.next() {
      if isCertify(entry) { return try ledger.logProof(of: index, withEntry: withEntry).text }
    }
    throw LedgerDeskError.notCertified(number: text)
  }

  /// Where the state says that a number was certified: a hint that spares reading the whole ledger. Nil if it does not
  /// know the number, or cannot be read.
  private func knownIndex(of number: String) -> Int? {
    guard DurableFile.exists(workspace.statePath) else { return nil }
    return try? State.open(workspace.statePath, readOnly: true) { state in try state.certificate(number)?.seq }
  }

  /// What `publish` has done.
  public struct Published {
    /// Files written.
    public let files: Int
    /// The checkpoint that now stands in the folder.
    public let checkpoint: Checkpoint
    /// Why the page that printed codes open was left out; nil if it was not.
    public let withoutPage: (any Error)?
  }

  /// Brings a folder for a web server or a partner's trust folder up to date. Witnesses who have yet to confirm the
  /// checkpoint are asked first, and named in the chamber's trust entry; without their quorum nothing is published, as
  /// readers would not rely on it.
  public func publish(to folder: String, now: Timestamp) throws -> Published {
    _ = try workspace.issuer
    let lock = try lock(now)
    defer { _ = lock }
    var ledger = try open()
    if let witnesses = try ChamberWitnesses(of: workspace) {
      let outcomes = try witnesses.ask(.missing, about: &ledger, seconds: ChamberWitnesses.patience)
      let confirmation = witnesses.confirmation(of: ledger.note, troubles: outcomes.compactMapValues(\.trouble))
      guard confirmation.isMet else { throw LedgerDeskError.unconfirmed(confirmation) }
      try witnesses.enter(intoTrustOf: workspace)
    }
    let (files, withoutPage) = try Publication.write(ledger, of: workspace, to: folder)
    return Published(files: files, checkpoint: ledger.checkpoint, withoutPage: withoutPage)
  }

  /// The request for a witness that is asked by mail: the newest checkpoint, and the proof that it continues the one
  /// of `oldSize` entries.
  public func request(from oldSize: Int, now: Timestamp) throws -> CheckpointRequest {
    let lock = try lock(now)
    defer { _ = lock }
    let ledger = try open()
    return CheckpointRequest(oldSize: oldSize, path: try ledger.consistencyProof(from: oldSize).path, note: ledger.note)
  }

  /// Adds what a witness of the policy has sent, a file of cosignature lines or a whole note, to the newest checkpoint.
  public func confirm(_ path: String, now: Timestamp) throws -> Confirmation {
    let answer = try DurableFile.read(path, limit: SignedNote.maximumLength)
    let lock = try lock(now)
    defer { _ = lock }
    var ledger = try open()
    guard let witnesses = try ChamberWitnesses(of: workspace) else {
      throw LedgerDeskError.noWitnesses(path: workspace.witnessPolicy)
    }
    let keys = witnesses.policy.witnesses.map(\.key)
    var cosignatures: [NoteSignature] = []
    do throws(NoteError) {
      for key in keys {
        do throws(NoteError) {
          cosignatures.append(try ledger.note.cosignature(in: answer, of: key))
        } catch .notSigned {
          // One file may hold the lines of some of them.
        }
      }
      guard !cosignatures.isEmpty else { throw .notSigned(by: keys.map(\.name)) }
    } catch {
      throw LedgerDeskError.notACosignature(path: path, error)
    }
    try witnesses.add(cosignatures, to: &ledger)
    return witnesses.confirmation(of: ledger.note)
  }

  private func lock(_ now: Timestamp) throws(LockError) -> FileLock {
    try FileLock.acquire(workspace.lockPath, holder: "\(FileLock.thisProcess) since \(now)")
  }

  private func open() throws -> LedgerFile {
    let keyring = try Keyring(workspace)
    return try LedgerFile(
      opening: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: try keyring.ledgerKey(),
      earlier: keyring.earlierLedgerKeys)
  }
}
