// SPDX-License-Identifier: GPL-3.0-or-later
import Signing

/// The hashes of a published tree, read tile by tile and compared with the signed root before they are used.
struct AuthenticTiles: Sendable {
  private let source: any LedgerSource
  private let size: Int
  /// The last tile of each level, all of them compared with the root together.
  private var edge: [[Digest]] = []
  /// Full tiles above the leaves: 1/256 of the tree.
  private var upper: [Tile: [Digest]] = [:]
  /// The full leaf tile that was read last.
  private var leaves: (index: Int, hashes: [Digest])?

  /// Reads the right edge of the tree, which makes the root.
  init(_ source: any LedgerSource, checkpoint: Checkpoint) throws(LedgerError) {
    self.source = source
    size = checkpoint.size
    var level = 0
    while Tile.count(level: level, size: size) > 0 {
      let count = Tile.count(level: level, size: size)
      // A level that ends with a full tile: its hash stands in the level above.
      let width = count % Tile.fullWidth
      edge.append(
        width == 0 ? [] : try parsed(Tile(level: level, index: count / Tile.fullWidth, width: width)))
      level += 1
    }
    var peaks: [Digest] = []
    for level in edge.indices.reversed() {
      var rest = edge[level][...]
      for node in TreeNode.peaks(of: rest.count) {
        peaks.append(Self.root(of: rest.prefix(1 << node.level)))
        rest = rest.dropFirst(1 << node.level)
      }
    }
    guard TreeFrontier(size: size, peaks: peaks).root == checkpoint.root else {
      throw .broken(path: source.name, line: nil, reason: "the tiles do not make the root that was signed")
    }
  }

  /// The hash of a perfect subtree of the tree.
  mutating func hash(_ node: TreeNode) throws(LedgerError) -> Digest {
    let level = node.level / 8
    let height = node.level % 8
    let first = node.index << height
    let hashes = try hashes(of: Tile.holding(first, level: level, size: size))
    let start = first % Tile.fullWidth
    return Self.root(of: hashes[start..<(start + 1 << height)])
  }

  /// The hashes of a tile, compared with the root. Only for tiles of `Tile.holding`.
  mutating func hashes(of tile: Tile) throws(LedgerError) -> [Digest] {
    guard let level = tile.level else { return [] }
    if !tile.isFull { return edge[level] }
    if let leaves, level == 0, leaves.index == tile.index { return leaves.hashes }
    if let hashes = upper[tile] { return hashes }
    let hashes = try parsed(tile)
    let above = try self.hashes(of: Tile.holding(tile.index, level: level + 1, size: size))
    guard Self.root(of: hashes[...]) == above[tile.index % Tile.fullWidth] else {
      throw .broken(path: "\(source.name)/\(tile.path)", line: nil, reason: "the tile is not the one that was signed")
    }
    if level == 0 { leaves = (tile.index, hashes) } else { upper[tile] = hashes }
    return hashes
  }

  /// The bytes of a tile's or bundle's file. A partial one that is no longer there may have been replaced by the
  /// full one, which begins with it.
  func read(_ tile: Tile, limit: Int) throws(LedgerError) -> (bytes: [UInt8], width: Int) {
    if let bytes = try source.read(tile.path, limit: limit) { return (bytes, tile.width) }
    let full = Tile(level: tile.level, index: tile.index, width: Tile.fullWidth)
    if !tile.isFull, let bytes = try source.read(full.path, limit: limit) { return (bytes, full.width) }
    throw .broken(path: "\(source.name)/\(tile.path)", line: nil, reason: "the file is missing")
  }

  private func parsed(_ tile: Tile) throws(LedgerError) -> [Digest] {
    let (bytes, width) = try read(tile, limit: Tile.fullWidth * Digest.byteCount)
    guard bytes.count == width * Digest.byteCount else {
      throw .broken(
        path: "\(source.name)/\(tile.path)", line: nil,
        reason: "\(width * Digest.byteCount) bytes expected, \(bytes.count) found")
    }
    return (0..<tile.width).compactMap { place in
      Digest(bytes: Array(bytes[(place * Digest.byteCount)..<((place + 1) * Digest.byteCount)]))
    }
  }

  /// The Merkle tree hash of 2^n hashes.
  private static func root(of hashes: ArraySlice<Digest>) -> Digest {
    var row = Array(hashes)
    while row.count > 1 {
      row = stride(from: 0, to: row.count, by: 2).map { TreeHash.node(row[$0], row[$0 + 1]) }
    }
    return row[0]
  }
}
