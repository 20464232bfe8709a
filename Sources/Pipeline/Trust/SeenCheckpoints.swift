// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger

/// The newest checkpoint of each other chamber's ledger that this workspace has relied on, `exchange/<issuer>/checkpoint`,
/// whatever it relied on it for: a bundle, or a box of scans. A smaller or inconsistent one is refused afterwards.
struct SeenCheckpoints {
  private let folder: ExchangeFolder

  init(_ workspace: Workspace) {
    folder = ExchangeFolder(workspace)
  }

  /// Nil where nothing was seen yet.
  func newest(of issuer: String) throws -> Checkpoint? {
    let file = folder.checkpoint(of: issuer)
    guard DurableFile.exists(file) else { return nil }
    let note = try SignedNote(parsing: try DurableFile.read(file, limit: SignedNote.maximumLength))
    return try Checkpoint(parsing: note.text)
  }

  /// Remembers one that was found to continue the newest so far; durable when it returns.
  func remember(_ note: SignedNote, _ checkpoint: Checkpoint, of issuer: String) throws {
    guard checkpoint.size > (try newest(of: issuer)?.size ?? -1) else { return }
    try DurableFile.makeFolder(folder.folder(of: issuer))
    try DurableFile.write(note.bytes, to: folder.checkpoint(of: issuer))
  }
}
