// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

extension InputList {
  /// Removes the inbox's files that the batch has taken in; one that has changed since stays for the next run.
  func removeTaken(from inbox: String) throws {
    var removed: Set<String> = []
    for input in items {
      guard case .received(let name?) = input.origin, removed.insert(name).inserted else { continue }
      let path = inbox + "/" + name
      if PackedFolder.isOne(path), let folder = try? PackedFolder(path),
        let bytes = try? folder.bytes(limit: Intake.keptBytes)
      {
        // A folder in which something was laid meanwhile stays.
        if Digest(sha256: bytes) == input.digest { try folder.remove() }
        continue
      }
      guard (try? DurableFile.digest(of: path, limit: max(input.size, Intake.keptBytes))) == input.file ?? input.digest
      else { continue }
      try DurableFile.remove(path)
    }
  }
}
