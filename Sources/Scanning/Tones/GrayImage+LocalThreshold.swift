// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension GrayImage {
  /// Black where a pixel is darker than the mean of the square window around it, else white: uneven light and gray paper
  /// fall away. `window` is the window's side in pixels, made odd; at the edges it is cut.
  func blackWhereDarkerThanAround(window: Int) -> GrayImage {
    let plane = TonePlane(self)
    return plane.black(whereBelow: plane.means(window: window))
  }

  /// The same of the picture with its edges sharpened: each pixel stands out from a soft copy, blurred with about `blur`
  /// pixels of standard deviation, three times as far.
  func blackWhereSharpenedIsDarker(window: Int, blur: Double) -> GrayImage {
    let plane = TonePlane(self)
    // Two means of w pixels have a variance of (w² - 1) / 6.
    let side = Int((6 * blur * blur + 1).squareRoot().rounded())
    let soft = plane.means(window: side).means(window: side)
    // 3 tone - 2 soft < mean, without the sharpened picture itself: its own mean is the picture's.
    let limit = soft.mixed(2.0 / 3, with: plane.means(window: window), 1.0 / 3)
    return plane.black(whereBelow: limit)
  }
}
