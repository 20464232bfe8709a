// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// One tone a pixel from rows of one or three samples.
enum Tone {
  /// Luma of ITU-R BT.601.
  case gray
  /// The largest of red, green and blue.
  case brightest

  /// Fills `tones` from a row of `3 * tones.count` samples.
  func fill(_ tones: UnsafeMutableBufferPointer<UInt8>, from colours: UnsafePointer<UInt8>) {
    switch self {
    case .gray:
      for x in 0..<tones.count { tones[x] = RGBImage.luma(colours[3 * x], colours[3 * x + 1], colours[3 * x + 2]) }
    case .brightest:
      for x in 0..<tones.count { tones[x] = max(colours[3 * x], colours[3 * x + 1], colours[3 * x + 2]) }
    }
  }

  /// Fills `tones` from inks: cyan, magenta, yellow and black, 255 the most of each (`isInverted`: the least).
  func fill(_ tones: UnsafeMutableBufferPointer<UInt8>, fromInks inks: UnsafePointer<UInt8>, isInverted: Bool) {
    let flip: UInt8 = isInverted ? 0 : 255
    for x in 0..<tones.count {
      let paper = UInt32(inks[4 * x + 3] ^ flip)
      func light(_ ink: Int) -> UInt8 { UInt8(truncatingIfNeeded: UInt32(inks[4 * x + ink] ^ flip) * paper / 255) }
      let (red, green, blue) = (light(0), light(1), light(2))
      tones[x] = self == .gray ? RGBImage.luma(red, green, blue) : max(red, green, blue)
    }
  }
}
