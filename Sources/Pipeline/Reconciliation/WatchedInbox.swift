// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles

/// Tells when an inbox has something new. What a batch had to leave there (a link, a file that nobody may read) is not
/// looked at again until it changes: it would be told again and again.
struct WatchedInbox {
  private let path: String
  private var seen: [String: FileIdentity] = [:]
  private var left: [String: FileIdentity] = [:]

  init(_ path: String) {
    self.path = path
  }

  /// Whether there is a file that was not left before.
  mutating func hasNews() throws -> Bool {
    seen = try files()
    return seen.contains { left[$0.key] != $0.value }
  }

  /// A batch has taken what it could of what was there.
  mutating func leave() throws {
    let now = try files()
    left = seen.filter { now[$0.key] == $0.value }
  }

  private func files() throws -> [String: FileIdentity] {
    var files: [String: FileIdentity] = [:]
    // One that is gone meanwhile is no news.
    for file in try InputFiles([path], inbox: path).files { files[file.path] = try? FileIdentity(of: file.path) }
    return files
  }
}
