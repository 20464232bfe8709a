// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

extension QRSymbol {
  /// The symbol as pixels, black on white, with its quiet zone. A whole number of pixels a module gives exact squares;
  /// with a fraction, such as 2.5, each edge falls on the nearest pixel, as a printer or an unsmoothed scan has it.
  public func image(pixelsPerModule scale: Double, quietZone: Int = QRSymbol.quietZone) -> GrayImage {
    precondition(scale >= 1 && quietZone >= 0, "a module has at least one pixel")
    // Where module n starts, in pixels.
    let total = width + 2 * quietZone
    let edges = (0...total).map { Int((Double($0) * scale).rounded()) }
    let side = edges[total]
    var image = GrayImage(width: side, height: side)
    for run in darkRuns {
      let columns = edges[run.x + quietZone]..<edges[run.x + quietZone + run.length]
      for row in edges[run.y + quietZone]..<edges[run.y + quietZone + 1] {
        for column in columns { image.pixels[row * side + column] = 0 }
      }
    }
    return image
  }
}
