// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

/// All node hashes of the ledger's tree and the end of each line, beside the ledger: `hashes` (32 bytes each, every
/// leaf followed by the nodes that it completes) and `offsets` (8 bytes each, little-endian).
///
/// A cache: neither file is ever flushed, both may lag behind the ledger or be missing; the signed root tells
/// whether they are right. What is appended waits in memory until `flush`.
struct HashCache: ~Copyable {
  fileprivate static let hashLength = 32
  fileprivate static let offsetLength = 8
  private static let flushThreshold = 1 << 16

  private var hashes: AppendFile
  private var offsets: AppendFile
  private var waitingHashes: [UInt8] = []
  private var waitingOffsets: [UInt8] = []
  /// Leaves in files and memory.
  private(set) var size: Int

  static func paths(in folder: String) -> (hashes: String, offsets: String) {
    (folder + "/hashes", folder + "/offsets")
  }

  /// Opens or makes the files and cuts both to the same number of leaves, at most `limit`.
  init(folder: String, limit: Int) throws(FileError) {
    let paths = Self.paths(in: folder)
    var hashes = try AppendFile(paths.hashes)
    var offsets = try AppendFile(paths.offsets)
    let stored = hashes.size / Self.hashLength
    var size = min(limit, offsets.size / Self.offsetLength)
    // Each leaf stores at least one hash and, with the nodes above, at most two on average.
    size = min(size, stored)
    while TreeNode.storedCount(leaves: size) > stored { size = min(size - 1, (size + stored / 2 + 1) / 2) }
    try hashes.truncate(to: TreeNode.storedCount(leaves: size) * Self.hashLength)
    try offsets.truncate(to: size * Self.offsetLength)
    self.hashes = hashes
    self.offsets = offsets
    self.size = size
  }

  /// Leaves with the nodes that they complete and the ends of their lines, on their way into the cache.
  struct Batch {
    fileprivate var hashes: [UInt8] = []
    fileprivate var offsets: [UInt8] = []
    fileprivate var count = 0

    init(capacity: Int = 0) {
      hashes.reserveCapacity(capacity * 2 * HashCache.hashLength)
      offsets.reserveCapacity(capacity * HashCache.offsetLength)
    }

    /// Adds a leaf to the tree, it and the nodes that it completes to the batch.
    mutating func append(_ leaf: Digest, end: Int, to frontier: inout TreeFrontier) {
      leaf.append(to: &hashes)
      frontier.append(leaf) { $0.append(to: &hashes) }
      for shift in stride(from: 0, to: 64, by: 8) { offsets.append(UInt8(truncatingIfNeeded: end >> shift)) }
      count += 1
    }
  }

  mutating func append(_ batch: Batch) {
    waitingHashes += batch.hashes
    waitingOffsets += batch.offsets
    size += batch.count
  }

  /// Enough waits in memory to be worth a `flush`.
  var isLarge: Bool { waitingHashes.count >= Self.flushThreshold }

  /// Writes what waits in memory to the files.
  mutating func flush() throws(FileError) {
    try hashes.append(waitingHashes)
    waitingHashes.removeAll(keepingCapacity: true)
    try offsets.append(waitingOffsets)
    waitingOffsets.removeAll(keepingCapacity: true)
  }

  /// Forgets everything.
  mutating func clear() throws(FileError) {
    waitingHashes = []
    waitingOffsets = []
    try hashes.truncate(to: 0)
    try offsets.truncate(to: 0)
    size = 0
  }

  /// The hash of a perfect subtree that is complete.
  func hash(_ node: TreeNode) throws(FileError) -> Digest {
    let bytes = try Self.read(
      node.storedIndex * Self.hashLength, count: Self.hashLength, from: hashes, waiting: waitingHashes)
    return Digest(bytes: bytes) ?? TreeHash.empty
  }

  /// The leaf hashes of a range, read in one go.
  func leaves(_ range: Range<Int>) throws(FileError) -> [Digest] {
    guard let first = range.first else { return [] }
    let start = TreeNode(level: 0, index: first).storedIndex
    let end = TreeNode(level: 0, index: range.upperBound - 1).storedIndex + 1
    let bytes = try Self.read(
      start * Self.hashLength, count: (end - start) * Self.hashLength, from: hashes, waiting: waitingHashes)
    return range.map { index in
      let place = (TreeNode(level: 0, index: index).storedIndex - start) * Self.hashLength
      return Digest(bytes: Array(bytes[place..<(place + Self.hashLength)])) ?? TreeHash.empty
    }
  }

  /// Where the line after this entry starts.
  func end(of index: Int) throws(FileError) -> Int {
    let bytes = try Self.read(
      index * Self.offsetLength, count: Self.offsetLength, from: offsets, waiting: waitingOffsets)
    var value: UInt64 = 0
    for byte in bytes.reversed() { value = value << 8 | UInt64(byte) }
    return Int(clamping: value)
  }

  /// The right edge of the tree of the cached leaves.
  func frontier() throws(FileError) -> TreeFrontier {
    var peaks: [Digest] = []
    for node in TreeNode.peaks(of: size) { peaks.append(try hash(node)) }
    return TreeFrontier(size: size, peaks: peaks)
  }

  private static func read(
    _ offset: Int, count: Int, from file: borrowing AppendFile, waiting: [UInt8]
  ) throws(FileError) -> [UInt8] {
    if offset + count <= file.size { return try file.read(at: offset, count: count) }
    if offset >= file.size { return Array(waiting[(offset - file.size)..<(offset - file.size + count)]) }
    let first = file.size - offset
    return try file.read(at: offset, count: first) + waiting[..<(count - first)]
  }
}
