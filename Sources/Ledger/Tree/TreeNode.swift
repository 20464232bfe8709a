// SPDX-License-Identifier: GPL-3.0-or-later

/// The place of a perfect subtree: its 2^level leaves start at index · 2^level.
struct TreeNode: Hashable {
  /// 0 for leaves.
  var level: Int
  /// Counted from 0 within the level.
  var index: Int

  /// Where the hash of this node stands when each leaf is followed by the nodes that it completes, from below.
  ///
  /// Before the last leaf of this node, n, stand n leaves and the n − popcount(n) nodes that they complete; the
  /// node itself comes `level` places after that leaf.
  var storedIndex: Int {
    let lastLeaf = (index + 1) << level - 1
    return 2 * lastLeaf - lastLeaf.nonzeroBitCount + level
  }

  /// How many hashes a tree of so many leaves has stored.
  static func storedCount(leaves: Int) -> Int {
    2 * leaves - leaves.nonzeroBitCount
  }

  /// The perfect subtrees of a tree of this size, from the left: one for each bit.
  static func peaks(of size: Int) -> [TreeNode] {
    var nodes: [TreeNode] = []
    var rest = size
    var start = 0
    while rest > 0 {
      let level = Int.bitWidth - 1 - rest.leadingZeroBitCount
      nodes.append(TreeNode(level: level, index: start >> level))
      start += 1 << level
      rest -= 1 << level
    }
    return nodes
  }

  /// The largest power of two below `count`, where RFC 6962 splits a tree; `count` over 1.
  static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}
