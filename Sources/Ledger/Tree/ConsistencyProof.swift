// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// That a tree begins with all leaves of an older, smaller one (RFC 6962 section 2.1.2).
public struct ConsistencyProof: Equatable, Sendable {
  /// Leaves of the older tree.
  public let oldSize: Int
  /// Leaves of the newer tree, at least `oldSize`.
  public let newSize: Int
  public let path: [Digest]

  /// Nil for sizes in the wrong order.
  public init?(oldSize: Int, newSize: Int, path: [Digest]) {
    guard oldSize >= 0, oldSize <= newSize else { return nil }
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// The newer root continues the older one.
  public func proves(_ oldRoot: Digest, continuesAs newRoot: Digest) -> Bool {
    if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
    // Everything continues the empty tree.
    if oldSize == 0 { return path.isEmpty && oldRoot == TreeHash.empty }
    // RFC 9162 section 2.1.4.2. A full older tree is itself the first node of the path.
    var hashes = oldSize.nonzeroBitCount == 1 ? [oldRoot] + path : path
    guard !hashes.isEmpty else { return false }
    let first = hashes.removeFirst()
    var place = oldSize - 1
    var last = newSize - 1
    while place & 1 == 1 {
      place >>= 1
      last >>= 1
    }
    var older = first
    var newer = first
    for hash in hashes {
      guard last != 0 else { return false }
      if place & 1 == 1 || place == last {
        older = TreeHash.node(hash, older)
        newer = TreeHash.node(hash, newer)
        while place & 1 == 0 && place != 0 {
          place >>= 1
          last >>= 1
        }
      } else {
        newer = TreeHash.node(newer, hash)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 && older == oldRoot && newer == newRoot
  }

  /// Reads the path from a tree of at least `newSize` leaves; `oldSize` must not be over `newSize`.
  init<Failure: Error>(
    oldSize: Int, newSize: Int, node: (TreeNode) throws(Failure) -> Digest
  ) throws(Failure) {
    precondition(oldSize >= 0 && oldSize <= newSize)
    var path: [Digest] = []
    if oldSize > 0, oldSize < newSize {
      var range = 0..<newSize
      // The older tree's root is known while it is the left child all the way down.
      var isWhole = true
      while range.upperBound != oldSize {
        let middle = range.lowerBound + TreeNode.split(range.count)
        if oldSize <= middle {
          path.append(try rangeHash(middle..<range.upperBound, node: node))
          range = range.lowerBound..<middle
        } else {
          path.append(try rangeHash(range.lowerBound..<middle, node: node))
          range = middle..<range.upperBound
          isWhole = false
        }
      }
      if !isWhole { path.append(try rangeHash(range, node: node)) }
    }
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path.reversed()
  }
}
