// SPDX-License-Identifier: GPL-3.0-or-later

extension ZipPackage {
  /// The archive of files with names in any letters, in their order, stored as they are: the bytes depend on nothing else.
  ///
  /// Names must be relative and different, all files together below 4 GB and fewer than 65,535: the caller's to know.
  public static func bytes(of files: [PackedFile]) -> [UInt8] {
    precondition(files.count < 0xFFFF)
    // Bit 11: the names are UTF-8.
    return ZipBytes.archive(of: files.map { ($0.name, $0.bytes) }, flags: 1 << 11)
  }
}
