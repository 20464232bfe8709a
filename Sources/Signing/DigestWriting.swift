// SPDX-License-Identifier: GPL-3.0-or-later

/// Digests in bulk, as a Merkle tree of a million lines needs them: without an allocation each.
extension Digest {
  /// SHA-256(prefix ‖ bytes).
  public init(sha256 prefix: UInt8, _ bytes: ArraySlice<UInt8>) {
    var state = SHA256State()
    state.update(prefix)
    state.update(bytes)
    self = state.finish()
  }

  /// SHA-256(prefix ‖ left ‖ right).
  public init(sha256 prefix: UInt8, _ left: Digest, _ right: Digest) {
    var state = SHA256State()
    state.update(prefix)
    state.update(left)
    state.update(right)
    self = state.finish()
  }

  /// 32 bytes at the end of `bytes`.
  public func append(to bytes: inout [UInt8]) {
    withBytes { bytes.append(contentsOf: $0) }
  }

  /// 64 lower-case hexadecimal digits at the end of `text`.
  public func appendHex(to text: inout [UInt8]) {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 &+ value : 87 &+ value }
    withUnsafeTemporaryAllocation(byteCount: 2 * Digest.byteCount, alignment: 8) { buffer in
      withBytes { bytes in
        for index in 0..<Digest.byteCount {
          buffer[2 * index] = digit(bytes[index] >> 4)
          buffer[2 * index + 1] = digit(bytes[index] & 15)
        }
      }
      text.append(contentsOf: buffer)
    }
  }
}
