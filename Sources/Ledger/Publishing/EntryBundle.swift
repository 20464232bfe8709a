// SPDX-License-Identifier: GPL-3.0-or-later

/// Up to 256 entries as they are published: u16 length, big-endian, and the line, for each
/// (https://c2sp.org/tlog-tiles, "Log entries").
enum EntryBundle {
  /// The bundle of lines without their LFs, each at most 65,535 bytes.
  static func bytes(of lines: [ArraySlice<UInt8>]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.count + 2 })
    for line in lines {
      precondition(line.count <= LineReader.longestLine)
      bytes.append(UInt8(line.count >> 8))
      bytes.append(UInt8(line.count & 255))
      bytes += line
    }
    return bytes
  }

  /// The lines of a bundle; nil if it does not end with its last line.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
    var lines: [ArraySlice<UInt8>] = []
    var position = 0
    while position < bytes.count {
      guard bytes.count - position >= 2 else { return nil }
      let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
      position += 2
      guard bytes.count - position >= length else { return nil }
      lines.append(bytes[position..<(position + length)])
      position += length
    }
    return lines
  }
}
