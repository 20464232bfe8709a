// SPDX-License-Identifier: GPL-3.0-or-later
internal import CLibcrypto

/// Answers libcrypto when it meets an encrypted key, and remembers that it was asked. Without it libcrypto would ask at
/// the terminal.
final class PassphraseQuestion {
  private(set) var wasAsked = false
  private let passphrase: Passphrase?

  init(_ passphrase: Passphrase?) {
    self.passphrase = passphrase
  }

  /// Reads a private key from a BIO; the caller owns what comes back.
  func privateKey(from source: OpaquePointer) -> OpaquePointer? {
    let answer: @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) -> Int32 = {
      buffer, size, _, user in
      guard let buffer, let user else { return -1 }
      return Unmanaged<PassphraseQuestion>.fromOpaque(user).takeUnretainedValue()
        .fill(UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)))
    }
    return withExtendedLifetime(self) {
      PEM_read_bio_PrivateKey(source, nil, answer, Unmanaged.passUnretained(self).toOpaque())
    }
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int32 {
    wasAsked = true
    return passphrase?.withBytes { bytes in
      guard bytes.count <= buffer.count else { return -1 }
      buffer.copyMemory(from: bytes)
      return Int32(bytes.count)
    } ?? -1
  }
}

extension KeyHandle {
  /// Rounds of PBKDF2-HMAC-SHA-256, a tenth of a second: what OWASP's password storage sheet of 2023 asks for.
  static let rounds: Int32 = 600_000

  /// `ENCRYPTED PRIVATE KEY` (RFC 5958): PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC (RFC 8018).
  /// `salt` and `vector` are 16 unpredictable bytes each.
  func encryptedPEM(_ passphrase: Passphrase, salt: [UInt8], vector: [UInt8]) throws(SigningError) -> String {
    precondition(salt.count == 16 && vector.count == 16)
    ERR_clear_error()
    guard let text = encrypted(passphrase, salt: salt, vector: vector) else {
      throw .library(thing: "signing key", operation: "encrypt the key", detail: libraryMessage())
    }
    return text
  }

  private func encrypted(_ passphrase: Passphrase, salt: [UInt8], vector: [UInt8]) -> String? {
    var (salt, vector) = (salt, vector)
    guard let info = pkcs8 else { return nil }
    defer { PKCS8_PRIV_KEY_INFO_free(info) }
    guard
      let scheme = PKCS5_pbe2_set_iv(
        EVP_aes_256_cbc(), Self.rounds, &salt, Int32(salt.count), &vector, NID_hmacWithSHA256)
    else { return nil }
    let sealed = passphrase.withBytes { bytes in
      PKCS8_set0_pbe(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), info, scheme)
    }
    guard let sealed else {
      X509_ALGOR_free(scheme)
      return nil
    }
    defer { X509_SIG_free(sealed) }
    guard let bio = BIO_new(BIO_s_mem()) else { return nil }
    defer { BIO_free(bio) }
    guard PEM_write_bio_PKCS8(bio, sealed) == 1 else { return nil }
    var text = [UInt8](repeating: 0, count: 4096)
    let count = Int(BIO_read(bio, &text, Int32(text.count)))
    return count > 0 ? String(decoding: text[..<count], as: UTF8.self) : nil
  }
}
