// SPDX-License-Identifier: GPL-3.0-or-later

extension ZipArchive {
  /// The archive of files, in their order, stored as they are: the bytes depend on nothing but the files.
  ///
  /// Names must be good and different, all files together below 4 GB and fewer than 65,535: the caller's to know.
  public static func bytes(of entries: [ZipEntry]) -> [UInt8] {
    precondition(entries.count < 0xFFFF && entries.allSatisfy { ZipEntry.isName($0.name.utf8) })
    precondition(Set(entries.map(\.name)).count == entries.count, "a name stands twice")
    var archive = ZipBytes()
    var directory = ZipBytes()
    for entry in entries {
      precondition(archive.bytes.count + entry.bytes.count < 0xFFFF_FFFF, "larger than ZIP holds without ZIP64")
      let offset = archive.bytes.count
      archive.long(ZipLayout.localSignature)
      archive.common(entry)
      archive.bytes += entry.name.utf8
      archive.bytes += entry.bytes
      directory.long(ZipLayout.centralSignature)
      directory.short(ZipLayout.version)
      directory.common(entry)
      // Comment, disk, internal and external attributes: none.
      for _ in 0..<3 { directory.short(0) }
      directory.long(0)
      directory.long(offset)
      directory.bytes += entry.name.utf8
    }
    let start = archive.bytes.count
    archive.bytes += directory.bytes
    archive.long(ZipLayout.endSignature)
    for count in [0, 0, entries.count, entries.count] { archive.short(count) }
    archive.long(directory.bytes.count)
    archive.long(start)
    archive.short(0)
    return archive.bytes
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

  /// The fields that both headers of a file have.
  mutating func common(_ entry: ZipEntry) {
    for field in [ZipLayout.version, 0, ZipLayout.stored, 0, ZipLayout.date] { short(field) }
    long(Int(Inflate.crc32(entry.bytes)))
    long(entry.bytes.count)
    long(entry.bytes.count)
    short(entry.name.utf8.count)
    short(0)
  }
}
