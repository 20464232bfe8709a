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
    var (a, b) = (left, right)
    // What is alike at both ends costs nothing.
    while let x = a.first, x == b.first {
      a.removeFirst()
      b.removeFirst()
    }
    while let x = a.last, x == b.last {
      a.removeLast()
      b.removeLast()
    }
    if a.isEmpty || b.isEmpty { return a.count + b.count <= most ? a.count + b.count : nil }
    guard most > 0 else { return nil }
    if a.count == 2, b.count == 2, a.first == b.last, a.last == b.first { return 1 }
    if a.count == 1, b.count == 1 { return 1 }
    guard most > 1, max(a.count, b.count) <= 64 else { return nil }
    let distance = whole(Array(a), Array(b))
    return distance <= most ? distance : nil
  }

  private static func whole(_ a: [UInt32], _ b: [UInt32]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var corner = row[0]
      row[0] = i + 1
      for j in b.indices {
        let changed = corner + (a[i] == b[j] ? 0 : 1)
        corner = row[j + 1]
        row[j + 1] = min(changed, corner + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
