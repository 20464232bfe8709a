// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Ledger

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
