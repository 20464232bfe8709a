// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Ledger

/// `certmill ledger verify` for those who are not the chamber: from files and the ledger's public key alone.
public enum LedgerAudit {
  /// What is to be checked.
  public enum Subject: Sendable {
    /// A ledger.jsonl, the checkpoint beside it or elsewhere.
    case file(String, checkpoint: String?)
    /// A published ledger: a folder, or the address (http, https) of one.
    case published(String)
  }

  /// Checks a ledger from its first entry on.
  ///
  /// - Parameters:
  ///   - key: the newest that the reader knows.
  ///   - earlier: keys that it followed.
  ///   - origin: where it is not the key's name.
  ///   - seen: a file that remembers the newest checkpoint which was found good. If it is there, the ledger must
  ///     continue that checkpoint, and of a published one only what came since is read. It is brought up to date.
  public static func verify(
    _ subject: Subject, key: VerifierKey, earlier: [VerifierKey] = [], origin: String? = nil, seen: String? = nil
  ) throws -> LedgerReport {
    let origin = origin ?? key.name
    let last = try seen.flatMap { try remembered($0, keys: [key] + earlier, origin: origin) }
    let report: LedgerReport
    switch subject {
    case .file(let file, let checkpoint):
      let path = checkpoint ?? FileFinder.folder(of: file) + "/checkpoint"
      report = try LedgerVerification.verify(
        file: file, checkpoint: try DurableFile.read(path, limit: SignedNote.maximumLength), origin: origin, key: key,
        earlier: earlier, seen: last)
    case .published(let place) where WebLedger.isAddress(place):
      report = try LedgerVerification.verify(
        published: try WebLedger(address: place), origin: origin, key: key, earlier: earlier, seen: last)
    case .published(let place):
      report = try LedgerVerification.verify(
        published: place, origin: origin, key: key, earlier: earlier, seen: last)
    }
    if report.isGood, let seen, let note = report.note, report.checkpoint != last {
      try DurableFile.write(note.bytes, to: seen)
    }
    return report
  }

  /// Nil where nothing has been remembered yet.
  private static func remembered(_ path: String, keys: [VerifierKey], origin: String) throws -> Checkpoint? {
    guard DurableFile.exists(path) else { return nil }
    let bytes = try DurableFile.read(path, limit: SignedNote.maximumLength)
    do throws(NoteError) {
      return try Checkpoint(
        SignedNote(parsing: bytes), signedBy: keys[0], orOneOf: Array(keys.dropFirst()), origin: origin)
    } catch {
      throw LedgerError.checkpoint(path: path, error)
    }
  }
}
