// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

extension GrayImage {
  /// The picture as a PNG of 8 bits a pixel. Same pixels, same bytes. Empty pictures have no PNG: nil.
  public func png(resolution: Resolution? = nil) -> [UInt8]? {
    writePNG(width: width, height: height, samples: 1, colourType: 0, pixels: pixels, resolution: resolution)
  }
}

extension RGBImage {
  /// The picture as a PNG of 24 bits a pixel. Same pixels, same bytes. Empty pictures have no PNG: nil.
  public func png(resolution: Resolution? = nil) -> [UInt8]? {
    writePNG(width: width, height: height, samples: 3, colourType: 2, pixels: pixels, resolution: resolution)
  }
}

/// ISO/IEC 15948: signature, header, resolution, one block of data, end. Rows are stored as differences from the row
/// above, which suits pages of flat areas and guilloches alike.
private func writePNG(
  width: Int, height: Int, samples: Int, colourType: UInt8, pixels: [UInt8], resolution: Resolution?
) -> [UInt8]? {
  guard width > 0, height > 0, width <= 0x7FFF_FFFF, height <= 0x7FFF_FFFF else { return nil }
  let rowLength = width * samples
  var rows = [UInt8](repeating: 0, count: (rowLength + 1) * height)
  rows.withUnsafeMutableBufferPointer { target in
    pixels.withUnsafeBufferPointer { source in
      for row in 0..<height {
        let start = row * (rowLength + 1)
        target[start] = row == 0 ? 0 : 2
        for column in 0..<rowLength {
          let above = row == 0 ? 0 : source[(row - 1) * rowLength + column]
          target[start + 1 + column] = source[row * rowLength + column] &- above
        }
      }
    }
  }
  var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  appendChunk("IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, colourType, 0, 0, 0], to: &file)
  if let resolution {
    let perMetre = UInt32(clamping: Int((resolution.dotsPerInch / 0.0254).rounded()))
    appendChunk("pHYs", bigEndian(perMetre) + bigEndian(perMetre) + [1], to: &file)
  }
  appendChunk("IDAT", Deflate.compress(rows, level: 6), to: &file)
  appendChunk("IEND", [], to: &file)
  return file
}

private func appendChunk(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
  let body = Array(type.utf8) + data
  file.append(contentsOf: bigEndian(UInt32(data.count)))
  file.append(contentsOf: body)
  file.append(contentsOf: bigEndian(Deflate.crc32(body)))
}

private func bigEndian(_ value: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
}
