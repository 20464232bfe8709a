// SPDX-License-Identifier: GPL-3.0-or-later
internal import Barcodes
internal import Paper

/// A page at one size, and how large the modules of a printed seal are there.
struct PageView {
  let picture: GrayImage
  /// Pixels of the picture for one of the page at full size.
  let scale: Double
  /// Pixels of the picture for one module.
  let module: Double

  /// A square piece of a page, resized.
  struct Piece {
    var picture: GrayImage
    /// Top left corner of the piece, in pixels of the page at full size.
    var x: Double
    var y: Double
    /// Pixels of the piece for one of the page at full size.
    var factor: Double

    /// A pixel of the piece as one of the page at full size.
    func onPage(_ point: QRReading.Point) -> (x: Double, y: Double) {
      (x + (Double(point.x) + 0.5) / factor, y + (Double(point.y) + 0.5) / factor)
    }
  }

  /// The square of `side` modules around a place of the page at full size, with `size` pixels a module.
  func piece(aroundX x: Double, y: Double, side: Double, module size: Double) -> Piece {
    let factor = size / module
    let half = side * module / 2
    let left = max(0, (x * scale - half).rounded(.down))
    let top = max(0, (y * scale - half).rounded(.down))
    let right = min(Double(picture.width), x * scale + half)
    let bottom = min(Double(picture.height), y * scale + half)
    let width = max(1, Int((right - left) * factor))
    let height = max(1, Int((bottom - top) * factor))
    return Piece(
      picture: picture.resampled(x: left, y: top, width: width, height: height, by: factor), x: left / scale,
      y: top / scale, factor: factor * scale)
  }
}
