// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of `names` that a mistyped word most probably meant; nil where none is near.
///
/// Case does not count. Optimal string alignment (insertion, deletion, substitution, transposition of neighbours)
/// up to a third of the word's length; words over 64 bytes are not looked up.
func nearestName(_ word: String, in names: [String]) -> String? {
  let wanted = lowered(word)
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  var best: String?
  var distance = max(1, wanted.count / 3) + 1
  for name in names {
    let found = alignmentDistance(wanted, lowered(name))
    if found < distance {
      best = name
      distance = found
    }
  }
  return best
}

private func lowered(_ word: String) -> [UInt8] {
  word.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
}

private func alignmentDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var before: [Int] = []
  var above = Array(0...right.count)
  for (row, byte) in left.enumerated() {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for (column, other) in right.enumerated() {
      var cost = min(above[column + 1] + 1, current[column] + 1, above[column] + (byte == other ? 0 : 1))
      if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
        cost = min(cost, before[column - 1] + 1)
      }
      current.append(cost)
    }
    before = above
    above = current
  }
  return above[right.count]
}
