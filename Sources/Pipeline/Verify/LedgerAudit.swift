// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Ledger

/// `certmill ledger verify` for those who are not the chamber: from files and the ledger's public key alone.
public enum LedgerAudit {
  /// A ledger's file with the checkpoint beside it, or another one.
  public static func verify(
    file: String, checkpoint: String? = nil, key: VerifierKey, origin: String? = nil
  ) throws -> LedgerReport {
    let checkpoint = checkpoint ?? FileFinder.folder(of: file) + "/checkpoint"
    return try LedgerVerification.verify(
      file: file, checkpoint: try DurableFile.read(checkpoint, limit: SignedNote.maximumLength),
      origin: origin ?? key.name, key: key)
  }

  /// A published folder: every entry against the signed root, its form and its place. What the entries mean is
  /// checked where the ledger's own file is at hand.
  public static func verify(published folder: String, key: VerifierKey, origin: String? = nil) throws -> LedgerReport {
    var report = LedgerReport()
    do throws(LedgerError) {
      var ledger = try PublishedLedger(folder: folder, origin: origin ?? key.name, key: key)
      report.checkpoint = ledger.checkpoint
      var lastTime: String?
      var size = 0
      try ledger.walk { (index, entry) throws(LedgerError) in
        size = index + 1
        lastTime = entry.time
      }
      (report.size, report.lastTime, report.root) = (size, lastTime, ledger.checkpoint.root)
    } catch {
      guard error.isBroken else { throw error }
      report.fault = LedgerReport.Fault(line: nil, reason: error.description)
    }
    return report
  }
}

/// A file with a verifier key, one line (C2SP vkey).
public enum LedgerKeyFile {
  /// The key itself as text, or the path of a file that holds it.
  public static func key(_ argument: String) throws -> VerifierKey {
    if let key = try? VerifierKey(vkey: argument) { return key }
    return try read(argument)
  }

  static func read(_ path: String) throws -> VerifierKey {
    let text = String(decoding: try DurableFile.read(path, limit: 4096), as: UTF8.self)
    do throws(NoteError) { return try VerifierKey(vkey: String(text.prefix { $0 != "\n" })) } catch {
      throw LedgerDeskError.notAKey(path: path, error)
    }
  }
}
