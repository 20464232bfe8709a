// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Glibc
import Ledger
public import Reconciliation
import Seals

extension TrustFolder {
  /// Reads a folder: `<issuer id>.json` of every chamber that is trusted, and beside it `<issuer id>/` with the
  /// chamber's published ledger, if there is one. Other files are left alone. In a chamber's own workspace its own
  /// ledger is read instead of a copy, which may be older.
  ///
  /// An entry that cannot be read throws; a published ledger that cannot be relied on only makes its seals `sealed`.
  public init(reading path: String) throws {
    let entries = try Self.entries(in: path)
    guard !entries.isEmpty else { throw TrustError.empty(path: path) }
    let workspace = try Self.workspace(beside: path)
    var ledgers: [String: LedgerCopy] = [:]
    for entry in entries {
      if let workspace, workspace.settings.issuer?.id == entry.issuer {
        ledgers[entry.issuer] = try Self.ownLedger(of: workspace, entry)
      } else {
        ledgers[entry.issuer] = Self.ledger(
          in: path + "/" + entry.issuer, of: entry,
          seen: try workspace.flatMap { try SeenCheckpoints($0).newest(of: entry.issuer) })
      }
    }
    try self.init(entries, ledgers: ledgers)
  }

  /// The entries alone, in the order of their files' names; there may be none.
  static func entries(in path: String) throws -> [TrustEntry] {
    try names(in: path).filter { $0.hasSuffix(".json") && SealClaims.isIssuerID(String($0.dropLast(5))) }.map { name in
      let file = path + "/" + name
      return try TrustEntry(parsing: try DurableFile.read(file, limit: TrustEntry.longestFile), file: file)
    }
  }

  /// A published copy; one that does not continue what was `seen` before is not relied on.
  static func ledger(in folder: String, of entry: TrustEntry, seen: Checkpoint?) -> LedgerCopy {
    guard DurableFile.exists(folder + "/checkpoint") else { return .none }
    do throws(LedgerError) {
      var ledger = try entry.ledger.ledger(in: folder)
      if let seen, let fault = try ledger.fault(after: seen) { return .unusable(fault) }
      return .published(ledger)
    } catch {
      return .unusable(error.description)
    }
  }

  /// The workspace whose trust folder this is; nil for any other folder.
  private static func workspace(beside path: String) throws -> Workspace? {
    let root = FileFinder.folder(of: Workspace.absolute(path))
    guard DurableFile.exists(root + "/certmill.yaml") else { return nil }
    let workspace = try Workspace(opening: root)
    return Workspace.absolute(path) == workspace.trust ? workspace : nil
  }

  /// A chamber's own ledger, recomputed.
  private static func ownLedger(of workspace: Workspace, _ entry: TrustEntry) throws -> LedgerCopy {
    let folder = workspace.ledgerFolder
    do {
      let note = try SignedNote(
        parsing: try DurableFile.read(folder + "/checkpoint", limit: SignedNote.maximumLength))
      // The checkpoint first: entries that a run appends meanwhile stand behind it.
      let report = try LedgerVerification.verify(
        file: folder + "/ledger.jsonl", checkpoint: note.bytes, origin: entry.ledger.origin, key: entry.ledger.key,
        earlier: entry.ledger.earlier.map(\.key))
      guard let checkpoint = report.checkpoint, report.isGood else {
        return .unusable("\(folder): \(report.fault?.description ?? "not signed")")
      }
      return .own(OwnLedger(verified: folder, note: note, checkpoint: checkpoint))
    } catch let error as LedgerError {
      return .unusable(error.description)
    } catch let error as NoteError {
      return .unusable(error.description)
    } catch let error as FileError {
      return .unusable(error.description)
    }
  }

  /// Sorted bytewise.
  static func names(in folder: String) throws(FileError) -> [String] {
    guard let handle = unsafe opendir(folder) else {
      throw FileError(path: folder, operation: .list, cause: .system(errno))
    }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      names.append(
        unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
