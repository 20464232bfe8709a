// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation

/// A folder of this process that is removed when it is no longer needed.
struct TemporaryFolder {
  let path: String

  init() throws(FileError) {
    path = FileManager.default.temporaryDirectory.path + "/certmill-\(UUID().uuidString)"
    try DurableFile.makeFolder(path, mode: 0o700)
  }

  func remove() {
    // What cannot be removed is the system's to clear: nothing depends on it.
    try? FileManager.default.removeItem(atPath: path)
  }
}
