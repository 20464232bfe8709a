// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

extension LedgerFile {
  /// Brings a folder that a web server can serve up to the signed checkpoint: tiles, entry bundles, and last the
  /// checkpoint (https://c2sp.org/tlog-tiles).
  ///
  /// Full tiles are written once. Partial ones stay for those who hold an older checkpoint, until their full tile is
  /// there. A folder with a longer or different ledger is refused. A reader never sees a checkpoint without its
  /// tiles, whenever this is interrupted. Gives the number of files written.
  @discardableResult
  public func publish(to folder: String) throws(LedgerError) -> Int {
    let published = try publishedCheckpoint(in: folder)
    let old = published?.size ?? 0
    if let published { try requireContinuation(of: published, at: folder) }
    let note = note.bytes
    let size = checkpoint.size
    let path = LedgerPaths(folder: folder).checkpoint
    var count = 0
    if size > old {
      count += try writeTiles(level: nil, from: old, to: size, folder: folder)
      var level = 0
      while Tile.count(level: level, size: size) > 0 {
        count += try writeTiles(level: level, from: old, to: size, folder: folder)
        level += 1
      }
    }
    do throws(FileError) {
      try DurableFile.makeFolder(folder)
      // One flush for all tiles; only then may the checkpoint speak of them.
      try DurableFile.synchronise(fileSystemOf: folder)
      let isCurrent = published?.size == size ? try DurableFile.read(path) == note : false
      if !isCurrent {
        try DurableFile.write(note, to: path)
        count += 1
      }
      try removePartials(from: old, to: size, folder: folder)
    } catch {
      throw .file(error)
    }
    return count
  }

  /// The signed checkpoint of a published copy of this ledger; nil where there is none yet.
  public func publishedCheckpoint(in folder: String) throws(LedgerError) -> Checkpoint? {
    let path = LedgerPaths(folder: folder).checkpoint
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try DurableFile.read(path, limit: SignedNote.maximumLength)
    } catch  where error.isMissing {
      return nil
    } catch {
      throw .file(error)
    }
    return try LedgerError.notes(path) { () throws(NoteError) in
      try Checkpoint(SignedNote(parsing: bytes), signedBy: verifier, orOneOf: earlier, origin: origin)
    }
  }

  /// Writes what a level (nil: the entries) has more at `size` than at `old`.
  private func writeTiles(level: Int?, from old: Int, to size: Int, folder: String) throws(LedgerError) -> Int {
    let first = Tile.count(level: level ?? 0, size: old)
    let end = Tile.count(level: level ?? 0, size: size)
    guard end > first else { return 0 }
    var count = 0
    var madeFolder = ""
    for number in (first / Tile.fullWidth)...((end - 1) / Tile.fullWidth) {
      let tile = Tile.holding(number * Tile.fullWidth, level: level, size: size)
      let bytes = try content(of: tile)
      do throws(FileError) {
        if tile.folder != madeFolder {
          madeFolder = tile.folder
          try DurableFile.makeFolder("\(folder)/\(madeFolder)")
        }
        try DurableFile.writeUnsynced(bytes, to: "\(folder)/\(tile.path)")
      } catch {
        throw .file(error)
      }
      count += 1
    }
    return count
  }

  private func content(of tile: Tile) throws(LedgerError) -> [UInt8] {
    let start = tile.index * Tile.fullWidth
    let range = start..<(start + tile.width)
    guard let level = tile.level else { return EntryBundle.bytes(of: try lines(range)) }
    if level == 0 { return try leaves(range).flatMap(\.bytes) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tile.width * 32)
    for index in range { bytes += try hash(TreeNode(level: 8 * level, index: index)).bytes }
    return bytes
  }

  /// Removes partial tiles whose full tile has been published.
  private func removePartials(from old: Int, to size: Int, folder: String) throws(FileError) {
    var level = -1
    while Tile.count(level: max(level, 0), size: old) > 0 {
      let before = Tile.count(level: max(level, 0), size: old)
      let after = Tile.count(level: max(level, 0), size: size)
      let number = before / Tile.fullWidth
      if before % Tile.fullWidth > 0, after / Tile.fullWidth > number {
        let tile = Tile(level: level < 0 ? nil : level, index: number, width: Tile.fullWidth)
        for width in 1..<Tile.fullWidth { try DurableFile.remove("\(folder)/\(tile.path).p/\(width)") }
        try DurableFile.removeFolder("\(folder)/\(tile.path).p")
      }
      level += 1
    }
  }
}
