// SPDX-License-Identifier: GPL-3.0-or-later
internal import CTIFF
internal import Paper

/// Takes the rows of a TIFF's page, from wherever they lie, into one picture.
struct TIFFRows {
  private var reducer: RowReducer
  private let tone: Tone
  private let width: Int
  private let height: Int
  /// A row's tones; white where nothing could be read.
  private var tones: [UInt8]
  private var isWhole = true
  private(set) var hasRows = false

  init(reducer: RowReducer, tone: Tone, width: Int, height: Int) {
    self.reducer = reducer
    self.tone = tone
    self.width = width
    self.height = height
    tones = [UInt8](repeating: 255, count: width)
  }

  consuming func finish() -> UnpackedPicture {
    var picture = reducer.finish()
    picture.isWhole = picture.isWhole && isWhole
    return picture
  }

  private mutating func addMissing(_ rows: Int) {
    isWhole = false
    for index in tones.indices { tones[index] = 255 }
    tones.withUnsafeBufferPointer { for _ in 0..<rows { reducer.add($0) } }
  }

  /// Row by row. Strips stand for themselves: behind a damaged one the next is tried.
  mutating func take(_ samples: TIFFSamples, from handle: borrowing TIFFHandle) {
    var row = [UInt8](repeating: 0, count: samples.rowLength)
    var narrow = [UInt8](repeating: 0, count: 4 * width)
    let stripRows = max(1, min(height, handle.long(TIFFTAG_ROWSPERSTRIP)))
    var y = 0
    while y < height {
      guard TIFFReadScanline(handle.tiff, &row, UInt32(y), 0) == 1 else {
        let next = min(height, (y / stripRows + 1) * stripRows)
        addMissing(next - y)
        y = next
        continue
      }
      hasRows = true
      tones.withUnsafeMutableBufferPointer { tones in
        samples.fill(tones, tone, from: row, narrow: &narrow)
        reducer.add(UnsafeBufferPointer(tones))
      }
      y += 1
    }
  }

  /// By strips or rows of tiles that libtiff converts to four bytes a pixel, red, green, blue and alpha, bottom row first.
  mutating func takeConverted(from handle: borrowing TIFFHandle, name: String) throws(PictureError) {
    var reason = [CChar](repeating: 0, count: 1_024)
    guard TIFFRGBAImageOK(handle.tiff, &reason) != 0 else {
      let words = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw .damaged(name: name, format: .tiff, library: words)
    }
    let isTiled = TIFFIsTiled(handle.tiff) != 0
    let (tileWidth, bandHeight) =
      isTiled
      ? (handle.long(TIFFTAG_TILEWIDTH), handle.long(TIFFTAG_TILELENGTH))
      : (width, min(height, handle.long(TIFFTAG_ROWSPERSTRIP)))
    let limit = StoredPictures.memoryLimit
    let (room, isBeyond) = (4 * max(tileWidth, width)).multipliedReportingOverflow(by: bandHeight)
    guard tileWidth > 0, bandHeight > 0, !isBeyond, room <= limit else {
      throw .tooLargeToUnpack(
        name: name, bytes: isBeyond ? Int.max : room, limit: limit, why: "its strips or tiles are unpacked whole")
    }
    let across = (width + tileWidth - 1) / tileWidth
    // Tiles of a band one behind the other.
    var pixels = [UInt32](repeating: 0, count: across * tileWidth * bandHeight)
    var colours = [UInt8](repeating: 0, count: 3 * width)
    for top in stride(from: 0, to: height, by: bandHeight) {
      let rows = min(bandHeight, height - top)
      for index in pixels.indices { pixels[index] = 0 }
      for tile in 0..<across {
        let done = pixels.withUnsafeMutableBufferPointer { pixels in
          let start = pixels.baseAddress! + tile * tileWidth * bandHeight
          return isTiled
            ? TIFFReadRGBATileExt(handle.tiff, UInt32(tile * tileWidth), UInt32(top), start, 0)
            : TIFFReadRGBAStripExt(handle.tiff, UInt32(top), start, 0)
        }
        if done == 0 { isWhole = false } else { hasRows = true }
      }
      for row in 0..<rows {
        // A last strip has only as many rows as it needs, a last tile as many as any.
        let stored = (isTiled ? bandHeight : rows) - 1 - row
        for x in 0..<width {
          let pixel = pixels[x / tileWidth * tileWidth * bandHeight + stored * tileWidth + x % tileWidth]
          // Multiplied by alpha already: white shows through by what is missing.
          let white = 255 - pixel >> 24
          for part in 0..<3 {
            colours[3 * x + part] = UInt8(truncatingIfNeeded: min(255, (pixel >> (8 * UInt32(part)) & 255) + white))
          }
        }
        tones.withUnsafeMutableBufferPointer { tones in
          tone.fill(tones, from: colours)
          reducer.add(UnsafeBufferPointer(tones))
        }
      }
    }
  }
}
