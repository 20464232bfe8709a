// SPDX-License-Identifier: GPL-3.0-or-later

/// The bytes of one PDF object with holes where references go, so that it can be numbered anew.
struct SerialisedObject: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where in `bytes` a reference goes, and to which object of the artwork, from 0. Offsets rise.
  private(set) var references: [(offset: Int, target: Int)] = []

  mutating func append(_ more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
  }

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func appendReference(to target: Int) {
    references.append((bytes.count, target))
  }

  /// A name with its slash (ISO 32000-1 7.3.5): what is not regular or not printable is written #xx.
  mutating func appendName(_ name: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "/"))
    for byte in name {
      switch byte {
      case 0x21...0x7E where !Self.mustBeEscaped.contains(byte): bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "#"))
        bytes.append(Self.hex[Int(byte >> 4)])
        bytes.append(Self.hex[Int(byte & 15)])
      }
    }
  }

  func append(to file: inout [UInt8], numberedFrom first: Int) {
    file.reserveCapacity(file.count + bytes.count + references.count * 12)
    var done = 0
    for (offset, target) in references {
      file.append(contentsOf: bytes[done..<offset])
      file.append(contentsOf: "\(first + target) 0 R".utf8)
      done = offset
    }
    file.append(contentsOf: bytes[done...])
  }

  private static let mustBeEscaped = [UInt8]("#()<>[]{}/%".utf8)
  private static let hex = [UInt8]("0123456789ABCDEF".utf8)
}
