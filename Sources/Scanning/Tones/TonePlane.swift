// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// Tones with fractions, 0 black to 255 white, laid out as in `GrayImage`: means and sharpened edges lose nothing.
struct TonePlane {
  let width: Int
  let height: Int
  let tones: [Float]

  init(_ picture: GrayImage) {
    width = picture.width
    height = picture.height
    var tones = [Float](repeating: 0, count: width * height)
    Rows.add(picture.pixels.span, to: &tones)
    self.tones = tones
  }

  init(width: Int, height: Int, tones: [Float]) {
    self.width = width
    self.height = height
    self.tones = tones
  }

  /// Each pixel the mean of the square of `window` pixels around it, made odd; at the edges the square is cut.
  ///
  /// Sums of columns run down the picture and sums of these across: each pixel costs the same for any window.
  func means(window: Int) -> TonePlane {
    let reach = max(1, window / 2)
    var columns = [Float](repeating: 0, count: width)
    // Sums from the left, so that what lies `2 * reach + 1` further minus what lies here is the sum of the square.
    var sums = [Float](repeating: 0, count: width + 2 * reach + 1)
    let shares = (0..<width).map { 1 / Float(min($0 + reach, width - 1) - max($0 - reach, 0) + 1) }
    var row = [Float](repeating: 0, count: width)
    var means: [Float] = []
    means.reserveCapacity(width * height)
    for y in 0..<min(reach, height) { Rows.add(tones.span.extracting(line(y)), to: &columns) }
    for y in 0..<height {
      if y + reach < height { Rows.add(tones.span.extracting(line(y + reach)), to: &columns) }
      if y > reach { Rows.subtract(tones.span.extracting(line(y - reach - 1)), from: &columns) }
      Rows.runningSums(of: columns.span, into: &sums, at: reach + 1)
      let rows = min(y + reach, height - 1) - max(y - reach, 0) + 1
      Rows.differences(
        sums.span.extracting((2 * reach + 1)..<sums.count), sums.span.extracting(0..<width), times: shares.span,
        1 / Float(rows), into: &row)
      means.append(contentsOf: row)
    }
    return TonePlane(width: width, height: height, tones: means)
  }

  /// Black where a tone is less than the other plane's, else white.
  func black(whereBelow limit: TonePlane) -> GrayImage {
    var pixels = [UInt8](repeating: 255, count: tones.count)
    Rows.blacken(&pixels, where: tones.span, isBelow: limit.tones.span)
    return GrayImage(width: width, height: height, pixels: pixels)
  }

  /// The sum of this plane and another, each weighted.
  func mixed(_ own: Float, with other: TonePlane, _ share: Float) -> TonePlane {
    var sum = tones
    Rows.scale(&sum, by: own, adding: other.tones.span, times: share)
    return TonePlane(width: width, height: height, tones: sum)
  }

  /// How far tones stand out of those in the square around them, as a share of what is usual there: near -1 dark, 1 light.
  func standingOut(window: Int) -> TonePlane {
    let apart = mixed(1, with: means(window: window), -1)
    let spread = TonePlane(width: width, height: height, tones: apart.tones.map(abs)).means(window: window)
    return TonePlane(
      width: width, height: height, tones: zip(apart.tones, spread.tones).map { $0 / max($1, 0.5) })
  }

  private func line(_ y: Int) -> Range<Int> { (y * width)..<((y + 1) * width) }
}
