// SPDX-License-Identifier: GPL-3.0-or-later

/// One file of a ZIP archive.
public struct ZipEntry: Equatable, Sendable {
  /// A path of parts between slashes: each of A-Z, a-z, 0-9, point, hyphen and underscore, none beginning with a point.
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The longest name that is written and read, bytes.
  static let longestName = 200

  /// Names that stay inside the folder that they are unpacked into, on every system: no `..`, no root, no drive.
  public static func isName(_ name: some Sequence<UInt8>) -> Bool {
    let bytes = Array(name)
    guard (1...longestName).contains(bytes.count) else { return false }
    return bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.first != UInt8(ascii: ".")
        && part.allSatisfy { byte in
          switch byte {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
          default: false
          }
        }
    }
  }
}
