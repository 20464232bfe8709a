// SPDX-License-Identifier: GPL-3.0-or-later

/// A SHA-256 or HMAC-SHA-256 value, 32 bytes, held without an allocation.
public struct Digest: Hashable, Sendable {
  public static let byteCount = 32

  // Big-endian words, so that the first byte stands highest.
  private let first, second, third, fourth: UInt64

  /// Exactly 32 bytes; nil otherwise.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self = bytes.withUnsafeBytes(Digest.init(loading:))
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

  /// `bytes` are 32.
  init(loading bytes: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    first = word(0)
    second = word(1)
    third = word(2)
    fourth = word(3)
  }

  public var bytes: [UInt8] { withBytes { Array($0) } }

  /// The 32 bytes, without an allocation.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeBytes(of: (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian), body)
  }

  /// 64 lower-case hexadecimal digits, as `sha256sum` prints it.
  public var hex: String { bytes.hex }
}

extension Digest: CustomStringConvertible {
  public var description: String { hex }
}
