// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension GrayImage {
  /// Whether this is a picture of an empty sheet: light, and hardly anything on it darker than its paper.
  ///
  /// Blocks of pixels are averaged first, to about 600 across, so that a scanner's noise and specks fall away; show
  /// through from the other side is lighter than ink.
  var isBlankSheet: Bool {
    let block = max(1, max(width, height) / 600)
    let (across, down) = (width / block, height / block)
    guard across > 0, down > 0 else { return false }
    var tones: [UInt8] = []
    tones.reserveCapacity(across * down)
    for y in 0..<down {
      for x in 0..<across {
        var sum = 0
        for row in (y * block)..<((y + 1) * block) {
          let start = row * width + x * block
          for index in start..<(start + block) { sum += Int(pixels[index]) }
        }
        tones.append(UInt8(truncatingIfNeeded: sum / (block * block)))
      }
    }
    var counts = [Int](repeating: 0, count: 256)
    for tone in tones { counts[Int(tone)] += 1 }
    var below = 0
    var paper = 0
    for (tone, count) in counts.enumerated() where below * 2 < tones.count {
      below += count
      paper = tone
    }
    guard paper >= 128 else { return false }
    let ink = counts[..<(paper - 64)].reduce(0, +)
    // One in 5,000: a smaller mark than a line of text.
    return ink * 5_000 <= tones.count
  }
}
