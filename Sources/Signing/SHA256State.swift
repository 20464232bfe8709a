// SPDX-License-Identifier: GPL-3.0-or-later
private import CLibcrypto

/// A SHA-256 (FIPS 180-4) under way. A value: a copy is a midstate that goes on by itself.
public struct SHA256State: Sendable {
  private var context = SHA256_CTX()

  public init() {
    // Fails never: it fills a struct.
    SHA256_Init(&context)
  }

  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { update($0) }
  }

  public mutating func update(_ byte: UInt8) {
    withUnsafeBytes(of: byte) { update($0) }
  }

  public mutating func update(_ digest: Digest) {
    digest.withBytes { update($0) }
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    SHA256_Update(&context, start, bytes.count)
  }

  /// The digest of the bytes so far. The state itself stays as it is and can go on.
  public func finish() -> Digest {
    var copy = context
    return withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 8) { bytes in
      SHA256_Final(bytes.baseAddress, &copy)
      return Digest(loading: UnsafeRawBufferPointer(bytes))
    }
  }
}
