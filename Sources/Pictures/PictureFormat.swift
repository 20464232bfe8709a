// SPDX-License-Identifier: GPL-3.0-or-later

/// Kinds of picture files that can be read; told by their first bytes, never by a name.
public enum PictureFormat: String, Sendable {
  case png = "PNG"
  case jpeg = "JPEG"
  case tiff = "TIFF"

  /// nil for bytes of any other kind; the first eight suffice.
  public init?(sniffing bytes: [UInt8]) {
    let starts: [(PictureFormat, [UInt8])] = [
      (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), (.jpeg, [0xFF, 0xD8, 0xFF]),
      (.tiff, [0x49, 0x49, 42, 0]), (.tiff, [0x4D, 0x4D, 0, 42]),
      // BigTIFF.
      (.tiff, [0x49, 0x49, 43, 0]), (.tiff, [0x4D, 0x4D, 0, 43]),
    ]
    guard let format = starts.first(where: { bytes.starts(with: $0.1) })?.0 else { return nil }
    self = format
  }
}
