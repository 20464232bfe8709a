// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A picture of a page or of a part of it, and how large the modules of a printed seal are there.
struct PageView {
  let picture: GrayImage
  /// Pixels of the picture for one of the page at full size.
  let scale: Double
  /// Pixels of the picture for one module.
  let module: Double
  /// Top left corner of the picture, in pixels of the page at full size.
  var origin = SIMD2(0.0, 0.0)

  /// A square piece of a page, resized.
  struct Piece {
    let picture: GrayImage
    /// Top left corner of the piece, in pixels of the page at full size.
    let origin: SIMD2<Double>
    /// Pixels of the piece for one of the page at full size.
    let factor: Double

    /// A place in pixels of the piece as one of the page at full size.
    func onPage(_ place: SIMD2<Double>) -> SIMD2<Double> { origin + place / factor }
  }

  /// The square of `side` modules around a place of the page at full size, with `size` pixels a module; cut at the edges.
  func piece(around place: SIMD2<Double>, side: Double, module size: Double) -> Piece? {
    let factor = size / module
    let middle = (place - origin) * scale
    let half = side * module / 2
    let left = max(0, (middle.x - half).rounded(.down))
    let top = max(0, (middle.y - half).rounded(.down))
    let width = Int((min(Double(picture.width), middle.x + half) - left) * factor)
    let height = Int((min(Double(picture.height), middle.y + half) - top) * factor)
    guard width > 0, height > 0 else { return nil }
    return Piece(
      picture: picture.resampled(x: left, y: top, width: width, height: height, by: factor),
      origin: origin + SIMD2(left, top) / scale, factor: factor * scale)
  }
}
