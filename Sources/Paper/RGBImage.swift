// SPDX-License-Identifier: GPL-3.0-or-later

/// A picture of three bytes a pixel, red, green, blue; rows from the top, pixels from the left, no padding.
public struct RGBImage: Equatable, Sendable {
  public let width: Int
  public let height: Int
  public var pixels: [UInt8]

  /// Takes the pixels as they are. The count must be 3 × width × height: that is the caller's to know.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width >= 0 && height >= 0 && pixels.count == 3 * width * height, "pixels do not fill the image")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// Luma of ITU-R BT.601, in 8-bit fixed point: white stays 255.
  public var gray: GrayImage {
    var tones: [UInt8] = []
    tones.reserveCapacity(width * height)
    var at = 0
    while at < pixels.count {
      tones.append(Self.luma(pixels[at], pixels[at + 1], pixels[at + 2]))
      at += 3
    }
    return GrayImage(width: width, height: height, pixels: tones)
  }

  /// Luma of ITU-R BT.601 of one pixel; the weights add up to 256.
  @inlinable
  public static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    UInt8(truncatingIfNeeded: (UInt32(red) * 77 + UInt32(green) * 150 + UInt32(blue) * 29 + 128) >> 8)
  }
}
