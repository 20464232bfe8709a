// SPDX-License-Identifier: GPL-3.0-or-later

/// Slips between two words: letters left out, put in or changed; two neighbours swapped, and nothing else, count one.
enum EditDistance {
  /// Slips that a word of the list may differ by: short words are other words soon.
  static func allowance(letters: Int) -> Int {
    letters < 4 ? 0 : letters < 6 ? 1 : 2
  }

  /// The number of slips, if it is at most `most` (2 or less); nil above.
  static func between(_ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>, most: Int) -> Int? {
    guard abs(left.count - right.count) <= most else { return nil }
    // What is alike at both ends costs nothing.
    var (i, j) = (left.startIndex, right.startIndex)
    var (m, n) = (left.endIndex, right.endIndex)
    while i < m, j < n, left[i] == right[j] { (i, j) = (i + 1, j + 1) }
    while i < m, j < n, left[m - 1] == right[n - 1] { (m, n) = (m - 1, n - 1) }
    if most > 0, m - i == 2, n - j == 2, left[i] == right[n - 1], left[m - 1] == right[j] { return 1 }
    return rest(of: left[i..<m], right[j..<n], i, j, most: most)
  }

  /// Slips from two places on: with so few allowed, trying all is quicker than a table.
  private static func rest(
    of left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>, _ i: Int, _ j: Int, most: Int
  ) -> Int? {
    var (i, j) = (i, j)
    while i < left.endIndex, j < right.endIndex, left[i] == right[j] { (i, j) = (i + 1, j + 1) }
    let (m, n) = (left.endIndex - i, right.endIndex - j)
    if m == 0 || n == 0 { return m + n <= most ? m + n : nil }
    guard most > 0, abs(m - n) <= most else { return nil }
    var least = rest(of: left, right, i + 1, j + 1, most: most - 1)
    if let out = rest(of: left, right, i + 1, j, most: most - 1), out < least ?? most { least = out }
    if let put = rest(of: left, right, i, j + 1, most: most - 1), put < least ?? most { least = put }
    return least.map { $0 + 1 }
  }
}
