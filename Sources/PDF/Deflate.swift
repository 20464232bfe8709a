// SPDX-License-Identifier: GPL-3.0-or-later
internal import CDeflate
internal import Glibc

/// Deflate in the zlib format (RFC 1950), the FlateDecode of PDF, with libdeflate.
///
/// Compressors are made once a thread and level and kept until the thread ends, so that a page costs no set-up.
public enum Deflate {
  /// 0 stores, 1 is fast, 6 usual, 12 smallest. The same bytes and level give the same result always.
  public static let levels = 0...12

  /// `level` is one of `levels`, which is the caller's to know.
  public static func compress(_ bytes: [UInt8], level: Int) -> [UInt8] {
    precondition(levels.contains(level), "level outside 0 to 12")
    let compressor = Compressors.ofThisThread.compressor(level: level)
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { room, count in
      count = libdeflate_zlib_compress(compressor, bytes, bytes.count, room.baseAddress, room.count)
      precondition(count > 0, "the bound always suffices")
    }
  }

  /// The bytes that were compressed. `limit` is the most that may come out: a bomb stops there.
  public static func inflate(_ bytes: [UInt8], limit: Int) throws(PDFError) -> [UInt8] {
    guard let decompressor = libdeflate_alloc_decompressor() else { throw .outOfMemory(bytes: limit) }
    defer { libdeflate_free_decompressor(decompressor) }
    var capacity = min(limit, max(bytes.count * 4, 4_096))
    while true {
      var result = LIBDEFLATE_BAD_DATA
      let plain = [UInt8](unsafeUninitializedCapacity: capacity) { room, count in
        result = libdeflate_zlib_decompress(decompressor, bytes, bytes.count, room.baseAddress, room.count, &count)
        if result != LIBDEFLATE_SUCCESS { count = 0 }
      }
      switch result {
      case LIBDEFLATE_SUCCESS: return plain
      case LIBDEFLATE_INSUFFICIENT_SPACE where capacity < limit: capacity = min(limit, capacity * 4)
      case LIBDEFLATE_INSUFFICIENT_SPACE: throw .inflatesBeyond(limit: limit)
      default: throw .cannotInflate(bytes: bytes.count)
      }
    }
  }

  /// CRC-32 as PNG and gzip use it.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: libdeflate_crc32(0, bytes, bytes.count))
  }
}

/// The compressors of one thread; freed when the thread ends.
private final class Compressors {
  private var byLevel: [OpaquePointer?] = Array(repeating: nil, count: Deflate.levels.count)

  func compressor(level: Int) -> OpaquePointer {
    if let made = byLevel[level] { return made }
    // Fails only when memory is out, at some 100 KB once a thread.
    guard let made = libdeflate_alloc_compressor(Int32(level)) else { preconditionFailure("out of memory") }
    byLevel[level] = made
    return made
  }

  deinit {
    for compressor in byLevel { libdeflate_free_compressor(compressor) }
  }

  static var ofThisThread: Compressors {
    if let kept = pthread_getspecific(key) { return Unmanaged<Compressors>.fromOpaque(kept).takeUnretainedValue() }
    let made = Compressors()
    pthread_setspecific(key, Unmanaged.passRetained(made).toOpaque())
    return made
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let failure = pthread_key_create(&key) { kept in
      if let kept { Unmanaged<Compressors>.fromOpaque(kept).release() }
    }
    precondition(failure == 0, "no thread-specific key left")
    return key
  }()
}
