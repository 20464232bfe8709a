// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension GrayImage {
  /// Half as wide and high, each pixel the mean of four.
  var halved: GrayImage {
    let (across, down) = (width / 2, height / 2)
    var tones = [UInt8](repeating: 255, count: across * down)
    for y in 0..<down {
      let upper = 2 * y * width
      let lower = upper + width
      for x in 0..<across {
        let sum =
          Int(pixels[upper + 2 * x]) + Int(pixels[upper + 2 * x + 1]) + Int(pixels[lower + 2 * x])
          + Int(pixels[lower + 2 * x + 1])
        tones[y * across + x] = UInt8(truncatingIfNeeded: (sum + 2) >> 2)
      }
    }
    return GrayImage(width: across, height: down, pixels: tones)
  }

  /// Twice as wide and high, tones between neighbours mixed.
  var doubled: GrayImage {
    var doubled = GrayImage(width: 2 * width, height: 2 * height)
    for y in 0..<doubled.height {
      for x in 0..<doubled.width {
        doubled.pixels[y * doubled.width + x] = UInt8(
          truncatingIfNeeded: tone(x: max(0, x * 128 - 64), y: max(0, y * 128 - 64)))
      }
    }
    return doubled
  }

  /// The tone between four pixels, in 256ths of a pixel; beyond the edges, white.
  @inline(__always)
  func tone(x: Int, y: Int) -> Int {
    let (column, row) = (x >> 8, y >> 8)
    guard column >= 0, row >= 0, column + 1 < width, row + 1 < height else { return 255 }
    let (right, below) = (x & 255, y & 255)
    let at = row * width + column
    let upper = Int(pixels[at]) * (256 - right) + Int(pixels[at + 1]) * right
    let lower = Int(pixels[at + width]) * (256 - right) + Int(pixels[at + width + 1]) * right
    return (upper * (256 - below) + lower * below + 32_768) >> 16
  }

  /// Softened as by a lens, `sigma` in pixels.
  func blurred(sigma: Double) -> GrayImage {
    let reach = max(1, Int((2.5 * sigma).rounded(.up)))
    var weights = (-reach...reach).map { place in
      Int((4096 * Self.bell(Double(place) / sigma)).rounded())
    }
    let sum = weights.reduce(0, +)
    weights = weights.map { $0 * 4096 / sum }
    weights[reach] += 4096 - weights.reduce(0, +)
    return filteredAcross(weights).filteredDown(weights)
  }

  /// e^(-x²/2), by its series: the same on every machine.
  private static func bell(_ x: Double) -> Double {
    let square = -x * x / 2 / 16
    var (sum, term) = (1.0, 1.0)
    for index in 1...12 {
      term *= square / Double(index)
      sum += term
    }
    let fourth = sum * sum * sum * sum
    return fourth * fourth * fourth * fourth
  }

  private func filteredAcross(_ weights: [Int]) -> GrayImage {
    let reach = weights.count / 2
    var tones = [UInt8](repeating: 0, count: pixels.count)
    var padded = [Int32](repeating: 0, count: width + 2 * reach)
    let factors = weights.map { Int32($0) }
    for y in 0..<height {
      let row = y * width
      for place in padded.indices { padded[place] = Int32(pixels[row + min(max(place - reach, 0), width - 1)]) }
      for x in 0..<width {
        var sum: Int32 = 2048
        for place in factors.indices { sum &+= factors[place] &* padded[x &+ place] }
        tones[row + x] = UInt8(truncatingIfNeeded: sum >> 12)
      }
    }
    return GrayImage(width: width, height: height, pixels: tones)
  }

  private func filteredDown(_ weights: [Int]) -> GrayImage {
    let reach = weights.count / 2
    var tones = [UInt8](repeating: 0, count: pixels.count)
    var sums = [Int32](repeating: 0, count: width)
    for y in 0..<height {
      for x in sums.indices { sums[x] = 2048 }
      for (place, weight) in weights.enumerated() {
        let row = min(max(y + place - reach, 0), height - 1) * width
        let factor = Int32(weight)
        for x in sums.indices { sums[x] &+= factor &* Int32(pixels[row &+ x]) }
      }
      for x in sums.indices { tones[y * width + x] = UInt8(truncatingIfNeeded: sums[x] >> 12) }
    }
    return GrayImage(width: width, height: height, pixels: tones)
  }
}
