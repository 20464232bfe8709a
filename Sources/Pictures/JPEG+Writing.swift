// SPDX-License-Identifier: GPL-3.0-or-later
internal import CTurboJPEG
public import Paper

extension GrayImage {
  /// The picture as a gray JPEG, quality 1 to 100. Same pixels, same bytes. nil for an empty one, or one that JPEG has no
  /// room for.
  public func jpeg(quality: Int) -> [UInt8]? {
    guard width > 0, height > 0, max(width, height) <= 65_500, let encoder = tjInitCompress() else { return nil }
    defer { tjDestroy(encoder) }
    var written: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0
    let outcome = tjCompress2(
      encoder, pixels, Int32(width), 0, Int32(height), Int32(TJPF_GRAY.rawValue), &written, &count,
      Int32(TJSAMP_GRAY.rawValue), Int32(quality), TJFLAG_ACCURATEDCT)
    defer { tjFree(written) }
    guard outcome == 0, let written else { return nil }
    return Array(UnsafeBufferPointer(start: written, count: Int(count)))
  }
}
