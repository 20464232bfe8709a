// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

/// `ledger.jsonl` with the cache of its hashes and the edge of its tree.
struct LedgerLines: ~Copyable {
  /// A thread takes as long as hashing so many bytes.
  private static let worthAThread = 16_384

  /// Of all entries in the file.
  private(set) var frontier = TreeFrontier()
  /// Time of the last entry; nil for an empty ledger.
  private(set) var lastTime: String?
  private let path: String
  private var file: AppendFile
  private var cache: HashCache

  /// Opens the file and compares it with the checkpoint.
  ///
  /// The cache is brought up to the checkpoint, or made again if it does not lead to the signed root; whole entries
  /// beyond the checkpoint are taken in; a torn last line is cut off.
  static func open(_ paths: LedgerPaths, checkpoint: Checkpoint) throws(LedgerError) -> LedgerLines {
    guard DurableFile.exists(paths.lines) else {
      throw .broken(path: paths.lines, line: nil, reason: "the file is missing")
    }
    var lines = try LedgerError.files { () throws(FileError) in
      let file = try AppendFile(paths.lines)
      return LedgerLines(
        path: paths.lines, file: file, cache: try HashCache(folder: paths.folder, limit: checkpoint.size))
    }
    try lines.compare(with: checkpoint)
    try lines.takeTail()
    try lines.files { (me) throws(FileError) in try me.cache.flush() }
    return lines
  }

  private init(path: String, file: consuming AppendFile, cache: consuming HashCache) {
    self.path = path
    self.file = file
    self.cache = cache
  }

  private mutating func compare(with checkpoint: Checkpoint) throws(LedgerError) {
    var isCurrent = try cacheFits()
    if isCurrent { isCurrent = try catchUp(to: checkpoint.size) }
    if isCurrent, frontier.root == checkpoint.root { return }
    try files { (me) throws(FileError) in try me.cache.clear() }
    guard try catchUp(to: checkpoint.size) else {
      throw .broken(
        path: path, line: nil, reason: "\(checkpoint.size) entries are signed, the file has \(frontier.size)")
    }
    guard frontier.root == checkpoint.root else {
      throw .broken(path: path, line: nil, reason: "the first \(checkpoint.size) entries are not those signed")
    }
  }

  /// Adds whole lines, with their LF, and makes them durable. When it throws, the ledger is as before, or refuses to
  /// go on until it is opened again. The hashes are made while the disk is busy, and `prepare` is called with the new
  /// edge of the tree, so that the checkpoint can be made ready too.
  mutating func append(
    _ bytes: [UInt8], ends: [Int], lastTime: String, prepare: (TreeFrontier) -> Void
  ) throws(LedgerError) {
    let start = file.size
    var frontier = frontier
    var batch = HashCache.Batch(capacity: ends.count)
    do throws(FileError) {
      try file.append(bytes)
      try file.sync(
        while: {
          var begin = 0
          for end in ends {
            batch.append(TreeHash.leaf(bytes[begin..<(end - 1)]), end: start + end, to: &frontier)
            begin = end
          }
          prepare(frontier)
        }, isLong: bytes.count >= Self.worthAThread)
    } catch {
      throw .file(error)
    }
    self.frontier = frontier
    cache.append(batch)
    self.lastTime = lastTime
    // The entries are safe; a cache that cannot be written stays in memory and is made again at the next opening.
    try? cache.flush()
  }

  /// Makes entries durable that were in the file when it was opened.
  mutating func sync() throws(LedgerError) {
    try files { (me) throws(FileError) in try me.file.sync() }
  }

  /// The hash of a perfect subtree of the entries.
  func hash(_ node: TreeNode) throws(LedgerError) -> Digest {
    do throws(FileError) { return try cache.hash(node) } catch { throw .file(error) }
  }

  /// The leaf hashes of a range of entries.
  func leaves(_ range: Range<Int>) throws(LedgerError) -> [Digest] {
    do throws(FileError) { return try cache.leaves(range) } catch { throw .file(error) }
  }

  /// Where entry `index` starts in the file; for `frontier.size` the file's end.
  func offset(of index: Int) throws(LedgerError) -> Int {
    do throws(FileError) { return index == 0 ? 0 : try cache.end(of: index - 1) } catch { throw .file(error) }
  }

