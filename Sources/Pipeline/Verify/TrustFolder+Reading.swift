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
    var entries: [TrustEntry] = []
    var ledgers: [String: LedgerCopy] = [:]
    for name in try Self.names(in: path) where name.hasSuffix(".json") {
      guard SealClaims.isIssuerID(String(name.dropLast(5))) else { continue }
      let file = path + "/" + name
      let entry = try TrustEntry(parsing: try DurableFile.read(file, limit: TrustEntry.longestFile), file: file)
      entries.append(entry)
      ledgers[entry.issuer] =
        try Self.ownLedger(beside: path, of: entry) ?? Self.ledger(in: path + "/" + entry.issuer, of: entry)
    }
    guard !entries.isEmpty else { throw TrustError.empty(path: path) }
    try self.init(entries, ledgers: ledgers)
  }

  private static func ledger(in folder: String, of entry: TrustEntry) -> LedgerCopy {
    guard DurableFile.exists(folder + "/checkpoint") else { return .none }
    do throws(LedgerError) {
      return .published(try PublishedLedger(folder: folder, origin: entry.ledger.origin, key: entry.ledger.key))
    } catch {
      return .unusable(error.description)
    }
  }

  /// Nil unless the folder is that of the chamber's workspace.
  private static func ownLedger(beside path: String, of entry: TrustEntry) throws -> LedgerCopy? {
    let root = FileFinder.folder(of: Workspace.absolute(path))
    guard DurableFile.exists(root + "/certmill.yaml") else { return nil }
    let workspace = try Workspace(opening: root)
    guard Workspace.absolute(path) == workspace.trust, workspace.settings.chamber == entry.issuer else { return nil }
    let folder = workspace.ledgerFolder
    do {
      let note = try SignedNote(
        parsing: try DurableFile.read(folder + "/checkpoint", limit: SignedNote.maximumLength))
      // The checkpoint first: entries that a run appends meanwhile stand behind it.
      let report = try LedgerVerification.verify(
        file: folder + "/ledger.jsonl", checkpoint: note.bytes, origin: entry.ledger.origin, key: entry.ledger.key)
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
