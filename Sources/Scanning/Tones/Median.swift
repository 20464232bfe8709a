// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension GrayImage {
  /// Each pixel the median of the nine around it: specks go, edges stay. The outermost pixels stay as they are.
  var medians: GrayImage {
    guard width > 2, height > 2 else { return self }
    var result = pixels
    var low = [UInt8](repeating: 0, count: width)
    var middle = low
    var high = low
    for y in 1..<(height - 1) {
      // Each column of three is sorted once and used for three pixels.
      Self.sort(
        pixels.span.extracting(((y - 1) * width)..<(y * width)), pixels.span.extracting((y * width)..<((y + 1) * width)),
        pixels.span.extracting(((y + 1) * width)..<((y + 2) * width)), into: &low, &middle, &high)
      Self.pick(low.span, middle.span, high.span, into: &result, at: y * width + 1)
    }
    return GrayImage(width: width, height: height, pixels: result)
  }

  private static func sort(
    _ first: Span<UInt8>, _ second: Span<UInt8>, _ third: Span<UInt8>, into low: inout [UInt8],
    _ middle: inout [UInt8], _ high: inout [UInt8]
  ) {
    let count = first.count
    var low = low.mutableSpan
    var middle = middle.mutableSpan
    var high = high.mutableSpan
    precondition(second.count == count && third.count == count)
    precondition(low.count == count && middle.count == count && high.count == count)
    for x in 0..<count {
      let (a, b, c) = (first[x], second[x], third[x])
      let (least, most) = (min(a, b), max(a, b))
      low[x] = min(least, c)
      high[x] = max(most, c)
      middle[x] = max(least, min(most, c))
    }
  }

  /// The median of nine is the median of the largest low, the median middle and the smallest high.
  private static func pick(
    _ low: Span<UInt8>, _ middle: Span<UInt8>, _ high: Span<UInt8>, into result: inout [UInt8], at start: Int
  ) {
    let count = low.count - 2
    precondition(middle.count == count + 2 && high.count == count + 2)
    var result = result.mutableSpan
    precondition(start >= 0 && start + count <= result.count)
    for x in 0..<count {
      let least = max(low[x], max(low[x + 1], low[x + 2]))
      let most = min(high[x], min(high[x + 1], high[x + 2]))
      let (a, b, c) = (middle[x], middle[x + 1], middle[x + 2])
      let mid = max(min(a, b), min(max(a, b), c))
      result[start &+ x] = max(min(least, mid), min(max(least, mid), most))
    }
  }
}
