// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// The two hashes of a Merkle tree and its empty root (RFC 6962 section 2.1).
public enum TreeHash {
  /// SHA-256(00 ‖ line), the line without its LF.
  public static func leaf(_ line: [UInt8]) -> Digest {
    leaf(line[...])
  }

  /// SHA-256(00 ‖ line), the line without its LF.
  public static func leaf(_ line: ArraySlice<UInt8>) -> Digest {
    Digest(sha256: 0, line)
  }

  /// SHA-256(01 ‖ left ‖ right).
  public static func node(_ left: Digest, _ right: Digest) -> Digest {
    Digest(sha256: 1, left, right)
  }

  /// The root of the tree without leaves: SHA-256 of nothing.
  public static let empty = Digest(sha256: [])
}
