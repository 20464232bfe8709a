// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// How the pixels of one axis of a new picture are mixed from those of an old one: for each new pixel the first old one, and
/// the weights of it and those that follow, in 256ths.
private struct Mixture {
  var taps: Int
  var starts: [Int] = []
  var weights: [Int32] = []

  /// `count` new pixels from `origin`, a place of the old axis with `size` pixels; `factor` new pixels are one old one.
  ///
  /// Smaller pictures mean the area that a pixel covers; larger ones take a cubic through four pixels (Keys, a = -0.5).
  init(count: Int, origin: Double, size: Int, factor: Double) {
    let extent = 1 / factor
    taps = min(size, factor < 1 ? Int(extent.rounded(.up)) + 1 : 4)
    starts.reserveCapacity(count)
    weights.reserveCapacity(count * taps)
    for index in 0..<count {
      let low = origin + Double(index) * extent
      let first = factor < 1 ? Int(low.rounded(.down)) : Int((low + extent / 2 - 0.5).rounded(.down)) - 1
      // Taps beyond an edge fall on the pixel at the edge.
      let start = min(max(first, 0), size - taps)
      var shares = [Double](repeating: 0, count: taps)
      let reach = factor < 1 ? Int(extent.rounded(.up)) + 1 : 4
      for tap in first..<(first + reach) {
        let share: Double
        if factor < 1 {
          share = max(0, min(Double(tap + 1), low + extent) - max(Double(tap), low)) / extent
        } else {
          share = Self.cubic(abs(low + extent / 2 - 0.5 - Double(tap)))
        }
        shares[min(max(tap - start, 0), taps - 1)] += share
      }
      var whole = shares.map { Int32(($0 * 256).rounded()) }
      // Rounding is made good where it is seen least.
      let largest = whole.indices.max { whole[$0] < whole[$1] } ?? 0
      whole[largest] += 256 - whole.reduce(0, +)
      starts.append(start)
      weights += whole
    }
  }

  /// One row of the new picture from one of the old, whose numbers start with the pixel `first` and are in 256ths.
  func mix(_ old: Span<Int32>, from first: Int, into tones: inout [UInt8], at place: Int) {
    // With a count that the compiler knows it unrolls the inner loop.
    switch taps {
    case 2: mix(old, first, 2, &tones, place)
    case 3: mix(old, first, 3, &tones, place)
    case 4: mix(old, first, 4, &tones, place)
    default: mix(old, first, taps, &tones, place)
    }
  }

  @inline(__always)
  private func mix(_ old: Span<Int32>, _ first: Int, _ taps: Int, _ tones: inout [UInt8], _ place: Int) {
    var target = tones.mutableSpan
    let (starts, weights) = (starts.span, weights.span)
    let count = starts.count
    precondition(weights.count == count * taps && place >= 0 && place + count <= target.count)
    var at = 0
    for index in 0..<count {
      let start = starts[index] &- first
      var sum: Int32 = 1 << 15
      for tap in 0..<taps { sum &+= old[start &+ tap] &* weights[at &+ tap] }
      at &+= taps
      target[place &+ index] = UInt8(truncatingIfNeeded: max(0, min(255, sum >> 16)))
    }
  }

  private static func cubic(_ x: Double) -> Double {
    if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0
  }
}

extension GrayImage {
  /// A part of the picture with `factor` times the pixels a side. `x` and `y` are its top left corner in pixels of this
  /// picture; what lies outside repeats the edge.
  func resampled(x: Double, y: Double, width: Int, height: Int, by factor: Double) -> GrayImage {
    precondition(self.width > 0 && self.height > 0, "an empty picture has no pixels to mix")
    let across = Mixture(count: width, origin: x, size: self.width, factor: factor)
    let down = Mixture(count: height, origin: y, size: self.height, factor: factor)
    guard let firstColumn = across.starts.first, let lastColumn = across.starts.last else {
      return GrayImage(width: width, height: height)
    }
    // Rows are mixed first, all columns that are needed side by side, then columns.
    let columns = lastColumn + across.taps - firstColumn
    var row = [Int32](repeating: 0, count: columns)
    var tones = [UInt8](repeating: 0, count: width * height)
    for line in 0..<height {
      Rows.clear(&row)
      for tap in 0..<down.taps {
        let from = (down.starts[line] + tap) * self.width + firstColumn
        Rows.add(pixels.span.extracting(from..<(from + columns)), times: down.weights[line * down.taps + tap], to: &row)
      }
      across.mix(row.span, from: firstColumn, into: &tones, at: line * width)
    }
    return GrayImage(width: width, height: height, pixels: tones)
  }
}
