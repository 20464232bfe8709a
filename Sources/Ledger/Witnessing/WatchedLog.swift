// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

/// A log in a witness's folder: its keys, what was cosigned last, and evidence of forks.
struct WatchedLog {
  let folder: String
  /// All named after the log's origin.
  let keys: [VerifierKey]

  private static let longestFile = 1 << 20

  /// Where a log of that origin is kept: readable, safe as a file name, and no two of one name.
  static func folder(of origin: String, in witness: String) -> String {
    let readable = origin.utf8.prefix(60).map { byte -> UInt8 in
      let isSafe =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46
      return isSafe ? byte : 95
    }
    let digest = Digest(sha256: Array(origin.utf8)).hex.prefix(16)
    return "\(witness)/logs/" + String(decoding: readable, as: UTF8.self) + "-\(digest)"
  }

  private static func keysPath(_ folder: String) -> String { folder + "/log.vkey" }
  /// An empty file until the first checkpoint is cosigned: a missing one is a memory lost.
  private var latestPath: String { folder + "/latest" }

  /// Nil for a log that the witness does not know.
  init?(origin: String, in witness: String) throws(WitnessError) {
    let folder = Self.folder(of: origin, in: witness)
    let path = Self.keysPath(folder)
    let bytes: [UInt8]
    do throws(FileError) { bytes = try DurableFile.read(path, limit: Self.longestFile) } catch  where error.isMissing {
      return nil
    } catch {
      throw .file(error)
    }
    var keys: [VerifierKey] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let key = try? VerifierKey(vkey: String(line)), key.name.isIdentical(to: origin) else {
        throw .forgotten(path: path, reason: "a line that is not a key of \(origin)")
      }
      keys.append(key)
    }
    self.folder = folder
    self.keys = keys
  }

  /// Makes a log known, or one more key of it; durable when it returns. Gives false for a key that was known.
  static func add(_ key: VerifierKey, to witness: String) throws(WitnessError) -> Bool {
    let known = try WatchedLog(origin: key.name, in: witness)
    let keys = known?.keys ?? []
    guard !keys.contains(key) else { return false }
    let folder = folder(of: key.name, in: witness)
    let lines = (keys + [key]).map { $0.description + "\n" }.joined()
    try WitnessError.files { () throws(FileError) in
      try DurableFile.makeFolder(folder)
      if known == nil, !DurableFile.exists(folder + "/latest") { try DurableFile.write([], to: folder + "/latest") }
      // Last: with its keys the log is known.
      try DurableFile.write(Array(lines.utf8), to: keysPath(folder))
    }
    return true
  }

  /// The note that was cosigned last; nil if none was yet.
  func latest() throws(WitnessError) -> (note: SignedNote, checkpoint: Checkpoint)? {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try DurableFile.read(latestPath, limit: SignedNote.maximumLength)
    } catch  where error.isMissing {
      throw .forgotten(path: latestPath, reason: "the file is missing")
    } catch {
      throw .file(error)
    }
    guard !bytes.isEmpty else { return nil }
    do throws(NoteError) {
      let note = try SignedNote(parsing: bytes)
      _ = try note.verified(by: keys)
      return (note, try Checkpoint(parsing: note.text))
    } catch {
      throw .forgotten(path: latestPath, reason: error.description)
    }
  }

  /// Remembers a note; durable when it returns.
  func remember(_ note: SignedNote) throws(WitnessError) {
    try WitnessError.files { () throws(FileError) in try DurableFile.write(note.bytes, to: latestPath) }
  }

  /// Keeps what the log has signed before and what it offers now; durable when it returns. Gives the folder.
  ///
  /// One piece a kind, size and first byte of the root: whoever offers the same again and again fills no disk.
  func keepEvidence(_ kind: String, _ request: CheckpointRequest, root: Digest) throws(WitnessError) -> String {
    let latest = try latest()
    let path = "\(folder)/evidence/\(kind)-\(latest?.checkpoint.size ?? 0)-\(root.hex.prefix(2))"
    try WitnessError.files { () throws(FileError) in
      guard !DurableFile.exists(path + "/offered") else { return }
      try DurableFile.makeFolder(path)
      if let latest { try DurableFile.write(latest.note.bytes, to: path + "/cosigned-before") }
      try DurableFile.write(request.bytes, to: path + "/offered")
    }
    return path
  }
}
