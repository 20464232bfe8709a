// SPDX-License-Identifier: GPL-3.0-or-later

/// Loops over numbers side by side, written so that the compiler makes vectors of them: spans of equal counts, nothing that
/// can overflow, no branch.
enum Rows {
  static func add(_ row: Span<Float>, to sums: inout [Float]) {
    var sums = sums.mutableSpan
    let count = sums.count
    precondition(row.count == count)
    for x in 0..<count { sums[x] += row[x] }
  }

  static func add(_ row: Span<UInt8>, to sums: inout [Float]) {
    var sums = sums.mutableSpan
    let count = sums.count
    precondition(row.count == count)
    for x in 0..<count { sums[x] += Float(row[x]) }
  }

  static func subtract(_ row: Span<Float>, from sums: inout [Float]) {
    var sums = sums.mutableSpan
    let count = sums.count
    precondition(row.count == count)
    for x in 0..<count { sums[x] -= row[x] }
  }

  /// (left - right) × shares × share, number by number.
  static func differences(
    _ left: Span<Float>, _ right: Span<Float>, times shares: Span<Float>, _ share: Float, into result: inout [Float]
  ) {
    var result = result.mutableSpan
    let count = result.count
    precondition(left.count == count && right.count == count && shares.count == count)
    for x in 0..<count { result[x] = (left[x] - right[x]) * (shares[x] * share) }
  }

  static func blacken(_ pixels: inout [UInt8], where tones: Span<Float>, isBelow limits: Span<Float>) {
    var pixels = pixels.mutableSpan
    let count = pixels.count
    precondition(tones.count == count && limits.count == count)
    for x in 0..<count { pixels[x] = tones[x] < limits[x] ? 0 : 255 }
  }

  static func scale(_ numbers: inout [Float], by factor: Float, adding others: Span<Float>, times share: Float) {
    var numbers = numbers.mutableSpan
    let count = numbers.count
    precondition(others.count == count)
    for x in 0..<count { numbers[x] = numbers[x] * factor + others[x] * share }
  }

  /// Adds a row of pixels, weighted.
  static func add(_ row: Span<UInt8>, times weight: Int32, to sums: inout [Int32]) {
    var sums = sums.mutableSpan
    let count = sums.count
    precondition(row.count == count)
    for x in 0..<count { sums[x] = sums[x] &+ Int32(row[x]) &* weight }
  }

  static func clear(_ sums: inout [Int32]) {
    var sums = sums.mutableSpan
    for x in 0..<sums.count { sums[x] = 0 }
  }

  /// Adds a row of pixels.
  static func add(_ row: Span<UInt8>, to sums: inout [UInt16]) {
    var sums = sums.mutableSpan
    let count = sums.count
    precondition(row.count == count)
    for x in 0..<count { sums[x] = sums[x] &+ UInt16(row[x]) }
  }

  /// Adds how far neighbours lie apart: `row` and the same row one pixel on, and the row below.
  static func addSteps(
    _ row: Span<UInt8>, _ next: Span<UInt8>, _ below: Span<UInt8>, across: inout [UInt16], down: inout [UInt16]
  ) {
    var across = across.mutableSpan
    var down = down.mutableSpan
    let count = across.count
    precondition(row.count == count && next.count == count && below.count == count && down.count == count)
    for x in 0..<count {
      across[x] = across[x] &+ UInt16(max(row[x], next[x]) &- min(row[x], next[x]))
      down[x] = down[x] &+ UInt16(max(row[x], below[x]) &- min(row[x], below[x]))
    }
  }

  static func stretch(_ row: Span<UInt8>, low: inout [UInt8], high: inout [UInt8]) {
    var low = low.mutableSpan
    var high = high.mutableSpan
    let count = low.count
    precondition(row.count == count && high.count == count)
    for x in 0..<count {
      low[x] = min(low[x], row[x])
      high[x] = max(high[x], row[x])
    }
  }

  static func soften(
    _ a: Span<UInt8>, _ b: Span<UInt8>, _ c: Span<UInt8>, _ d: Span<UInt8>, into pixels: inout [UInt8], at start: Int
  ) {
    var pixels = pixels.mutableSpan
    let count = a.count
    precondition(b.count == count && c.count == count && d.count == count)
    precondition(start >= 0 && start + count <= pixels.count)
    for x in 0..<count {
      let sum = UInt16(a[x]) &+ UInt16(b[x]) &+ UInt16(c[x]) &+ UInt16(d[x])
      pixels[start &+ x] = UInt8(truncatingIfNeeded: (sum &+ 2) >> 2)
    }
  }

  /// Adds numbers, weighted, to those from a place on.
  static func add(_ row: Span<Float>, times weight: Float, to sums: inout [Float], at start: Int) {
    var sums = sums.mutableSpan
    let count = row.count
    precondition(start >= 0 && start + count <= sums.count)
    for x in 0..<count { sums[start &+ x] += row[x] * weight }
  }

  /// Sums of all numbers up to each, from a place on; what follows repeats the last.
  static func runningSums(of numbers: Span<Float>, into sums: inout [Float], at start: Int) {
    var sums = sums.mutableSpan
    let count = numbers.count
    precondition(start >= 0 && start + count <= sums.count)
    var sum: Float = 0
    for x in 0..<count {
      sum += numbers[x]
      sums[start &+ x] = sum
    }
    for x in (start + count)..<sums.count { sums[x] = sum }
  }

  /// One pixel for each `block` sums side by side, their sum times `share` 65,536ths.
  static func gather(_ sums: Span<UInt16>, by block: Int, share: UInt32, into pixels: inout [UInt8], at start: Int) {
    // With a block that the compiler knows it makes vectors of the loop.
    switch block {
    case 2: gatherBlocks(sums, 2, share, &pixels, start)
    case 3: gatherBlocks(sums, 3, share, &pixels, start)
    case 4: gatherBlocks(sums, 4, share, &pixels, start)
    default: gatherBlocks(sums, block, share, &pixels, start)
    }
  }

  @inline(__always)
  private static func gatherBlocks(
    _ sums: Span<UInt16>, _ block: Int, _ share: UInt32, _ pixels: inout [UInt8], _ start: Int
  ) {
    var pixels = pixels.mutableSpan
    let count = sums.count / block
    precondition(start >= 0 && start + count <= pixels.count && sums.count >= count &* block)
    for x in 0..<count {
      var sum: UInt32 = 0
      for part in 0..<block { sum &+= UInt32(sums[x &* block &+ part]) }
      pixels[start &+ x] = UInt8(truncatingIfNeeded: (sum &* share &+ 32_768) >> 16)
    }
  }
}
