// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a ZIP archive of a person is not taken. Files count from 1, in the order of the directory.
public enum PackageError: Error, Equatable, Sendable {
  /// No end record: cut off, or no ZIP at all.
  case noEnd
  /// Several disks, ZIP64, a compression that is not deflate.
  case unsupported(String)
  case malformed(String)
  case encrypted(file: Int)
  /// A name that leads out of the folder, is absolute, or has control characters.
  case unsafeName(file: Int)
  case duplicateName(String)
  case tooManyFiles(found: Int, limit: Int)
  /// Told from the directory, before anything is unpacked.
  case tooLarge(bytes: Int, limit: Int)
  /// Does not unpack to what the directory says.
  case damaged(name: String)
}
