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
    let pixels = [UInt8](unsafeUninitializedCapacity: side * side) { pixels, count in
      pixels.initialize(repeating: 255)
      for y in 0..<width {
        let top = edges[y + quietZone] * side
        for x in 0..<width where modules[y * width + x] == 1 {
          for column in edges[x + quietZone]..<edges[x + quietZone + 1] { pixels[top + column] = 0 }
        }
        // The other rows of these modules are the same.
        for row in (edges[y + quietZone] + 1)..<edges[y + quietZone + 1] {
          let copy = UnsafeMutableBufferPointer(rebasing: pixels[(row * side)..<((row + 1) * side)])
          _ = copy.update(from: pixels[top..<(top + side)])
        }
      }
      count = side * side
    }
    return GrayImage(width: side, height: side, pixels: pixels)
  }
}
