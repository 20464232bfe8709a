// SPDX-License-Identifier: GPL-3.0-or-later

/// One file of a ZIP archive that a person made.
public struct PackedFile: Equatable, Sendable {
  /// Relative, parts between slashes, none of them `..`; in the sender's letters. Bytes that are no UTF-8 became `_`.
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
