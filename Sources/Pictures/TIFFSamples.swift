// SPDX-License-Identifier: GPL-3.0-or-later
internal import CTIFF
internal import Paper

/// How the samples of a row lie in a TIFF whose rows can be read one by one, and how they become tones.
struct TIFFSamples {
  private enum Kind {
    case gray(isInverted: Bool)
    /// The gray and the brightest tone of each index.
    case palette(gray: [UInt8], brightest: [UInt8])
    case colours
    case inks
  }

  /// Bytes of a row.
  let rowLength: Int
  private let kind: Kind
  private let bits: Int
  /// Samples of a pixel, those that are left out included.
  private let samples: Int

  /// nil where rows are not at hand (tiles, planes) or pixels are of a rarer kind: libtiff converts those.
  init?(_ handle: borrowing TIFFHandle, width: Int) {
    let photometric = handle.short(TIFFTAG_PHOTOMETRIC)
    let compression = handle.short(TIFFTAG_COMPRESSION)
    bits = handle.short(TIFFTAG_BITSPERSAMPLE)
    samples = handle.short(TIFFTAG_SAMPLESPERPIXEL)
    guard TIFFIsTiled(handle.tiff) == 0, handle.short(TIFFTAG_PLANARCONFIG) == PLANARCONFIG_CONTIG,
      [SAMPLEFORMAT_UINT, SAMPLEFORMAT_VOID].contains(Int32(handle.short(TIFFTAG_SAMPLEFORMAT))),
      [1, 2, 4, 8, 16].contains(bits)
    else { return nil }
    switch (Int32(photometric), samples, bits) {
    case (PHOTOMETRIC_MINISWHITE, 1, _): kind = .gray(isInverted: true)
    case (PHOTOMETRIC_MINISBLACK, 1, _): kind = .gray(isInverted: false)
    case (PHOTOMETRIC_PALETTE, 1, ...8):
      guard let table = Self.palette(handle, count: 1 << bits) else { return nil }
      kind = .palette(gray: table.map(\.gray), brightest: table.map(\.brightest))
    case (PHOTOMETRIC_RGB, 3, 8...16): kind = .colours
    case (PHOTOMETRIC_SEPARATED, 4, 8...16) where handle.short(TIFFTAG_INKSET) == INKSET_CMYK: kind = .inks
    case (PHOTOMETRIC_YCBCR, 3, 8) where compression == COMPRESSION_JPEG:
      guard ctiff_set(handle.tiff, UInt32(TIFFTAG_JPEGCOLORMODE), JPEGCOLORMODE_RGB) != 0 else { return nil }
      kind = .colours
    default: return nil
    }
    // libtiff's own word on the length, which it writes to; zero where it is beyond counting.
    rowLength = Int(TIFFScanlineSize(handle.tiff))
    guard rowLength >= (width * samples * bits + 7) / 8, rowLength <= StoredPictures.memoryLimit else { return nil }
  }

  private static func palette(_ handle: borrowing TIFFHandle, count: Int) -> [(gray: UInt8, brightest: UInt8)]? {
    var (red, green, blue):
      (UnsafeMutablePointer<UInt16>?, UnsafeMutablePointer<UInt16>?, UnsafeMutablePointer<UInt16>?)
    (red, green, blue) = (nil, nil, nil)
    guard ctiff_palette(handle.tiff, &red, &green, &blue) != 0, let red, let green, let blue else { return nil }
    // Some programs write 8 bits where 16 belong.
    let isNarrow = (0..<count).allSatisfy { max(red[$0], green[$0], blue[$0]) < 256 }
    return (0..<count).map { index in
      let parts = [red[index], green[index], blue[index]].map {
        UInt8(truncatingIfNeeded: isNarrow ? $0 : $0 >> 8)
      }
      return (RGBImage.luma(parts[0], parts[1], parts[2]), parts.max() ?? 0)
    }
  }

  /// Fills `tones` from a row; `narrow` is room for `width * samples` bytes.
  func fill(
    _ tones: UnsafeMutableBufferPointer<UInt8>, _ tone: Tone, from row: UnsafePointer<UInt8>,
    narrow: UnsafeMutablePointer<UInt8>
  ) {
    let samplesOfRow = tones.count * samples
    switch kind {
    case .gray(let isInverted):
      widen(row, into: tones.baseAddress!, count: samplesOfRow, isIndex: false)
      if isInverted { for x in 0..<tones.count { tones[x] = 255 &- tones[x] } }
    case .palette(let gray, let brightest):
      widen(row, into: tones.baseAddress!, count: samplesOfRow, isIndex: true)
      let table = tone == .gray ? gray : brightest
      for x in 0..<tones.count { tones[x] = table[Int(tones[x])] }
    case .colours:
      tone.fill(tones, from: eightBits(row, samplesOfRow, narrow))
    case .inks:
      tone.fill(tones, fromInks: eightBits(row, samplesOfRow, narrow), isInverted: false)
    }
  }

  private func eightBits(
    _ row: UnsafePointer<UInt8>, _ count: Int, _ narrow: UnsafeMutablePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    guard bits == 16 else { return row }
    widen(row, into: narrow, count: count, isIndex: false)
    return UnsafePointer(narrow)
  }

  /// One byte a sample: of the whole range 0 to 255, or as it is for an index.
  private func widen(
    _ row: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>, count: Int, isIndex: Bool
  ) {
    switch bits {
    case 8: target.update(from: row, count: count)
    case 16:
      // In this machine's order: libtiff has seen to that.
      let wide = UnsafeRawPointer(row).assumingMemoryBound(to: UInt16.self)
      for index in 0..<count { target[index] = UInt8(truncatingIfNeeded: wide[index] >> 8) }
    case 1:
      let white: UInt8 = isIndex ? 1 : 255
      for index in 0..<count { target[index] = (row[index >> 3] << (index & 7)) & 0x80 == 0 ? 0 : white }
    default:
      let (mask, scale) = ((1 << bits) - 1, isIndex ? 1 : 255 / ((1 << bits) - 1))
      let inByte = 8 / bits
      for index in 0..<count {
        let shift = bits * (inByte - 1 - index % inByte)
        target[index] = UInt8(truncatingIfNeeded: (Int(row[index / inByte]) >> shift & mask) * scale)
      }
    }
  }
}
