// SPDX-License-Identifier: GPL-3.0-or-later

/// Why bytes are not a ZIP archive that is taken. Counts files from 1; quotes only names that are safe to show.
public enum ZipError: Error, Equatable, CustomStringConvertible {
  /// No end record at the end: truncated, with something behind it, or no ZIP at all.
  case noEnd
  /// Something that the format has and a bundle must not.
  case unsupported(String)
  /// Fields that contradict each other or lead outside.
  case malformed(String)
  /// A name that leads out of a folder, or has characters that are not taken.
  case name(file: Int)
  case twice(name: String)
  case tooMany(found: Int, limit: Int)
  /// Files that would be larger than allowed when they are unpacked, told from their headers.
  case tooLarge(bytes: Int, limit: Int)
  /// Compressed bytes that do not give what the header says.
  case damaged(name: String, reason: String)

  public var description: String {
    switch self {
    case .noEnd:
      "not a whole ZIP archive: it does not end with its end record; it was cut off or something was added: get it again"
    case .unsupported(let what): "the ZIP archive has \(what), which is not taken"
    case .malformed(let what): "the ZIP archive is malformed: \(what)"
    case .name(let file):
      "the name of file \(file) of the ZIP archive is not taken: expected A-Z, a-z, 0-9, point, hyphen, underscore and "
        + "slash, at most \(ZipEntry.longestName) bytes, no part empty or beginning with a point (such as ../)"
    case .twice(let name): "\(name): stands in the ZIP archive twice"
    case .tooMany(let found, let limit): "the ZIP archive has \(found) files, at most \(limit) allowed"
    case .tooLarge(let bytes, let limit):
      "the ZIP archive would unpack to \(bytes) bytes or more, at most \(limit) allowed; nothing was unpacked"
    case .damaged(let name, let reason): "\(name): damaged in the ZIP archive: \(reason)"
    }
  }
}
