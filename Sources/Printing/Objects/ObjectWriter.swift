// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes PDF objects one after the other and remembers where each begins (ISO 32000-1, 7.3.10 and 7.5.4).
///
/// Numbers are consecutive in the order of the file, so that a strict reader can rely on it.
struct ObjectWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  /// Where the objects begin, from the start of the file.
  private(set) var offsets: [Int] = []
  /// Number of the first object.
  let first: Int
  /// Bytes of the file before `bytes`.
  let start: Int

  init(first: Int, start: Int, capacity: Int = 0) {
    self.first = first
    self.start = start
    bytes.reserveCapacity(capacity)
  }

  /// The number that the next object gets.
  var next: Int { first + offsets.count }

  /// The file's first lines: version, and four bytes over 127 that mark it as binary (7.5.2).
  mutating func header(version: String) {
    bytes.put("%PDF-\(version)\n%")
    bytes.append(contentsOf: [0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
  }

  @discardableResult
  mutating func object(_ body: (inout [UInt8]) -> Void) -> Int {
    let number = begin()
    body(&bytes)
    bytes.put("\nendobj\n")
    return number
  }

  /// A stream; `entries` adds to its dictionary.
  @discardableResult
  mutating func stream(_ data: [UInt8], entries: (inout [UInt8]) -> Void = { _ in }) -> Int {
    let number = begin()
    bytes.put("<</Length ")
    bytes.put(data.count)
    entries(&bytes)
    bytes.put(">>\nstream\n")
    bytes.append(contentsOf: data)
    bytes.put("\nendstream\nendobj\n")
    return number
  }

  /// Objects serialised elsewhere, complete with `N 0 obj` and `endobj`, numbered from `next` on.
  mutating func append(serialised objects: [[UInt8]]) {
    for object in objects {
      offsets.append(start + bytes.count)
      bytes.append(contentsOf: object)
      if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    }
  }

  private mutating func begin() -> Int {
    let number = next
    offsets.append(start + bytes.count)
    bytes.put(number)
    bytes.put(" 0 obj\n")
    return number
  }

  /// Lines of the cross-reference table for this writer's objects.
  var crossReferences: [UInt8] {
    Self.crossReferences(offsets)
  }

  static func crossReferences(_ offsets: [Int]) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(offsets.count * 20)
    for offset in offsets {
      var divisor = 1_000_000_000
      for _ in 0..<10 {
        lines.append(48 + UInt8(truncatingIfNeeded: offset / divisor % 10))
        divisor /= 10
      }
      lines.put(" 00000 n \n")
    }
    return lines
  }

  /// Cross-reference table and trailer; `earlier` are the lines of the objects before this writer's.
  mutating func finish(earlier: [UInt8], catalog: Int, information: Int, identifier: [UInt8]) {
    Self.finish(
      &bytes, at: start + bytes.count, size: next, lines: [earlier, crossReferences], catalog: catalog,
      information: information, identifier: identifier)
  }

  /// The same for lines made elsewhere; `position` is where the table begins, `size` one more than the last number.
  static func finish(
    _ bytes: inout [UInt8], at position: Int, size: Int, lines: [[UInt8]], catalog: Int, information: Int,
    identifier: [UInt8]
  ) {
    bytes.put("xref\n0 ")
    bytes.put(size)
    bytes.put("\n0000000000 65535 f \n")
    for part in lines { bytes.append(contentsOf: part) }
    bytes.put("trailer\n<</Size ")
    bytes.put(size)
    bytes.put("/Root ")
    bytes.put(reference: catalog)
    bytes.put("/Info ")
    bytes.put(reference: information)
    bytes.put("/ID[")
    bytes.put(hex: identifier)
    bytes.put(hex: identifier)
    bytes.put("]>>\nstartxref\n")
    bytes.put(position)
    bytes.put("\n%%EOF\n")
  }
}
