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
      guard (try? Digest(ofFile: path)) == input.file ?? input.digest else { continue }
      try DurableFile.remove(path)
    }
  }
}

extension Digest {
  /// SHA-256 of a file, read piece by piece.
  init(ofFile path: String) throws(FileError) {
    let file = try FileReader(path)
    var state = SHA256State()
    var offset = 0
    while true {
      let piece = try file.read(at: offset, upTo: 1 << 20)
      guard !piece.isEmpty else { break }
      state.update(piece)
      offset += piece.count
    }
    self = state.finish()
  }
}
