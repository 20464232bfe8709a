// SPDX-License-Identifier: GPL-3.0-or-later

/// A SHA-256 or HMAC-SHA-256 value, 32 bytes, held without an allocation.
public struct Digest: Hashable, Sendable {
  public static let byteCount = 32

  // Big-endian words, so that the first byte stands highest.
  private let first, second, third, fourth: UInt64

  /// Exactly 32 bytes; nil otherwise.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init { bytes[$0] }
  }

  /// Exactly 64 lower-case hexadecimal digits; nil otherwise.
  public init?(hex: String) {
    guard let bytes = [UInt8](hex: hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// The SHA-256 (FIPS 180-4) of `bytes`.
  public init(sha256 bytes: [UInt8]) {
    var state = SHA256State()
    state.update(bytes)
    self = state.finish()
  }

  /// Byte by byte, from index 0 to 31.
  init(byte: (Int) -> UInt8) {
    func word(_ start: Int) -> UInt64 {
      var word: UInt64 = 0
      for index in start..<(start + 8) { word = word << 8 | UInt64(byte(index)) }
      return word
    }
    first = word(0)
    second = word(8)
    third = word(16)
    fourth = word(24)
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    for word in [first, second, third, fourth] {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return bytes
  }

  /// 64 lower-case hexadecimal digits, as `sha256sum` prints it.
  public var hex: String { bytes.hex }
}

extension Digest: CustomStringConvertible {
  public var description: String { hex }
}
