// SPDX-License-Identifier: GPL-3.0-or-later
internal import CLibcrypto

/// Owns one EVP_PKEY.
///
/// Sendable: the pointer is private, never replaced, and the key is never changed after it was made. OpenSSL allows
/// concurrent signing and verifying with such a key (openssl-threads(7)); each call here has a context of its own.
final class KeyHandle: @unchecked Sendable {
  private let key: OpaquePointer

  init(takingOwnership key: OpaquePointer) {
    self.key = key
  }

  deinit {
    EVP_PKEY_free(key)
  }

  var isEd25519: Bool { EVP_PKEY_get_id(key) == EVP_PKEY_ED25519 }

  /// The public half, 32 bytes; nil if libcrypto has none.
  var publicBytes: [UInt8]? {
    rawBytes(EVP_PKEY_get_raw_public_key)
  }

  /// The seed of a private key, 32 bytes; nil for a public key.
  var seed: [UInt8]? {
    rawBytes(EVP_PKEY_get_raw_private_key)
  }

  /// The key as PrivateKeyInfo, owned by the caller; nil for a public key.
  var pkcs8: OpaquePointer? { EVP_PKEY2PKCS8(key) }

  /// Whether libcrypto has the private half.
  var isPrivate: Bool {
    guard var seed else { return false }
    wipe(&seed)
    return true
  }

  private func rawBytes(
    _ get: (OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?) -> Int32
  ) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 32)
    var count = bytes.count
    return get(key, &bytes, &count) == 1 && count == 32 ? bytes : nil
  }

  /// Ed25519 (RFC 8032 section 5.1.6), 64 bytes; nil if libcrypto failed.
  func sign(_ message: [UInt8]) -> [UInt8]? {
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1 else { return nil }
    var signature = [UInt8](repeating: 0, count: 64)
    var count = signature.count
    guard EVP_DigestSign(context, &signature, &count, message, message.count) == 1, count == 64 else { return nil }
    return signature
  }

  /// Whether `signature` is good.
  func verify(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    // A failed verification leaves a record that a later call would read as its own.
    defer { ERR_clear_error() }
    guard EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
    return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }

  // MARK: Making

  /// From a 32-byte seed or public key.
  static func raw(
    _ bytes: [UInt8], thing: String,
    make: (Int32, OpaquePointer?, UnsafePointer<UInt8>?, Int) -> OpaquePointer?
  ) throws(SigningError) -> KeyHandle {
    guard bytes.count == 32 else { throw .wrongLength(thing: thing, expected: 32, found: bytes.count) }
    ERR_clear_error()
    guard let key = make(EVP_PKEY_ED25519, nil, bytes, bytes.count) else {
      throw .library(thing: thing, operation: "make an Ed25519 key", detail: libraryMessage())
    }
    return KeyHandle(takingOwnership: key)
  }

  /// From the first PEM block of `text` that `read` knows.
  static func pem(
    _ text: String, thing: String, expected: String,
    read: (_ source: OpaquePointer) -> OpaquePointer?
  ) throws(SigningError) -> KeyHandle {
    var bytes = Array(text.utf8)
    defer { wipe(&bytes) }
    guard bytes.count <= 64 << 10 else {
      throw .unreadable(thing: thing, expected: expected, detail: "\(bytes.count) bytes are too many for a key")
    }
    // What another library left behind would be taken for the reason of a failure here.
    ERR_clear_error()
    let key = bytes.withUnsafeBytes { buffer -> OpaquePointer? in
      guard let bio = BIO_new_mem_buf(buffer.baseAddress, Int32(buffer.count)) else { return nil }
      defer { BIO_free(bio) }
      return read(bio)
    }
    guard let key else { throw .unreadable(thing: thing, expected: expected, detail: libraryMessage()) }
    ERR_clear_error()
    let handle = KeyHandle(takingOwnership: key)
    guard handle.isEd25519 else { throw .notEd25519(thing: thing) }
    return handle
  }
}

/// Overwrites a secret before its memory is given back.
func wipe(_ bytes: inout [UInt8]) {
  bytes.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
}

/// What libcrypto said of the last failure of this thread, which is then forgotten.
func libraryMessage() -> String {
  let code = ERR_get_error()
  ERR_clear_error()
  guard code != 0, let reason = ERR_reason_error_string(code) else { return "libcrypto gave no reason" }
  return String(cString: reason)
}
