// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension GrayImage {
  /// Whether this is a picture of an empty sheet: light, and hardly anything on it darker than its paper.
  ///
  /// Squares of pixels are averaged first, to about 600 across, so that a scanner's noise and specks fall away; show through
  /// from the other side is lighter than ink. A twelfth on each side is left out, where sheets are punched and a scanner
  /// sees past their edges.
  var isBlankSheet: Bool {
    let small = shrunk(by: max(1, max(width, height) / 600))
    let (columns, rows) = (
      small.width / 12..<small.width - small.width / 12, small.height / 12..<small.height - small.height / 12
    )
    guard !columns.isEmpty, !rows.isEmpty else { return false }
    var counts = [Int](repeating: 0, count: 256)
    for y in rows {
      for tone in small.pixels[(y * small.width + columns.lowerBound)..<(y * small.width + columns.upperBound)] {
        counts[Int(tone)] += 1
      }
    }
    let all = rows.count * columns.count
    var below = 0
    let paper = counts.firstIndex { count in
      below += count
      return 2 * below > all
    }
    guard let paper, paper >= 128 else { return false }
    // One in 5,000: a smaller mark than a line of text.
    return counts[..<(paper - Self.leastInk)].reduce(0, +) * 5_000 <= all
  }

  /// How much darker than its paper ink is at least.
  private static var leastInk: Int { 48 }
}
