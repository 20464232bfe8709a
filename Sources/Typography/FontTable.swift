// SPDX-License-Identifier: GPL-3.0-or-later

import CHarfBuzz

/// The bytes of one table of a face; reads outside of it give nil.
struct FontTable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Empty if the face has no such table.
  init(_ face: OpaquePointer, _ tag: String) {
    guard let blob = hb_face_reference_table(face, Self.tag(tag)) else {
      self.bytes = []
      return
    }
    defer { hb_blob_destroy(blob) }
    self.bytes = Self.copy(blob)
  }

  /// Bytes of the table, 0 if the face has none; nothing is copied.
  static func length(_ face: OpaquePointer, _ tag: String) -> Int {
    guard let blob = hb_face_reference_table(face, Self.tag(tag)) else { return 0 }
    defer { hb_blob_destroy(blob) }
    return Int(hb_blob_get_length(blob))
  }

  static func copy(_ blob: OpaquePointer) -> [UInt8] {
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length), length > 0 else { return [] }
    return Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
  }

  /// Four ASCII characters as HarfBuzz's tag.
  static func tag(_ name: String) -> UInt32 {
    name.utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }

  var isEmpty: Bool { bytes.isEmpty }

  func uint8(at offset: Int) -> UInt8? {
    offset >= 0 && offset < bytes.count ? bytes[offset] : nil
  }

  func uint16(at offset: Int) -> UInt16? {
    guard offset >= 0, offset + 2 <= bytes.count else { return nil }
    return UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
  }

  func int16(at offset: Int) -> Int? {
    uint16(at: offset).map { Int(Int16(bitPattern: $0)) }
  }

  func uint32(at offset: Int) -> UInt32? {
    guard let high = uint16(at: offset), let low = uint16(at: offset + 2) else { return nil }
    return UInt32(high) << 16 | UInt32(low)
  }

  /// Big-endian, `width` bytes, 1 to 4.
  func integer(at offset: Int, width: Int) -> Int? {
    guard (1...4).contains(width), offset >= 0, offset + width <= bytes.count else { return nil }
    return bytes[offset..<offset + width].reduce(0) { $0 << 8 | Int($1) }
  }
}
