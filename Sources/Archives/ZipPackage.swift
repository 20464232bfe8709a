// SPDX-License-Identifier: GPL-3.0-or-later

/// ZIP archives as people's programs make them (PKWARE APPNOTE 6.3): by the directory at the end; extra fields, comments,
/// folders and sizes behind the files are taken, unlike in ``ZipArchive``.
///
/// Every file is told by the directory alone and must lie where it says, under the same name, overlapping no other, so
/// that no two readers see different files. Nothing is unpacked before the sum of the sizes is known to be allowed, and a
/// file that unpacks to more than its size is damaged: bombs do not go off.
public enum ZipPackage {
  /// The files in the order of the directory, without folders and a Mac's own notes.
  public static func files(of bytes: [UInt8], mostFiles: Int, limit: Int) throws(PackageError) -> [PackedFile] {
    let (records, start) = try directory(of: bytes, mostFiles: mostFiles)
    let total = records.reduce(0) { $0 + $1.size }
    guard total <= limit else { throw .tooLarge(bytes: total, limit: limit) }
    var spans: [Range<Int>] = []
    var files: [PackedFile] = []
    var names: Set<String> = []
    for record in records {
      guard names.insert(record.name.lowercased()).inserted else { throw .duplicateName(record.name) }
      let (packed, span) = try contents(of: record, in: bytes, before: start)
      spans.append(span)
      if record.isNote { continue }
      files.append(PackedFile(name: record.name, bytes: try unpacked(packed, record)))
    }
    spans.sort { $0.lowerBound < $1.lowerBound }
    for (earlier, later) in zip(spans, spans.dropFirst()) where earlier.upperBound > later.lowerBound {
      throw .malformed("files that overlap")
    }
    return files
  }

  private struct Record {
    var name: String
    var written: ArraySlice<UInt8>
    var method: Int
    var crc: UInt32
    var packed: Int
    var size: Int
    var offset: Int

    /// What macOS and Windows lay beside people's files.
    var isNote: Bool {
      let last = name.split(separator: "/").last ?? ""
      return name.hasPrefix("__MACOSX/") || last.hasPrefix("._")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(last)
    }
  }

  private static func directory(
    of bytes: [UInt8], mostFiles: Int
  ) throws(PackageError) -> (records: [Record], start: Int) {
    let end = try endRecord(of: bytes)
    let count = bytes.short(end + 10)
    let (size, start) = (bytes.long(end + 12), bytes.long(end + 16))
    guard bytes.short(end + 4) == 0, bytes.short(end + 6) == 0, bytes.short(end + 8) == count else {
      throw .unsupported("several disks")
    }
    guard count != 0xFFFF, size != 0xFFFF_FFFF, start != 0xFFFF_FFFF else { throw .unsupported("ZIP64") }
    guard count <= mostFiles else { throw .tooManyFiles(found: count, limit: mostFiles) }
    guard start + size <= end else { throw .malformed("a directory beyond the end") }
    var records: [Record] = []
    var position = start
    for index in 1...max(1, count) where count > 0 {
      guard end - position >= ZipLayout.centralLength, bytes.long(position) == ZipLayout.centralSignature else {
        throw .malformed("a directory without the record of file \(index)")
      }
      let nameEnd = position + ZipLayout.centralLength + bytes.short(position + 28)
      let next = nameEnd + bytes.short(position + 30) + bytes.short(position + 32)
      guard next <= end else { throw .malformed("a directory that is cut off") }
      let flags = bytes.short(position + 8)
      // Strong encryption and masked headers (bits 6 and 13) with bit 0.
      guard flags & 0x2041 == 0 else { throw .encrypted(file: index) }
      guard flags & 0x20 == 0 else { throw .unsupported("a patch instead of a file") }
      let written = bytes[(position + ZipLayout.centralLength)..<nameEnd]
      let record = Record(
        name: try name(written, file: index), written: written, method: bytes.short(position + 10),
        crc: UInt32(bytes.long(position + 16)), packed: bytes.long(position + 20), size: bytes.long(position + 24),
        offset: bytes.long(position + 42))
      position = next
      if record.name.isEmpty { continue }
      guard record.method == ZipLayout.stored || record.method == ZipLayout.deflated else {
        throw .unsupported("a compression other than deflate (\(record.method))")
      }
      records.append(record)
    }
    return (records, start)
  }

  /// The last end record whose comment ends with the bytes.
  private static func endRecord(of bytes: [UInt8]) throws(PackageError) -> Int {
    var position = bytes.count - ZipLayout.endLength
    let first = max(0, position - 0xFFFF)
    while position >= first {
      if bytes[position] == 0x50, bytes.long(position) == ZipLayout.endSignature,
        position + ZipLayout.endLength + bytes.short(position + 20) == bytes.count
      {
        return position
      }
      position -= 1
    }
    throw .noEnd
  }

  /// Empty for a folder. Names of old Windows programs are no UTF-8; which code page it was is not told.
  private static func name(_ written: ArraySlice<UInt8>, file: Int) throws(PackageError) -> String {
    // Old programs of Windows part folders by backslashes, which APPNOTE 4.4.17 forbids.
    var bytes = written.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    let isFolder = bytes.last == UInt8(ascii: "/")
    if isFolder { bytes.removeLast() }
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isSafe = parts.allSatisfy { part in
      !part.isEmpty && !part.elementsEqual("..".utf8) && !part.elementsEqual(".".utf8)
        && part.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: ":") }
    }
    guard isSafe, bytes.count <= 400 else { throw .unsafeName(file: file) }
    if isFolder { return "" }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(decoding: bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
  }

  private static func contents(
    of record: Record, in bytes: [UInt8], before start: Int
  ) throws(PackageError) -> (packed: ArraySlice<UInt8>, span: Range<Int>) {
    let head = record.offset
    guard head + ZipLayout.localLength <= start, bytes.long(head) == ZipLayout.localSignature else {
      throw .malformed("a file that is not where the directory says")
    }
    let nameEnd = head + ZipLayout.localLength + bytes.short(head + 26)
    let data = nameEnd + bytes.short(head + 28)
    guard data + record.packed <= start,
      bytes[(head + ZipLayout.localLength)..<nameEnd].elementsEqual(record.written),
      bytes.short(head + 8) == record.method, bytes.short(head + 6) & 1 == 0
    else { throw .malformed("a file whose own header is not what the directory says") }
    return (bytes[data..<(data + record.packed)], head..<(data + record.packed))
  }

  private static func unpacked(_ packed: ArraySlice<UInt8>, _ record: Record) throws(PackageError) -> [UInt8] {
    let plain =
      record.method == ZipLayout.deflated
      ? Inflate.inflate(Array(packed), count: record.size) : record.packed == record.size ? Array(packed) : nil
    guard let plain, Inflate.crc32(plain) == record.crc else { throw .damaged(name: record.name) }
    return plain
  }
}
