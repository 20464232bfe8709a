// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Signing
import Testing

@testable import Ledger

@Suite struct TreeTests {
  /// All complete nodes of a tree, in the order in which they are stored.
  static func stored(_ leaves: [Digest]) -> (hashes: [Digest], frontier: TreeFrontier) {
    var hashes: [Digest] = []
    var frontier = TreeFrontier()
    for leaf in leaves {
      hashes.append(leaf)
      frontier.append(leaf) { hashes.append($0) }
    }
    return (hashes, frontier)
  }

  static func decimalLeaves(_ count: Int) -> [Digest] {
    (0..<count).map { TreeHash.leaf(Array(String($0).utf8)) }
  }

  /// RFC 6962 section 2.1 word for word.
  static func plainRoot(_ leaves: ArraySlice<Digest>) -> Digest {
    if leaves.isEmpty { return TreeHash.empty }
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let middle = leaves.startIndex + split
    return TreeHash.node(plainRoot(leaves[..<middle]), plainRoot(leaves[middle...]))
  }

  @Test("Leaves, every root, every inclusion and consistency proof of the seven lines are those of the vectors")
  func vectors() throws {
    let json = try Vectors.json()
    let leaves = try Vectors.lines().map { TreeHash.leaf($0) }
    #expect(leaves.map(\.hex) == json["leaf_hashes"]?.array?.compactMap(\.string))
    for (size, root) in json["roots"]?.object?.members ?? [] {
      #expect(Self.stored(Array(leaves.prefix(try #require(Int(size))))).frontier.root.hex == root.string)
    }
    let hashes = Self.stored(leaves).hashes
    for (index, path) in json["inclusion"]?.object?.members ?? [] {
      let proof = InclusionProof(index: try #require(Int(index)), size: 7) { hashes[$0.storedIndex] }
      #expect(proof.path.map(\.hex) == path.array?.compactMap(\.string))
    }
    let consistency = json["consistency"]?.object?.members ?? []
    #expect(consistency.count == 7)
    for (sizes, path) in consistency {
      let old = try #require(Int(sizes.prefix(1)))
      let proof = ConsistencyProof(oldSize: old, newSize: 7) { hashes[$0.storedIndex] }
      #expect(proof.path.map(\.hex) == path.array?.compactMap(\.string))
    }
  }

  @Test("Roots and tiles of big trees are those of the vectors")
  func bigTrees() throws {
    let trees = try Vectors.json()["big_trees"]?.object?["trees"]?.object?.members ?? []
    #expect(trees.count == 7)
    let leaves = Self.decimalLeaves(70_000)
    let hashes = Self.stored(leaves).hashes
    for (text, tree) in trees {
      let size = try #require(Int(text))
      #expect(Self.stored(Array(leaves.prefix(size))).frontier.root.hex == tree.object?["root"]?.string)
      for (path, digest) in tree.object?["tiles_sha256"]?.object?.members ?? [] {
        let tile = try #require(Self.tiles(size: size).first { $0.path == path })
        let start = tile.index * 256
        let bytes = (start..<(start + tile.width)).flatMap {
          hashes[TreeNode(level: 8 * (tile.level ?? 0), index: $0).storedIndex].bytes
        }
        #expect(Digest(sha256: bytes).hex == digest.string)
      }
    }
  }

  static func tiles(size: Int) -> [Tile] {
    var tiles: [Tile] = []
    var level = 0
    while Tile.count(level: level, size: size) > 0 {
      for first in stride(from: 0, to: Tile.count(level: level, size: size), by: 256) {
        tiles.append(Tile.holding(first, level: level, size: size))
      }
      level += 1
    }
    return tiles
  }

  @Test("A tree of 70,000 has the tiles that the specification lists")
  func tileList() {
    let tiles = Self.tiles(size: 70_000)
    #expect(tiles.filter { $0.level == 0 && $0.isFull }.count == 273)
    #expect(tiles.filter { !$0.isFull }.map(\.path) == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
    #expect(Self.tiles(size: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
  }

  @Test("Tile numbers are written in groups of three digits")
  func tilePaths() throws {
    for (index, path) in try Vectors.json()["tile_index_path"]?.object?.members ?? [] {
      #expect(Tile.path(of: try #require(Int(index))) == path.string)
    }
    #expect(Tile(level: nil, index: 1_234_067, width: 256).path == "tile/entries/x001/x234/067")
    #expect(Tile(level: nil, index: 5, width: 3).folder == "tile/entries/005.p")
  }

  @Test("Every inclusion proof of every tree of 1 to 40 leaves holds, and no other leaf or place does")
  func inclusion() throws {
    for size in 1...40 {
      let leaves = Self.decimalLeaves(size)
      let (hashes, frontier) = Self.stored(leaves)
      #expect(frontier.root == Self.plainRoot(leaves[...]))
      #expect(hashes.count == TreeNode.storedCount(leaves: size))
      for index in 0..<size {
        let proof = InclusionProof(index: index, size: size) { hashes[$0.storedIndex] }
        #expect(proof.proves(leaves[index], under: frontier.root))
        #expect(InclusionProof(index: index, size: size, path: proof.path) == proof)
        for other in 0..<size where other != index {
          #expect(!proof.proves(leaves[other], under: frontier.root))
          if let moved = InclusionProof(index: other, size: size, path: proof.path) {
            #expect(!moved.proves(leaves[index], under: frontier.root))
          }
        }
        #expect(InclusionProof(index: index, size: size, path: proof.path + [leaves[0]]) == nil)
        if !proof.path.isEmpty {
          #expect(InclusionProof(index: index, size: size, path: Array(proof.path.dropLast())) == nil)
        }
        for place in proof.path.indices {
          var path = proof.path
          path[place] = TreeHash.empty
          #expect(
            InclusionProof(index: index, size: size, path: path)?.proves(leaves[index], under: frontier.root) == false)
        }
      }
      #expect(InclusionProof(index: size, size: size, path: []) == nil)
      #expect(InclusionProof(index: -1, size: size, path: []) == nil)
    }
  }

  @Test("Every consistency proof between trees of 0 to 40 leaves holds, and no changed one does")
  func consistency() throws {
    let leaves = Self.decimalLeaves(40)
    let hashes = Self.stored(leaves).hashes
    let roots = (0...40).map { Self.plainRoot(leaves[..<$0]) }
    for new in 0...40 {
      for old in 0...new {
        let proof = ConsistencyProof(oldSize: old, newSize: new) { hashes[$0.storedIndex] }
        #expect(proof.proves(roots[old], continuesAs: roots[new]))
        if old != new {
          #expect(!proof.proves(roots[new], continuesAs: roots[new]))
          if old > 0 { #expect(!proof.proves(roots[old], continuesAs: roots[old])) }
        }
        let longer = try #require(ConsistencyProof(oldSize: old, newSize: new, path: proof.path + [roots[1]]))
        #expect(!longer.proves(roots[old], continuesAs: roots[new]))
        for place in proof.path.indices {
          var path = proof.path
          path[place] = TreeHash.empty
          let changed = try #require(ConsistencyProof(oldSize: old, newSize: new, path: path))
          #expect(!changed.proves(roots[old], continuesAs: roots[new]))
          path = proof.path
          path.remove(at: place)
          let shorter = try #require(ConsistencyProof(oldSize: old, newSize: new, path: path))
          #expect(!shorter.proves(roots[old], continuesAs: roots[new]))
        }
      }
    }
    #expect(ConsistencyProof(oldSize: 2, newSize: 1, path: []) == nil)
  }
}
