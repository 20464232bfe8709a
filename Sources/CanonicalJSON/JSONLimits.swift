// SPDX-License-Identifier: GPL-3.0-or-later

/// How large a document the parser takes before it refuses (RFC 8259 section 9 leaves the limits to the reader).
public struct JSONLimits: Equatable, Sendable {
  /// The deepest nesting that a caller can ask for; the parser recurses, and a worker's stack is finite.
  static let deepest = 512

  /// Nested arrays and objects, 1 to 512; the outermost counts as 1.
  public var depth = 64
  /// Bytes of the whole document.
  public var bytes: Int
  /// Values of the whole document; a byte or two of hostile text can cost 24 bytes of memory.
  public var values = 1_000_000

  public init(depth: Int = 64, bytes: Int, values: Int = 1_000_000) {
    self.depth = depth
    self.bytes = bytes
    self.values = values
  }

  /// 64 levels, 16 MiB, a million values.
  public static let standard = JSONLimits(bytes: 16 << 20)
}
