// SPDX-License-Identifier: GPL-3.0-or-later

/// Kinds of pictures that can be read; told by their first bytes, never by a name.
public enum ImageFormat: String, Sendable {
  case png = "PNG"
  case jpeg = "JPEG"

  /// nil for bytes of any other kind.
  public init?(sniffing bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else {
      return nil
    }
  }
}
