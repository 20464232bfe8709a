// SPDX-License-Identifier: GPL-3.0-or-later

/// Signs with an Ed25519 private key that it does not give away, such as a token.
public protocol KeyHolder: Sendable {
  /// The signature of `message` (RFC 8032), 64 bytes.
  func sign(_ message: [UInt8]) throws(SigningError) -> [UInt8]
}
