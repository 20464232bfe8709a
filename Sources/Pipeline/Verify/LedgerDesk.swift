// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Ledger
import Reconciliation
import Signing
public import Trade

/// `certmill ledger`: checks, proves and publishes a chamber's ledger.
public struct LedgerDesk {
  public let workspace: Workspace

  public init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Recomputes everything from the ledger's own files and public key; takes no lock and looks at no state.
  public func verify() throws -> LedgerReport {
    try LedgerVerification.verify(
      folder: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: try publicKey(),
      witnesses: try witnesses())
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

  /// Brings a folder for a web server or a partner's trust folder up to date.
  public func publish(to folder: String, now: Timestamp) throws -> Published {
    let lock = try lock(now)
    defer { _ = lock }
    let ledger = try open()
    let (files, withoutPage) = try Publication.write(ledger, of: workspace, to: folder)
    return Published(files: files, checkpoint: ledger.checkpoint, withoutPage: withoutPage)
  }

  private func lock(_ now: Timestamp) throws(LockError) -> FileLock {
    try FileLock.acquire(workspace.lockPath, holder: "\(FileLock.thisProcess) since \(now)")
  }

  private func open() throws -> LedgerFile {
    try LedgerFile(
      opening: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: try workspace.ledgerKey())
  }

  private func publicKey() throws -> VerifierKey {
    try LedgerKeyFile.read(workspace.keys + "/ledger.vkey")
  }

  /// The witnesses of the chamber's own trust entry, if it still stands there.
  private func witnesses() throws -> [VerifierKey] {
    let path = "\(workspace.trust)/\(workspace.settings.chamber).json"
    guard DurableFile.exists(path) else { return [] }
    return try TrustEntry(parsing: try DurableFile.read(path, limit: TrustEntry.longestFile), file: path)
      .ledger.witnesses
  }
}

/// What the desk was asked for and cannot do.
public enum LedgerDeskError: Error, Equatable, CustomStringConvertible {
  case notCertified(number: String)
  case notAKey(path: String, NoteError)
  case notAProof(path: String, NoteError)

  public var description: String {
    switch self {
    case .notCertified(let number): "\(number): cannot prove: the ledger has no certificate of this number"
    case .notAKey(let path, let error): "\(path): cannot use the ledger's public key: \(error)"
    case .notAProof(let path, let error): "\(path): cannot use the proof: \(error)"
    }
  }
}
