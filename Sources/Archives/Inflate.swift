// SPDX-License-Identifier: GPL-3.0-or-later
internal import CDeflate

/// Raw deflate (RFC 1951) and the CRC-32 of ZIP, with libdeflate.
enum Inflate {
  /// The bytes that were compressed, exactly `count` of them; nil if they do not come out.
  static func inflate(_ bytes: [UInt8], count: Int) -> [UInt8]? {
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    var result = LIBDEFLATE_BAD_DATA
    var read = 0
    let plain = [UInt8](unsafeUninitializedCapacity: max(1, count)) { room, filled in
      // No room for the number of bytes made: libdeflate then fails unless exactly `count` come out.
      result = libdeflate_deflate_decompress_ex(
        decompressor, bytes, bytes.count, room.baseAddress, count, &read, nil)
      filled = result == LIBDEFLATE_SUCCESS ? count : 0
    }
    // Bytes behind the end of the compressed ones would be a hiding place.
    return result == LIBDEFLATE_SUCCESS && read == bytes.count ? plain : nil
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: libdeflate_crc32(0, bytes, bytes.count))
  }
}
