// SPDX-License-Identifier: GPL-3.0-or-later

/// How many slips lead from one word to the other: letters left out, put in or changed, two neighbours swapped.
///
/// Optimal string alignment: Damerau-Levenshtein without overlapping edits. Takes as many steps as the product of the
/// lengths; who lets strangers write the words bounds them.
@inlinable
public func slips<Letter: Equatable>(_ left: [Letter], _ right: [Letter]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for (column, other) in right.enumerated() {
      var count = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
      if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
        count = min(count, beforeLast[column - 1] + 1)
      }
      current.append(count)
    }
    beforeLast = last
    last = current
  }
  return last[right.count]
}
