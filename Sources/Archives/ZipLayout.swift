// SPDX-License-Identifier: GPL-3.0-or-later

/// Signatures, lengths and fixed values of the records (PKWARE APPNOTE 6.3 sections 4.3.7, 4.3.12, 4.3.16).
enum ZipLayout {
  static let localSignature = 0x0403_4B50
  static let localLength = 30
  static let centralSignature = 0x0201_4B50
  static let centralLength = 46
  static let endSignature = 0x0605_4B50
  static let endLength = 22

  /// 2.0: folders and deflate.
  static let version = 20
  /// 1980-01-01, the first day that the format knows, at midnight: archives of the same files are the same bytes.
  static let date = 0x21
  static let stored = 0
  static let deflated = 8
}
