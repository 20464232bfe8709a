// SPDX-License-Identifier: GPL-3.0-or-later

/// The frame of the wire: payload length (u32, little endian), one byte of kind, payload.
enum Frame {
  static let headerLength = 5
  /// A job is at most as large as the largest application plus its template.
  static let maximumPayload = 512 << 20

  static func bytes(kind: UInt8, payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(headerLength + payload.count)
    let count = UInt32(payload.count)
    bytes.append(UInt8(truncatingIfNeeded: count))
    bytes.append(UInt8(truncatingIfNeeded: count >> 8))
    bytes.append(UInt8(truncatingIfNeeded: count >> 16))
    bytes.append(UInt8(truncatingIfNeeded: count >> 24))
    bytes.append(kind)
    bytes.append(contentsOf: payload)
    return bytes
  }

  /// The payload's length that a header announces.
  static func length(_ header: ArraySlice<UInt8>) -> Int {
    header.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

/// Kinds of answers.
enum Answer {
  static let done: UInt8 = 0
  static let failed: UInt8 = 1
}

/// The kind of a worker's first job; a program's own kinds start at 1.
let setUpKind: UInt8 = 0
