// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

/// Makes a picture of another size from rows as they come: each pixel is the mean of what it covers of the source.
struct RowReducer {
  private let sourceWidth, sourceHeight, width, height: Int
  private var pixels: [UInt8] = []
  /// Rows of the source taken so far.
  private var taken = 0
  /// The next row of the picture, each tone times the source's height.
  private var sums: [Float]
  /// For each column: its first pixel of the source, how much of that it covers, how many follow, and how much of the last.
  private var columns: [(first: Int, share: Float, more: Int, lastShare: Float)] = []

  init(sourceWidth: Int, sourceHeight: Int, width: Int, height: Int) {
    self.sourceWidth = sourceWidth
    self.sourceHeight = sourceHeight
    self.width = width
    self.height = height
    pixels.reserveCapacity(width * height)
    sums = []
    guard width != sourceWidth || height != sourceHeight else { return }
    sums = [Float](repeating: 0, count: width)
    columns = (0..<width).map { column in
      // In units of a source pixel's 1/width.
      let (start, end) = (column * sourceWidth, (column + 1) * sourceWidth)
      let (first, last) = (start / width, (end - 1) / width)
      let total = Float(sourceWidth)
      guard last > first else { return (first, 1, 0, 0) }
      return (
        first, Float((first + 1) * width - start) / total, last - first, Float(end - last * width) / total
      )
    }
  }

  /// Takes the next row of the source, of the source's width.
  mutating func add(_ row: UnsafeBufferPointer<UInt8>) {
    guard taken < sourceHeight else { return }
    defer { taken += 1 }
    guard !columns.isEmpty else {
      pixels.append(contentsOf: row.prefix(width))
      return
    }
    let whole = Float(width) / Float(sourceWidth)
    let (start, end) = (taken * height, (taken + 1) * height)
    for target in (start / sourceHeight)...((end - 1) / sourceHeight) {
      let weight = Float(min(end, (target + 1) * sourceHeight) - max(start, target * sourceHeight))
      for column in 0..<width {
        let span = columns[column]
        var tone = Float(row[span.first]) * span.share
        if span.more > 0 {
          for index in (span.first + 1)..<(span.first + span.more) { tone += Float(row[index]) * whole }
          tone += Float(row[span.first + span.more]) * span.lastShare
        }
        sums[column] += tone * weight
      }
      if end >= (target + 1) * sourceHeight {
        let scale = 1 / Float(sourceHeight)
        for column in 0..<width {
          pixels.append(UInt8(max(0, min(255, sums[column] * scale + 0.5))))
          sums[column] = 0
        }
      }
    }
  }

  /// The picture; rows that never came are white.
  consuming func finish() -> UnpackedPicture {
    let isWhole = taken == sourceHeight
    let missing = width * height - pixels.count
    if missing > 0 { pixels.append(contentsOf: repeatElement(255, count: missing)) }
    return UnpackedPicture(image: GrayImage(width: width, height: height, pixels: pixels), isWhole: isWhole)
  }
}

extension GrayImage {
  /// The same in another size, each pixel the mean of what it covers.
  public func stretched(width: Int, height: Int) -> GrayImage {
    guard self.width > 0, self.height > 0, width > 0, height > 0 else { return self }
    var reducer = RowReducer(sourceWidth: self.width, sourceHeight: self.height, width: width, height: height)
    pixels.withUnsafeBufferPointer { all in
      for y in 0..<self.height {
        reducer.add(UnsafeBufferPointer(rebasing: all[(y * self.width)..<((y + 1) * self.width)]))
      }
    }
    return reducer.finish().image
  }
}