  /// The lines of a range of entries without their LFs, compared with their hashes.
  func lines(_ range: Range<Int>) throws(LedgerError) -> [ArraySlice<UInt8>] {
    guard !range.isEmpty else { return [] }
    let leaves = try leaves(range)
    do throws(FileError) {
      var ends: [Int] = [range.lowerBound == 0 ? 0 : try cache.end(of: range.lowerBound - 1)]
      for index in range { ends.append(try cache.end(of: index)) }
      guard zip(ends, ends.dropFirst()).allSatisfy({ $0 < $1 }), let last = ends.last, last <= file.size else {
        throw FileError(path: path, operation: .read, cause: .damaged)
      }
      let bytes = try file.read(at: ends[0], count: last - ends[0])
      var lines: [ArraySlice<UInt8>] = []
      for (place, leaf) in leaves.enumerated() {
        let line = bytes[(ends[place] - ends[0])..<(ends[place + 1] - ends[0] - 1)]
        guard TreeHash.leaf(line) == leaf else { throw FileError(path: path, operation: .read, cause: .damaged) }
        lines.append(line)
      }
      return lines
    } catch  where error.cause == .damaged {
      throw .broken(
        path: path, line: range.lowerBound + 1, reason: "the entries from here on do not match the cache of hashes")
    } catch {
      throw .file(error)
    }
  }

  /// The cache's last line is where it says in the file.
  private func cacheFits() throws(LedgerError) -> Bool {
    guard cache.size > 0 else { return true }
    do throws(FileError) {
      let start = cache.size == 1 ? 0 : try cache.end(of: cache.size - 2)
      let end = try cache.end(of: cache.size - 1)
      guard start < end, end <= file.size, end - start <= LineReader.longestLine + 1 else { return false }
      let bytes = try file.read(at: start, count: end - start)
      let leaf = try cache.hash(TreeNode(level: 0, index: cache.size - 1))
      return bytes.last == 0x0A && TreeHash.leaf(bytes.dropLast()) == leaf
    } catch {
      throw .file(error)
    }
  }

  /// Hashes what the cache lacks up to `size` entries; false if the file has fewer.
  private mutating func catchUp(to size: Int) throws(LedgerError) -> Bool {
    do throws(FileError) {
      frontier = try cache.frontier()
      var reader = try LineReader(path, from: cache.size == 0 ? 0 : cache.end(of: cache.size - 1))
      while frontier.size < size {
        guard case .whole(let range) = try reader.next() else { return false }
        take(TreeHash.leaf(reader.buffer[range]), end: reader.offset)
        if cache.isLarge { try cache.flush() }
      }
      return true
    } catch {
      throw .file(error)
    }
  }

  /// Takes in what stands beyond the checkpoint and finds the time of the last entry.
  private mutating func takeTail() throws(LedgerError) {
    do throws(FileError) {
      let signed = frontier.size
      let first = max(signed - 1, 0)
      var offset = first == 0 ? 0 : try cache.end(of: first - 1)
      var reader = try LineReader(path, from: offset)
      var time = 0
      var seq = first
      reading: while true {
        switch try reader.next() {
        case .end: break reading
        case .torn:
          guard seq >= signed else { throw FileError(path: path, operation: .read, cause: .damaged) }
          try file.truncate(to: offset)
          break reading
        case .tooLong: throw FileError(path: path, operation: .read, cause: .damaged)
        case .whole(let range):
          guard let line = try? EntryLine(reader.buffer, range), line.seq == seq, line.time >= time else {
            throw FileError(path: path, operation: .read, cause: .damaged)
          }
          if seq >= signed { take(TreeHash.leaf(reader.buffer[range]), end: reader.offset) }
          lastTime = String(decoding: reader.buffer[line.timeRange], as: UTF8.self)
          time = line.time
        }
        offset = reader.offset
        seq += 1
      }
    } catch  where error.cause == .damaged {
      throw .broken(
        path: path, line: frontier.size + 1,
        reason: "neither signed nor an entry that an interrupted run could have left")
    } catch {
      throw .file(error)
    }
  }

  private mutating func take(_ leaf: Digest, end: Int) {
    var batch = HashCache.Batch()
    batch.append(leaf, end: end, to: &frontier)
    cache.append(batch)
  }

  private mutating func files(_ body: (inout LedgerLines) throws(FileError) -> Void) throws(LedgerError) {
    do throws(FileError) { try body(&self) } catch { throw .file(error) }
  }
}
