// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

extension LedgerFile {
  /// The entries from an index on, one after the other, in flat memory.
  public func entries(from index: Int = 0) throws(LedgerError) -> EntryReader {
    guard (0...size).contains(index) else { throw .noEntry(index: index, size: size) }
    return try EntryReader(paths.lines, offset: offset(of: index), seq: index, end: size)
  }

  /// One entry, compared with its hash.
  public func entry(at index: Int) throws(LedgerError) -> LedgerEntry {
    let line = try line(at: index)
    do throws(EntryFault) {
      return try LedgerEntry(parsingLine: line)
    } catch {
      throw .broken(path: paths.lines, line: index + 1, reason: error.description)
    }
  }

  /// The line of one entry without its LF, compared with its hash.
  public func line(at index: Int) throws(LedgerError) -> [UInt8] {
    guard (0..<size).contains(index) else { throw .noEntry(index: index, size: size) }
    return Array(try lines(index..<(index + 1))[0])
  }

  /// That the entry stands in the tree of the signed checkpoint; O(log n) reads.
  public func inclusionProof(of index: Int) throws(LedgerError) -> InclusionProof {
    guard (0..<checkpoint.size).contains(index) else { throw .noEntry(index: index, size: checkpoint.size) }
    let proof = try InclusionProof(index: index, size: checkpoint.size) { (node) throws(LedgerError) in
      try hash(node)
    }
    guard proof.proves(try leaves(index..<(index + 1))[0], under: checkpoint.root) else { throw damagedCache }
    return proof
  }

  /// The entry's proof with the signed checkpoint, for `<number>.tlog-proof`; on demand with the entry's line in it, so
  /// that it says by itself what is proven.
  public func logProof(of index: Int, withEntry: Bool = false) throws(LedgerError) -> LogProof {
    LogProof(
      index: index, path: try inclusionProof(of: index).path, note: note,
      extra: withEntry ? try line(at: index) : nil)
  }

  /// That the signed checkpoint continues an older one of that size; O(log n) reads.
  public func consistencyProof(from oldSize: Int) throws(LedgerError) -> ConsistencyProof {
    guard (0...checkpoint.size).contains(oldSize) else { throw .noEntry(index: oldSize, size: checkpoint.size) }
    let proof = try ConsistencyProof(oldSize: oldSize, newSize: checkpoint.size) { (node) throws(LedgerError) in
      try hash(node)
    }
    guard proof.proves(try root(ofFirst: oldSize), continuesAs: checkpoint.root) else { throw damagedCache }
    return proof
  }

  /// The root of the tree of the first entries.
  public func root(ofFirst count: Int) throws(LedgerError) -> Digest {
    guard (0...size).contains(count) else { throw .noEntry(index: count, size: size) }
    guard count > 0 else { return TreeHash.empty }
    return try rangeHash(0..<count) { (node) throws(LedgerError) in try hash(node) }
  }

  /// Refuses to go on if a copy of this ledger (a published one, a witness's memory) is longer or different: then
  /// this ledger was restored from a backup or changed, and appending would fork it.
  public func requireContinuation(of copy: Checkpoint, at path: String) throws(LedgerError) {
    guard copy.size <= size else {
      throw .forked(path: path, reason: "the copy has \(copy.size) entries, this ledger has \(size)")
    }
    guard try root(ofFirst: copy.size) == copy.root else {
      throw .forked(path: path, reason: "the first \(copy.size) entries differ")
    }
  }

  private var damagedCache: LedgerError {
    .broken(
      path: HashCache.paths(in: folder).hashes, line: nil,
      reason: "the cache of hashes is damaged; remove it, it is made again from ledger.jsonl")
  }
}
