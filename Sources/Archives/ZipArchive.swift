// SPDX-License-Identifier: GPL-3.0-or-later

/// ZIP archives, strictly: files one after the other from the first byte, the directory, the end record, and nothing
/// else (PKWARE APPNOTE 6.3). No ZIP64, encryption, comments, extra fields or folders; stored or deflated.
///
/// Strict, because two readers of one loose archive can see different files in it.
public enum ZipArchive {
  /// Whether bytes begin like an archive with a file in it.
  public static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// The files in their order. `limit` is for the bytes of all of them, and is held before any is unpacked.
  public static func entries(of bytes: [UInt8], mostFiles: Int, limit: Int) throws(ZipError) -> [ZipEntry] {
    let headers = try directory(of: bytes, mostFiles: mostFiles)
    var total = 0
    var names: Set<String> = []
    for header in headers {
      guard names.insert(header.name).inserted else { throw .twice(name: header.name) }
      total += header.size
      guard total <= limit else { throw .tooLarge(bytes: total, limit: limit) }
    }
    var entries: [ZipEntry] = []
    var position = 0
    for header in headers {
      guard header.offset == position else { throw .malformed("bytes between two files, or files that overlap") }
      entries.append(try entry(header, of: bytes, at: &position))
    }
    // The last file must end where the directory begins.
    guard position == bytes.count - ZipLayout.endLength - headers.reduce(0, { $0 + $1.length }) else {
      throw .malformed("bytes between the last file and the directory")
    }
    return entries
  }

  /// What the directory says of a file.
  private struct Header {
    var name: String
    /// Version, flags, method, time, date, CRC-32, both sizes, lengths of name and extra field: as in the local header.
    var common: ArraySlice<UInt8>
    var method: Int
    var crc: UInt32
    var packed: Int
    var size: Int
    var offset: Int
    /// Bytes of this record.
    var length: Int
  }

  private static func directory(of bytes: [UInt8], mostFiles: Int) throws(ZipError) -> [Header] {
    let end = bytes.count - ZipLayout.endLength
    // A comment would stand behind the end record.
    guard end >= 0, bytes.long(end) == ZipLayout.endSignature, bytes.short(end + 20) == 0 else { throw .noEnd }
    let count = bytes.short(end + 10)
    let (size, start) = (bytes.long(end + 12), bytes.long(end + 16))
    guard bytes.short(end + 4) == 0, bytes.short(end + 6) == 0, bytes.short(end + 8) == count else {
      throw .unsupported("several disks")
    }
    guard count != 0xFFFF, size != 0xFFFF_FFFF, start != 0xFFFF_FFFF else { throw .unsupported("ZIP64") }
    guard count <= mostFiles else { throw .tooMany(found: count, limit: mostFiles) }
    guard start + size == end else { throw .malformed("the directory does not stand before the end record") }
    var headers: [Header] = []
    var position = start
    for index in 0..<count {
      guard end - position >= ZipLayout.centralLength, bytes.long(position) == ZipLayout.centralSignature else {
        throw .malformed("the directory has no record of file \(index + 1)")
      }
      let nameLength = bytes.short(position + 28)
      let length = ZipLayout.centralLength + nameLength
      guard end - position >= length else { throw .malformed("the record of file \(index + 1) is cut off") }
      let name = bytes[(position + ZipLayout.centralLength)..<(position + length)]
      guard ZipEntry.isName(name) else { throw .name(file: index + 1) }
      let header = Header(
        name: String(decoding: name, as: UTF8.self), common: bytes[(position + 6)..<(position + 32)],
        method: bytes.short(position + 10), crc: UInt32(bytes.long(position + 16)),
        packed: bytes.long(position + 20), size: bytes.long(position + 24), offset: bytes.long(position + 42),
        length: length)
      try check(header, bytes, at: position)
      headers.append(header)
      position += length
    }
    guard position == end else { throw .malformed("the directory holds more than its files") }
    return headers
  }

  private static func check(_ header: Header, _ bytes: [UInt8], at position: Int) throws(ZipError) {
    if bytes.short(position + 6) > ZipLayout.version { throw .unsupported("a newer version's file, \(header.name)") }
    let flags = bytes.short(position + 8)
    if flags & 1 != 0 { throw .unsupported("an encrypted file, \(header.name)") }
    // Sizes behind the file instead of before it (bit 3), and whatever else changes how a file is read.
    if flags != 0 { throw .unsupported("flags (\(flags)) at \(header.name)") }
    if bytes.short(position + 30) != 0 { throw .unsupported("an extra field at \(header.name)") }
    if bytes.short(position + 32) != 0 { throw .unsupported("a comment at \(header.name)") }
    if bytes.short(position + 34) != 0 { throw .unsupported("several disks") }
    if header.method != ZipLayout.stored, header.method != ZipLayout.deflated {
      throw .unsupported("a compression other than deflate (\(header.method)) at \(header.name)")
    }
    if header.method == ZipLayout.stored, header.packed != header.size {
      throw .malformed("\(header.name) is stored, but has two sizes")
    }
  }

  private static func entry(
    _ header: Header, of bytes: [UInt8], at position: inout Int
  ) throws(ZipError) -> ZipEntry {
    let name = Array(header.name.utf8)
    let start = position + ZipLayout.localLength + name.count
    guard bytes.count - start >= header.packed, bytes.long(position) == ZipLayout.localSignature,
      bytes[(position + 4)..<(position + 30)].elementsEqual(header.common),
      bytes[(position + ZipLayout.localLength)..<start].elementsEqual(name)
    else { throw .malformed("the header of \(header.name) is not what the directory says") }
    position = start + header.packed
    let packed = Array(bytes[start..<position])
    guard header.method == ZipLayout.deflated else { return try checked(packed, header) }
    guard let plain = Inflate.inflate(packed, count: header.size) else {
      throw .damaged(name: header.name, reason: "it does not unpack to the \(header.size) bytes that its header names")
    }
    return try checked(plain, header)
  }

  private static func checked(_ bytes: [UInt8], _ header: Header) throws(ZipError) -> ZipEntry {
    guard Inflate.crc32(bytes) == header.crc else {
      throw .damaged(name: header.name, reason: "its CRC-32 is another")
    }
    return ZipEntry(name: header.name, bytes: bytes)
  }
}

extension [UInt8] {
  /// Little-endian, two bytes.
  func short(_ position: Int) -> Int { Int(self[position]) | Int(self[position + 1]) << 8 }
  /// Little-endian, four bytes.
  func long(_ position: Int) -> Int { short(position) | short(position + 2) << 16 }
}
