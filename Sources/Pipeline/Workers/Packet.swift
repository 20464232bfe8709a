// SPDX-License-Identifier: GPL-3.0-or-later
import Signing

/// Writes the fields of a message between coordinator and worker: integers of 8 bytes, byte strings with a length.
struct PacketWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: Int) {
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  mutating func write(_ field: [UInt8]) {
    write(field.count)
    bytes.append(contentsOf: field)
  }

  mutating func write(_ text: String) {
    write(Array(text.utf8))
  }

  mutating func write(_ texts: [String]) {
    write(texts.count)
    for text in texts { write(text) }
  }

  mutating func write(_ files: [(name: String, path: String)]) {
    write(files.flatMap { [$0.name, $0.path] })
  }

  mutating func write(_ digests: [Digest]) {
    write(digests.count)
    for digest in digests { write(digest.bytes) }
  }
}

/// Reads what ``PacketWriter`` wrote; a message that ends early or announces too much throws.
struct PacketReader {
  enum Fault: Error { case broken }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func integer() throws -> Int {
    guard bytes.count - position >= 8 else { throw Fault.broken }
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(bytes[position + index]) << (8 * index) }
    position += 8
    return Int(truncatingIfNeeded: value)
  }

  mutating func field() throws -> [UInt8] {
    let count = try integer()
    guard count >= 0, count <= bytes.count - position else { throw Fault.broken }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  mutating func text() throws -> String { String(decoding: try field(), as: UTF8.self) }

  /// First and last of something that counts from 1.
  mutating func range() throws -> ClosedRange<Int> {
    let (first, last) = (try integer(), try integer())
    guard first >= 1, last >= first else { throw Fault.broken }
    return first...last
  }

  mutating func count() throws -> Int {
    let count = try integer()
    // Every element has a length field at least.
    guard count >= 0, count <= (bytes.count - position) / 8 else { throw Fault.broken }
    return count
  }

  mutating func texts() throws -> [String] {
    try (0..<count()).map { _ in try text() }
  }

  mutating func pairs() throws -> [(name: String, path: String)] {
    let texts = try texts()
    return stride(from: 0, to: texts.count - 1, by: 2).map { (texts[$0], texts[$0 + 1]) }
  }

  mutating func digests() throws -> [Digest] {
    try (0..<count()).map { _ in
      guard let digest = Digest(bytes: try field()) else { throw Fault.broken }
      return digest
    }
  }
}
