// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Signing

/// Takes scans in: bytes into the store under their SHA-256, before anything looks inside. Scans are never duplicates:
/// a file that came before is taken again.
struct ScanIntake {
  private(set) var inputs: [BatchInput] = []
  /// Of what was taken: the same command after a kill gives the same.
  let fingerprint: Digest

  /// `files` in their order. Names that stand for several files are made longer, so that a row tells which one it is of.
  init(_ files: [InputFiles.File], into store: ByteStore, maximumBytes: Int, each: () -> Void) throws {
    var counts: [String: Int] = [:]
    for file in files { counts[file.name, default: 0] += 1 }
    var state = SHA256State()
    for file in files {
      defer { each() }
      var input = BatchInput(
        name: counts[file.name] == 1 ? file.name : file.path, digest: Digest(sha256: []), size: 0,
        origin: .received(remove: file.isOwn ? file.name : nil))
      if let fault = file.fault {
        input.origin = .unreadable(reason: fault)
      } else {
        do throws(FileError) {
          (input.digest, input.size) = try store.put(copying: file.path, limit: maximumBytes)
        } catch {
          // Where the store itself cannot be written, no file can be taken.
          guard error.path == file.path else { throw error }
          input.origin = .unreadable(
            reason: error.isMissing ? "vanished before it could be read" : "\(error.reason)")
        }
      }
      inputs.append(input)
      state.update(input.json.canonicalBytes + [10])
    }
    fingerprint = state.finish()
  }
}
