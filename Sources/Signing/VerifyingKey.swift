// SPDX-License-Identifier: GPL-3.0-or-later
internal import CLibcrypto

/// An Ed25519 public key (RFC 8032). Keys of small order and second spellings of a point are refused when they are
/// read, so that a trusted key can only mean one signer.
public struct VerifyingKey: Sendable {
  /// 32 bytes: y, little-endian, with the sign of x in the highest bit.
  public let rawBytes: [UInt8]
  private let handle: KeyHandle

  /// `name`, an issuer or a file, stands in messages.
  public init(rawBytes: [UInt8], name: String = "public key") throws(SigningError) {
    let handle = try KeyHandle.raw(rawBytes, thing: name, make: EVP_PKEY_new_raw_public_key)
    try self.init(handle, rawBytes: rawBytes, name: name)
  }

  /// SubjectPublicKeyInfo PEM (RFC 8410).
  public init(pem: String, name: String = "public key") throws(SigningError) {
    let handle = try KeyHandle.pem(pem, thing: name, expected: "SubjectPublicKeyInfo") {
      PEM_read_bio_PUBKEY($0, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let bytes = handle.publicBytes else {
      throw .library(thing: name, operation: "read the key's bytes", detail: libraryMessage())
    }
    try self.init(handle, rawBytes: bytes, name: name)
  }

  private init(_ handle: KeyHandle, rawBytes: [UInt8], name: String) throws(SigningError) {
    guard !EdwardsPoint.isWeak(rawBytes) else { throw .weakKey(thing: name) }
    self.rawBytes = rawBytes
    self.handle = handle
  }

  /// SubjectPublicKeyInfo PEM (RFC 8410).
  public var pem: String {
    PEMBlock.publicKey(rawBytes)
  }

  /// Whether `signature` is this key's for `message` (RFC 8032 section 5.1.7, S below the group's order).
  /// False for a signature of another length than 64 bytes.
  public func isValid(signature: [UInt8], for message: [UInt8]) -> Bool {
    signature.count == 64 && handle.verify(signature, for: message)
  }
}

extension VerifyingKey: Hashable {
  public static func == (left: VerifyingKey, right: VerifyingKey) -> Bool { left.rawBytes == right.rawBytes }
  public func hash(into hasher: inout Hasher) { hasher.combine(rawBytes) }
}
