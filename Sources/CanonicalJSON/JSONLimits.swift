// SPDX-License-Identifier: GPL-3.0-or-later

/// How large a document the parser takes before it refuses (RFC 8259 section 9 leaves the limits to the reader).
public struct JSONLimits: Equatable, Sendable {
  /// The deepest nesting that a caller can ask for; the parser recurses, and a worker's stack is finite.
  static let deepest = 512

  /// Nested arrays and objects, 1 to 512; the outermost counts as 1.
  public var depth = 64
  /// Bytes of the whole document.
  public var bytes: Int
  /// Values of the whole document: two bytes of hostile text can cost 24 bytes of memory.
  public var values: Int

  /// Without a number of `values`, one for 16 bytes is taken, and a million in any case.
  public init(depth: Int = 64, bytes: Int, values: Int? = nil) {
    self.depth = depth
    self.bytes = bytes
    self.values = values ?? max(1_000_000, bytes / 16)
  }

  /// 64 levels, 16 MiB, 1,048,576 values.
  public static let standard = JSONLimits(bytes: 16 << 20)
}
