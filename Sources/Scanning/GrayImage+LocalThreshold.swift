// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension GrayImage {
  /// Black where a pixel is darker than the mean of the square window around it, else white: uneven light and gray paper
  /// fall away. `window` is the window's side in pixels, made odd; at the edges it is cut.
  ///
  /// Sums of columns run down the image and a sum of these runs across: each pixel costs the same for any window.
  func blackWhereDarkerThanAround(window: Int) -> GrayImage {
    guard width > 0, height > 0 else { return self }
    let reach = max(1, window / 2)
    var columns = [UInt32](repeating: 0, count: width)
    for y in 0..<min(reach, height) {
      for x in 0..<width { columns[x] += UInt32(pixels[y * width + x]) }
    }
    var tones: [UInt8] = []
    tones.reserveCapacity(width * height)
    for y in 0..<height {
      if y + reach < height {
        let entering = (y + reach) * width
        for x in 0..<width { columns[x] += UInt32(pixels[entering + x]) }
      }
      if y > reach {
        let leaving = (y - reach - 1) * width
        for x in 0..<width { columns[x] -= UInt32(pixels[leaving + x]) }
      }
      let rows = min(y + reach, height - 1) - max(y - reach, 0) + 1
      var sum = 0
      for x in 0..<min(reach, width) { sum += Int(columns[x]) }
      for x in 0..<width {
        if x + reach < width { sum += Int(columns[x + reach]) }
        if x > reach { sum -= Int(columns[x - reach - 1]) }
        let area = rows * (min(x + reach, width - 1) - max(x - reach, 0) + 1)
        tones.append(Int(pixels[y * width + x]) * area < sum ? 0 : 255)
      }
    }
    return GrayImage(width: width, height: height, pixels: tones)
  }
}
