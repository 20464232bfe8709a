// SPDX-License-Identifier: GPL-3.0-or-later

/// How the rows and columns of a stored picture lie on the upright page, numbered as in TIFF and EXIF (TIFF 6.0, tag 274).
public enum Orientation: Int, Sendable, CaseIterable {
  /// The first row is the top of the page, the first column its left side.
  case upright = 1
  case mirrored
  case upsideDown
  case upsideDownMirrored
  /// The first row is the left side of the page, the first column its top.
  case transposed
  /// To be turned clockwise by a quarter.
  case quarterTurn
  case transposedUpsideDown
  /// To be turned anticlockwise by a quarter.
  case threeQuarterTurn

  /// Whether the page is as wide as the stored picture is high.
  public var swapsSides: Bool { rawValue >= 5 }

  /// Whether stored rows run from the page's right (2, 3), and stored columns from its bottom; for `swapsSides` the page's
  /// columns come from the last stored rows, and its rows from the last stored columns.
  fileprivate var isFlipped: (columns: Bool, rows: Bool) {
    switch self {
    case .upright, .transposed: (false, false)
    case .mirrored: (true, false)
    case .upsideDown, .transposedUpsideDown: (true, true)
    case .upsideDownMirrored: (false, true)
    case .quarterTurn: (true, false)
    case .threeQuarterTurn: (false, true)
    }
  }
}

extension GrayImage {
  /// The page upright, from a picture that is stored in this orientation.
  public func upright(from orientation: Orientation) -> GrayImage {
    guard orientation != .upright, !pixels.isEmpty else { return self }
    let flipped = orientation.isFlipped
    let (across, down) = orientation.swapsSides ? (height, width) : (width, height)
    // Steps in the stored picture for one pixel to the right and one down on the page.
    let (right, below) = orientation.swapsSides ? (width, 1) : (1, width)
    let start = (flipped.columns ? (across - 1) * right : 0) + (flipped.rows ? (down - 1) * below : 0)
    let (stepRight, stepDown) = (flipped.columns ? -right : right, flipped.rows ? -below : below)
    var turned = [UInt8](repeating: 0, count: pixels.count)
    // In squares, which stay in the cache whichever way the rows run.
    let side = 64
    for top in stride(from: 0, to: down, by: side) {
      for left in stride(from: 0, to: across, by: side) {
        for y in top..<min(top + side, down) {
          var source = start + y * stepDown + left * stepRight
          for x in left..<min(left + side, across) {
            turned[y * across + x] = pixels[source]
            source += stepRight
          }
        }
      }
    }
    return GrayImage(width: across, height: down, pixels: turned)
  }
}
