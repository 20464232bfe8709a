// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// That a leaf stands at an index of the tree with a certain root (RFC 6962 section 2.1.1).
public struct InclusionProof: Equatable, Sendable {
  /// From 0.
  public let index: Int
  /// Leaves of the tree, over `index`.
  public let size: Int
  /// Sibling hashes from the leaf's up to the child of the root.
  public let path: [Digest]

  /// Nil for an index outside the tree or a path of a length that the place does not have.
  public init?(index: Int, size: Int, path: [Digest]) {
    guard index >= 0, index < size, path.count == Self.pathLength(index: index, size: size) else { return nil }
    self.index = index
    self.size = size
    self.path = path
  }

  /// The root that this leaf and path lead to; the proof holds if it is the signed one.
  public func root(of leaf: Digest) -> Digest {
    // RFC 9162 section 2.1.3.2.
    var node = leaf
    var place = index
    var last = size - 1
    for sibling in path {
      if place & 1 == 1 || place == last {
        node = TreeHash.node(sibling, node)
        while place & 1 == 0 && place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        node = TreeHash.node(node, sibling)
      }
      place >>= 1
      last >>= 1
    }
    return node
  }

  /// The leaf stands at `index` of the tree with this root.
  public func proves(_ leaf: Digest, under root: Digest) -> Bool {
    self.root(of: leaf) == root
  }

  /// Reads the path from a tree; `index` must be in 0..<size.
  init<Failure: Error>(
    index: Int, size: Int, node: (TreeNode) throws(Failure) -> Digest
  ) throws(Failure) {
    precondition(index >= 0 && index < size)
    var path: [Digest] = []
    var range = 0..<size
    // From the root down: the sibling of each child on the way.
    while range.count > 1 {
      let middle = range.lowerBound + TreeNode.split(range.count)
      let isLeft = index < middle
      let sibling = isLeft ? middle..<range.upperBound : range.lowerBound..<middle
      path.append(try rangeHash(sibling, node: node))
      range = isLeft ? range.lowerBound..<middle : middle..<range.upperBound
    }
    self.index = index
    self.size = size
    self.path = path.reversed()
  }

  private static func pathLength(index: Int, size: Int) -> Int {
    // Below where the ways to this leaf and to the last one part, each level has a sibling; above, only those
    // where the way goes right.
    let inner = Int.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
    return inner + (index >> inner).nonzeroBitCount
  }
}

/// The Merkle tree hash of a range of leaves that RFC 6962's splitting makes.
func rangeHash<Failure: Error>(
  _ range: Range<Int>, node: (TreeNode) throws(Failure) -> Digest
) throws(Failure) -> Digest {
  let count = range.count
  if count.nonzeroBitCount == 1 {
    let level = count.trailingZeroBitCount
    return try node(TreeNode(level: level, index: range.lowerBound >> level))
  }
  let middle = range.lowerBound + TreeNode.split(count)
  let left = try rangeHash(range.lowerBound..<middle, node: node)
  return TreeHash.node(left, try rangeHash(middle..<range.upperBound, node: node))
}
