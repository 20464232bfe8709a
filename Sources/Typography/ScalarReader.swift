// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the scalars of UTF-8 that is known to be well formed (a Swift string's), without copying it.
struct ScalarReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the next scalar begins.
  private(set) var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  @inline(__always)
  mutating func next() -> UInt32? {
    guard offset < bytes.count else { return nil }
    let first = UInt32(bytes[offset])
    if first < 0x80 {
      offset += 1
      return first
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard offset + length <= bytes.count else {
      offset = bytes.count
      return 0xFFFD
    }
    var value = first & (0xFF >> UInt32(length + 1))
    for place in 1..<length { value = value << 6 | UInt32(bytes[offset + place]) & 0x3F }
    offset += length
    return value
  }
}
