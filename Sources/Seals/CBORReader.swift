// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads deterministic CBOR (RFC 8949 section 4.2.1) item by item, by a reader who knows what comes next: anything
/// else, a longer head or an indefinite length is refused with its place.
struct CBORReader {
  static let null: UInt8 = 0xF6

  private let bytes: [UInt8]
  private(set) var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The argument of a head of this type, in its shortest form.
  mutating func head(_ major: CBORMajor, _ expected: String) throws(SealError) -> UInt64 {
    let start = index
    guard index < bytes.count, bytes[index] >> 5 == major.rawValue else { throw fault(expected, at: start) }
    let short = bytes[index] & 31
    index += 1
    guard short >= 24 else { return UInt64(short) }
    guard short <= 27 else { throw fault("\(expected) of definite length", at: start) }
    let count = 1 << Int(short - 24)
    guard bytes.count - index >= count else { throw fault(expected, at: start) }
    var argument: UInt64 = 0
    for byte in bytes[index..<index + count] { argument = argument << 8 | UInt64(byte) }
    index += count
    // The least value that needs so many bytes: 24, 2^8, 2^16, 2^32.
    let least: UInt64 = count == 1 ? 24 : 1 << UInt64(count * 4)
    guard argument >= least else { throw fault("\(expected) in its shortest form", at: start) }
    return argument
  }

  /// A head with this very argument: a key, a tag, a count of elements.
  mutating func exactly(_ major: CBORMajor, _ argument: UInt64, _ expected: String) throws(SealError) {
    let start = index
    guard try head(major, expected) == argument else { throw fault(expected, at: start) }
  }

  mutating func unsigned(_ expected: String) throws(SealError) -> Int {
    let start = index
    guard let value = Int(exactly: try head(.unsigned, expected)) else { throw fault(expected, at: start) }
    return value
  }

  mutating func data(_ expected: String) throws(SealError) -> [UInt8] {
    Array(try slice(.bytes, expected))
  }

  mutating func text(_ expected: String) throws(SealError) -> String {
    let start = index
    guard let text = String(validating: try slice(.text, expected), as: UTF8.self) else {
      throw fault("\(expected) in UTF-8", at: start)
    }
    return text
  }

  /// Whether null is next; steps over it.
  mutating func null() -> Bool {
    guard index < bytes.count, bytes[index] == Self.null else { return false }
    index += 1
    return true
  }

  func end() throws(SealError) {
    guard index == bytes.count else { throw fault("the end", at: index) }
  }

  func fault(_ expected: String, at byte: Int) -> SealError {
    .malformed(byte: byte, expected: expected)
  }

  private mutating func slice(_ major: CBORMajor, _ expected: String) throws(SealError) -> ArraySlice<UInt8> {
    let start = index
    let count = try head(major, expected)
    guard count <= UInt64(bytes.count - index) else { throw fault(expected, at: start) }
    defer { index += Int(count) }
    return bytes[index..<index + Int(count)]
  }
}
