// SPDX-License-Identifier: GPL-3.0-or-later

/// A picture of one byte a pixel: 0 black, 255 white; rows from the top, pixels from the left, no padding.
public struct GrayImage: Equatable, Sendable {
  public let width: Int
  public let height: Int
  public var pixels: [UInt8]

  /// Takes the pixels as they are. The count must be width × height, both at least 0: that is the caller's to know.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width >= 0 && height >= 0 && pixels.count == width * height, "pixels do not fill the image")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// A sheet of one tone.
  public init(width: Int, height: Int, filledWith tone: UInt8 = 255) {
    self.init(width: width, height: height, pixels: [UInt8](repeating: tone, count: width * height))
  }

  public subscript(x: Int, y: Int) -> UInt8 {
    get { pixels[y * width + x] }
    set { pixels[y * width + x] = newValue }
  }

  /// The part that lies inside the image; empty where the two do not meet.
  public func cropped(x: Int, y: Int, width: Int, height: Int) -> GrayImage {
    let left = min(max(x, 0), self.width)
    let top = min(max(y, 0), self.height)
    let right = max(left, min(x + width, self.width))
    let bottom = max(top, min(y + height, self.height))
    var cut: [UInt8] = []
    cut.reserveCapacity((right - left) * (bottom - top))
    for row in top..<bottom {
      cut.append(contentsOf: pixels[(row * self.width + left)..<(row * self.width + right)])
    }
    return GrayImage(width: right - left, height: bottom - top, pixels: cut)
  }
}
