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
    let keyring = try Keyring(workspace)
    return try LedgerVerification.verify(
      folder: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: try keyring.ledgerVerifier(),
      earlier: keyring.earlierLedgerKeys, witnesses: keyring.witnesses)
  }

  /// The C2SP tlog-proof of a certificate's certify entry, with the newest signed checkpoint.
  public func proof(of number: CertificateNumber, now: Timestamp) throws -> String {
    let lock = try lock(now)
    defer { _ = lock }
    var entries = try EntryReader(folder: workspace.ledgerFolder)
    let text = number.description
    while let (index, entry) = try entries.next() {
      guard entry.stage == .certify, entry.number == text else { continue }
      var ledger = try open()
      // Entries of an interrupted run stand beyond the checkpoint until they are signed.
      try ledger.settle()
      return try ledger.tlogProof(index: index)
    }
    throw LedgerDeskError.notCertified(number: text)
  }

  /// Brings a folder for a web server or a partner's trust folder up to date; gives the files written and the
  /// checkpoint that now stands there.
  public func publish(to folder: String, now: Timestamp) throws -> (files: Int, checkpoint: Checkpoint) {
    let lock = try lock(now)
    defer { _ = lock }
    let ledger = try open()
    return (try ledger.publish(to: folder), ledger.checkpoint)
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

/// What the desk was asked for and cannot do.
public enum LedgerDeskError: Error, Equatable, CustomStringConvertible {
  case notCertified(number: String)
  case notAnOpening(path: String)
  case notAKey(path: String, NoteError)

  public var description: String {
    switch self {
    case .notCertified(let number): "\(number): cannot prove: the ledger has no certificate of this number"
    case .notAnOpening(let path):
      "\(path): is not an opened document; expected what `certmill ledger open` writes"
    case .notAKey(let path, let error): "\(path): cannot use the ledger's public key: \(error)"
    }
  }
}
