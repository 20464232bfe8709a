// SPDX-License-Identifier: GPL-3.0-or-later
public import DurableFiles
import Glibc
import Ledger
public import Signing
public import Trade

/// A chamber's or a reader's folder: the one place that knows where everything is kept.
public struct Workspace: Sendable {
  /// Absolute path without a slash at its end.
  public let root: String
  public let settings: WorkspaceSettings
  public let clock: ZoneClock
  /// What the private keys of seals and ledger are encrypted under, or the PIN of their token; nil for plain ones.
  public let passphrase: PassphraseSource?

  /// Opens a workspace; throws for a folder that is none, or one of a newer format.
  public init(opening path: String, passphrase: PassphraseSource? = nil) throws {
    let root = Self.absolute(path)
    let file = root + "/certmill.yaml"
    guard DurableFile.exists(file) else { throw WorkspaceError.missing(path: root) }
    let settings = try WorkspaceSettings(yaml: try DurableFile.read(file, limit: 1 << 20), file: file)
    try self.init(root: root, settings: settings, passphrase: passphrase)
  }

  init(root: String, settings: WorkspaceSettings, passphrase: PassphraseSource? = nil) throws {
    if let fault = settings.fault { throw WorkspaceError.settings(path: root, fault: fault) }
    guard let clock = ZoneClock(timeZone: settings.timeZone) else {
      throw WorkspaceError.settings(path: root, fault: "timeZone")
    }
    self.root = root
    self.settings = settings
    self.clock = clock
    self.passphrase = passphrase
  }

  public var inbox: String { root + "/inbox" }
  /// Code lists that the chamber has imported.
  public var codeLists: String { root + "/codelists" }
  public var store: ByteStore { ByteStore(folder: root + "/store") }
  public var statePath: String { root + "/state.sqlite" }
  public var ledgerFolder: String { root + "/ledger" }
  public var lockPath: String { root + "/ledger/lock" }
  public var trust: String { root + "/trust" }
  /// Whom the chamber asks to confirm its ledger; there may be none.
  public var witnessPolicy: String { root + "/witnesses.policy" }
  /// The chamber's own ledger as others get it.
  public var published: String {
    get throws(WorkspaceError) { trust + "/" + (try issuer.id) }
  }
  /// The chamber's own trust entry.
  var trustEntry: String {
    get throws(WorkspaceError) { try published + ".json" }
  }
  public var officers: String { root + "/trust/officers" }
  public var keys: String { root + "/keys" }
  public var batches: String { root + "/batches" }
  public func batch(_ id: String) -> BatchFolder { BatchFolder(path: batches + "/" + id) }
  /// What people get of a batch that reconciled scans; its journal is in `batch(id)` like that of every other.
  public func reconciliation(_ id: String) -> ReconciliationFolder {
    ReconciliationFolder(path: "\(root)/reconciliations/\(id)")
  }

  /// Who issues here; throws in a workspace that only reads.
  public var issuer: WorkspaceSettings.Issuer {
    get throws(WorkspaceError) {
      guard let issuer = settings.issuer else { throw .readsOnly(path: root) }
      return issuer
    }
  }

  /// The key that signs seals of a moment.
  public func issuerKey(at time: Timestamp) throws -> SigningKey {
    _ = try issuer
    return try Keyring(self).issuerKey(at: time)
  }
  /// The key that signs checkpoints.
  public func ledgerKey() throws -> SigningKey { try Keyring(self).ledgerKey() }

  /// The 32 bytes that keyed digests of a year derive from.
  public func yearSecret(_ year: Int) throws -> [UInt8] {
    let path = keys + "/secret-\(year).key"
    let bytes = try Self.readSecret(path)
    guard bytes.count == 32 else {
      throw WorkspaceError.keyBroken(path: path, reason: "\(bytes.count) bytes found, 32 expected")
    }
    return bytes
  }

  /// The secret of a year, made with the first batch of that year.
  func yearSecret(_ year: Int, making random: (Int) throws -> [UInt8]) throws -> [UInt8] {
    let path = keys + "/secret-\(year).key"
    if !DurableFile.exists(path) { try DurableFile.create(try random(32), at: path, mode: 0o600) }
    return try yearSecret(year)
  }

  /// Reads a key file; refuses one that others can read, so that nobody gets used to it.
  static func readSecret(_ path: String) throws -> [UInt8] {
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
      throw WorkspaceError.keyExposed(path: path, mode: "0" + String(status.st_mode & 0o777, radix: 8))
    }
    return try DurableFile.read(path, limit: 1 << 16)
  }

  /// What a workspace in that folder is called where it has no other name.
  public static func name(ofFolder path: String) -> String { FileFinder.name(of: absolute(path)) }

  /// The canonical path, without links and `..`; of what is not there yet, that of its folder with the name added.
  static func absolute(_ path: String) -> String {
    if let found = unsafe realpath(path, nil) {
      defer { unsafe free(found) }
      return unsafe String(cString: found)
    }
    var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard let name = parts.popLast(), name != "..", name != "." else { return path }
    let folder = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    let above = absolute(folder.isEmpty ? "." : folder)
    return above == "/" ? "/" + name : above + "/" + name
  }
}
