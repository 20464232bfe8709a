// SPDX-License-Identifier: GPL-3.0-or-later

extension ZipArchive {
  /// The archive of files, in their order, stored as they are: the bytes depend on nothing but the files.
  ///
  /// Names must be good and different, all files together below 4 GB and fewer than 65,535: the caller's to know.
  public static func bytes(of entries: [ZipEntry]) -> [UInt8] {
    precondition(entries.count < 0xFFFF && entries.allSatisfy { ZipEntry.isName($0.name.utf8) })
    precondition(Set(entries.map(\.name)).count == entries.count, "a name stands twice")
    return ZipBytes.archive(of: entries.map { ($0.name, $0.bytes) }, flags: 0)
  }
}

/// Little-endian fields one after the other.
struct ZipBytes {
  var bytes: [UInt8] = []

  mutating func short(_ value: Int) {
    bytes.append(UInt8(value & 255))
    bytes.append(UInt8(value >> 8 & 255))
  }

  mutating func long(_ value: Int) {
    short(value & 0xFFFF)
    short(value >> 16)
  }

  /// Files in their order, stored as they are, with those flags (APPNOTE 4.4.4).
  static func archive(of files: [(name: String, bytes: [UInt8])], flags: Int) -> [UInt8] {
    var archive = ZipBytes()
    var directory = ZipBytes()
    for file in files {
      precondition(archive.bytes.count + file.bytes.count < 0xFFFF_FFFF, "larger than ZIP holds without ZIP64")
      let offset = archive.bytes.count
      // The fields that both headers of a file have.
      var common = ZipBytes()
      for field in [ZipLayout.version, flags, ZipLayout.stored, 0, ZipLayout.date] { common.short(field) }
      common.long(Int(Inflate.crc32(file.bytes)))
      for _ in 0..<2 { common.long(file.bytes.count) }
      common.short(file.name.utf8.count)
      common.short(0)
      archive.long(ZipLayout.localSignature)
      archive.bytes += common.bytes
      archive.bytes += file.name.utf8
      archive.bytes += file.bytes
      directory.long(ZipLayout.centralSignature)
      directory.short(ZipLayout.version)
      directory.bytes += common.bytes
      // Comment, disk, internal and external attributes: none.
      for _ in 0..<3 { directory.short(0) }
      directory.long(0)
      directory.long(offset)
      directory.bytes += file.name.utf8
    }
    let start = archive.bytes.count
    archive.bytes += directory.bytes
    archive.long(ZipLayout.endSignature)
    for count in [0, 0, files.count, files.count] { archive.short(count) }
    archive.long(directory.bytes.count)
    archive.long(start)
    archive.short(0)
    return archive.bytes
  }
}
