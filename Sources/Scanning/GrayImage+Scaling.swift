// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension GrayImage {
  /// Half as wide and high, each pixel the mean of four; an odd last row or column is left out.
  var halved: GrayImage {
    let (across, down) = (width / 2, height / 2)
    var tones: [UInt8] = []
    tones.reserveCapacity(across * down)
    for y in 0..<down {
      let upper = 2 * y * width
      let lower = upper + width
      for x in 0..<across {
        let sum =
          UInt16(pixels[upper + 2 * x]) + UInt16(pixels[upper + 2 * x + 1]) + UInt16(pixels[lower + 2 * x])
          + UInt16(pixels[lower + 2 * x + 1])
        tones.append(UInt8(truncatingIfNeeded: (sum + 2) >> 2))
      }
    }
    return GrayImage(width: across, height: down, pixels: tones)
  }

  /// Twice as wide and high, tones between neighbours mixed.
  var doubled: GrayImage {
    guard width > 0, height > 0 else { return self }
    // Each row first stretched across, then rows mixed; a new pixel lies a quarter off its old one.
    var rows = [UInt8](repeating: 0, count: 2 * width * height)
    for y in 0..<height {
      let old = y * width
      let new = 2 * old
      for x in 0..<width {
        let own = 3 * UInt16(pixels[old + x]) + 2
        rows[new + 2 * x] = UInt8(truncatingIfNeeded: (own + UInt16(pixels[old + max(0, x - 1)])) >> 2)
        rows[new + 2 * x + 1] = UInt8(truncatingIfNeeded: (own + UInt16(pixels[old + min(width - 1, x + 1)])) >> 2)
      }
    }
    let across = 2 * width
    var tones: [UInt8] = []
    tones.reserveCapacity(4 * width * height)
    for y in 0..<(2 * height) {
      let own = y / 2
      let other = y % 2 == 0 ? max(0, own - 1) : min(height - 1, own + 1)
      for x in 0..<across {
        let mixed = 3 * UInt16(rows[own * across + x]) + UInt16(rows[other * across + x]) + 2
        tones.append(UInt8(truncatingIfNeeded: mixed >> 2))
      }
    }
    return GrayImage(width: across, height: 2 * height, pixels: tones)
  }
}
