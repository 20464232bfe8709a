// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension GrayImage {
  /// One pixel for each square of `block` pixels a side, their mean; what fills no square at the right and below is left out.
  func shrunk(by block: Int) -> GrayImage {
    guard block > 1 else { return self }
    let (across, down) = (width / block, height / block)
    var sums = [UInt16](repeating: 0, count: across * block)
    var tones = [UInt8](repeating: 0, count: across * down)
    let share = UInt32(65_536 / (block * block))
    for y in 0..<down {
      for x in 0..<sums.count { sums[x] = 0 }
      for row in (y * block)..<((y + 1) * block) {
        Rows.add(pixels.span.extracting((row * width)..<(row * width + sums.count)), to: &sums)
      }
      for x in 0..<across {
        var sum: UInt32 = 0
        for part in 0..<block { sum &+= UInt32(sums[x &* block &+ part]) }
        tones[y &* across &+ x] = UInt8(truncatingIfNeeded: (sum &* share &+ 32_768) >> 16)
      }
    }
    return GrayImage(width: across, height: down, pixels: tones)
  }

  /// Each pixel the mean of the four of which it is the upper left, the right column and last row as they are.
  var softened: GrayImage {
    var tones = pixels
    guard width > 1 else { return self }
    for y in 0..<max(0, height - 1) {
      Rows.soften(
        pixels.span.extracting((y * width)..<((y + 1) * width - 1)),
        pixels.span.extracting((y * width + 1)..<((y + 1) * width)),
        pixels.span.extracting(((y + 1) * width)..<((y + 2) * width - 1)),
        pixels.span.extracting(((y + 1) * width + 1)..<((y + 2) * width)), into: &tones, at: y * width)
    }
    return GrayImage(width: width, height: height, pixels: tones)
  }
}
