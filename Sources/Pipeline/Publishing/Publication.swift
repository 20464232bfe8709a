// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Reconciliation

/// The folder that a chamber gives to web servers and partners: its ledger, its public keys, and the page that its
/// printed codes open.
enum Publication {
  /// Largest page or trust entry that is compared with what is there, bytes.
  private static let longest = 4 << 20

  /// Brings the folder up to date: first page and keys, then tiles and entries, the checkpoint last. Gives how many
  /// files were written and why the page was left out, if it was.
  static func write(
    _ ledger: borrowing LedgerFile, of workspace: Workspace, to folder: String
  ) throws -> (files: Int, withoutPage: (any Error)?) {
    var files = 0
    var trouble: (any Error)?
    do {
      files = try writePage(of: workspace, to: folder)
    } catch let error as TrustError {
      trouble = error
    } catch let error as FileError where error.isMissing {
      trouble = error
    }
    return (files + (try ledger.publish(to: folder)), trouble)
  }

  private static func writePage(of workspace: Workspace, to folder: String) throws -> Int {
    let path = try workspace.trustEntry
    let bytes = try DurableFile.read(path, limit: TrustEntry.longestFile)
    _ = try TrustEntry(parsing: bytes, file: path)
    var files = 0
    let contents = [(StatementDesk.wellKnown, bytes), ("index.html", VerificationPage.html(trustEntry: bytes))]
    for (name, content) in contents {
      let path = "\(folder)/\(name)"
      try DurableFile.makeFolder(FileFinder.folder(of: path))
      if DurableFile.exists(path), try DurableFile.read(path, limit: longest) == content { continue }
      // Flushed with the tiles.
      try DurableFile.writeUnsynced(content, to: path)
      files += 1
    }
    return files
  }
}
