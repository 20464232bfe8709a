// SPDX-License-Identifier: GPL-3.0-or-later
internal import CPoppler
internal import Paper

/// Copies of the pixels of a cairo image surface of 32 bits a pixel, the first eight unused (RGB24).
extension OpaquePointer {
  var grayPixels: GrayImage {
    let (width, height) = imageSize
    let pixels = [UInt8](unsafeUninitializedCapacity: width * height) { room, count in
      for row in 0..<height {
        let source = pixelRow(row)
        let target = room.baseAddress! + row * width
        for column in 0..<width {
          let pixel = source[column]
          let (red, green, blue) = ((pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255)
          target[column] = UInt8(truncatingIfNeeded: (red * 77 + green * 150 + blue * 29 + 128) >> 8)
        }
      }
      count = width * height
    }
    return GrayImage(width: width, height: height, pixels: pixels)
  }

  var colourPixels: RGBImage {
    let (width, height) = imageSize
    let pixels = [UInt8](unsafeUninitializedCapacity: 3 * width * height) { room, count in
      var target = room.baseAddress!
      for row in 0..<height {
        let source = pixelRow(row)
        for column in 0..<width {
          let pixel = source[column]
          target[0] = UInt8(truncatingIfNeeded: pixel >> 16)
          target[1] = UInt8(truncatingIfNeeded: pixel >> 8)
          target[2] = UInt8(truncatingIfNeeded: pixel)
          target += 3
        }
      }
      count = 3 * width * height
    }
    return RGBImage(width: width, height: height, pixels: pixels)
  }

  private var imageSize: (width: Int, height: Int) {
    (Int(cairo_image_surface_get_width(self)), Int(cairo_image_surface_get_height(self)))
  }

  /// A row of native 32-bit pixels, red green blue from the second byte from the top down.
  private func pixelRow(_ row: Int) -> UnsafePointer<UInt32> {
    let start = cairo_image_surface_get_data(self)! + row * Int(cairo_image_surface_get_stride(self))
    return UnsafeRawPointer(start).assumingMemoryBound(to: UInt32.self)
  }
}
