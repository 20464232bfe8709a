// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// The right edge of a growing Merkle tree: all that is needed to add leaves and to give the root; O(log n) memory.
public struct TreeFrontier: Sendable {
  /// Leaves so far.
  public private(set) var size: Int
  /// Roots of the perfect subtrees, from the left: one for each bit of `size`.
  private var peaks: [Digest]

  /// The tree without leaves.
  public init() {
    size = 0
    peaks = []
  }

  /// The edge of a tree of that size; `peaks` as `TreeNode.peaks(of:)` lists them.
  init(size: Int, peaks: [Digest]) {
    precondition(peaks.count == size.nonzeroBitCount)
    self.size = size
    self.peaks = peaks
  }

  /// Adds the next leaf.
  public mutating func append(_ leaf: Digest) {
    append(leaf) { _ in }
  }

  /// Adds the next leaf and gives the hashes of the nodes that it completes, from below.
  mutating func append(_ leaf: Digest, completed: (Digest) -> Void) {
    var node = leaf
    for _ in 0..<size.trailingOneBits {
      node = TreeHash.node(peaks.removeLast(), node)
      completed(node)
    }
    peaks.append(node)
    size += 1
  }

  /// The Merkle tree hash of the leaves so far.
  public var root: Digest {
    guard var root = peaks.last else { return TreeHash.empty }
    for peak in peaks.dropLast().reversed() { root = TreeHash.node(peak, root) }
    return root
  }
}

extension Int {
  /// How many ones stand at the low end.
  fileprivate var trailingOneBits: Int { (~self).trailingZeroBitCount }
}
