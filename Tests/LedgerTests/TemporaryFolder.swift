// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A folder of one test, removed with the last reference. In memory where the machine has such a place: these tests
/// flush files tens of thousands of times.
final class TemporaryFolder {
  let path: String

  init() throws {
    let memory = URL(fileURLWithPath: "/dev/shm")
    let place =
      FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
    path = place.appendingPathComponent("certmill-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static func / (folder: TemporaryFolder, name: String) -> String { folder.path + "/" + name }
}
