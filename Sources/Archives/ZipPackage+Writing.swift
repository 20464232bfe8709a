// SPDX-License-Identifier: GPL-3.0-or-later

extension ZipPackage {
  /// The archive of files with names in any letters, in their order, stored as they are: the bytes depend on nothing else.
  ///
  /// Names must be relative and different, all files together below 4 GB and fewer than 65,535: the caller's to know.
  public static func bytes(of files: [PackedFile]) -> [UInt8] {
    precondition(files.count < 0xFFFF)
    var archive = ZipBytes()
    var directory = ZipBytes()
    for file in files {
      precondition(archive.bytes.count + file.bytes.count < 0xFFFF_FFFF, "larger than ZIP holds without ZIP64")
      let offset = archive.bytes.count
      let crc = Int(Inflate.crc32(file.bytes))
      // Bit 11: the name is UTF-8 (APPNOTE 4.4.4).
      let fields = [ZipLayout.version, 1 << 11, ZipLayout.stored, 0, ZipLayout.date]
      let name = Array(file.name.utf8)
      archive.long(ZipLayout.localSignature)
      directory.long(ZipLayout.centralSignature)
      directory.short(ZipLayout.version)
      func describe(_ record: inout ZipBytes) {
        for field in fields { record.short(field) }
        record.long(crc)
        record.long(file.bytes.count)
        record.long(file.bytes.count)
        record.short(name.count)
        record.short(0)
      }
      describe(&archive)
      archive.bytes += name
      archive.bytes += file.bytes
      describe(&directory)
      for _ in 0..<3 { directory.short(0) }
      directory.long(0)
      directory.long(offset)
      directory.bytes += name
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
