// SPDX-License-Identifier: GPL-3.0-or-later
internal import CLibcrypto

/// An Ed25519 private key (RFC 8032) with its public half.
public struct SigningKey: Sendable {
  /// Where the private half is.
  private enum Half: Sendable {
    case here(KeyHandle)
    case held(any KeyHolder, name: String)
  }

  public let publicKey: VerifyingKey
  private let half: Half

  /// The 32-byte seed of RFC 8032 section 5.1.5.
  public init(seed: [UInt8]) throws(SigningError) {
    try self.init(KeyHandle.raw(seed, thing: "seed", make: EVP_PKEY_new_raw_private_key), thing: "seed")
  }

  /// PKCS#8 PEM, plain or encrypted (PBES2, RFC 8018). `name`, a file or an officer, stands in messages.
  public init(pem: String, passphrase: Passphrase? = nil, name: String = "signing key") throws(SigningError) {
    let question = PassphraseQuestion(passphrase)
    let handle: KeyHandle
    do {
      handle = try KeyHandle.pem(pem, thing: name, expected: "PKCS#8") { question.privateKey(from: $0) }
    } catch {
      // Only libcrypto knows whether a block is encrypted, and it asks then.
      guard question.wasAsked else { throw error }
      throw passphrase == nil ? .passphraseNeeded(thing: name) : .wrongPassphrase(thing: name)
    }
    try self.init(handle, thing: name)
  }

  private init(_ handle: KeyHandle, thing: String) throws(SigningError) {
    guard let bytes = handle.publicBytes, handle.isPrivate else {
      throw .library(thing: thing, operation: "derive the public key", detail: libraryMessage())
    }
    half = .here(handle)
    publicKey = try VerifyingKey(rawBytes: bytes, name: thing)
  }

  /// A key that stays with its holder, which is made to prove that it has it. `name` stands in messages.
  public init(holder: any KeyHolder, publicKey: VerifyingKey, name: String) throws(SigningError) {
    self.publicKey = publicKey
    half = .held(holder, name: name)
    // No seal, which is CBOR, and no note, which ends in LF.
    let probe = Array("certmill: do both halves of this key belong together?".utf8)
    // A run that was interrupted is made again to the byte.
    guard try sign(probe) == sign(probe) else { throw .varies(thing: name) }
  }

  private var handle: KeyHandle {
    get throws(SigningError) {
      guard case .here(let handle) = half else {
        throw .library(thing: "signing key", operation: "write the key", detail: "it stays on its token")
      }
      return handle
    }
  }

  /// PKCS#8 PEM, not encrypted: for a file of mode 0600.
  public var pem: String {
    get throws(SigningError) {
      guard var seed = try handle.seed else {
        throw .library(thing: "signing key", operation: "write the key", detail: libraryMessage())
      }
      defer { wipe(&seed) }
      return PEMBlock.privateKey(seed: seed)
    }
  }

  /// PKCS#8 PEM under a pass phrase, as `openssl pkey` reads it. `random` gives unpredictable bytes.
  public func pem(under passphrase: Passphrase, random: (Int) throws -> [UInt8]) throws -> String {
    try handle.encryptedPEM(passphrase, salt: random(16), vector: random(16))
  }

  /// The signature of `message`, 64 bytes, the same for the same message.
  public func sign(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
    switch half {
    case .here(let handle):
      guard let signature = handle.sign(message) else {
        throw .library(thing: "signing key", operation: "sign", detail: libraryMessage())
      }
      return signature
    case .held(let holder, let name):
      // What comes from outside is checked: a wrong signature would make a forgery of a good certificate.
      let signature = try holder.sign(message)
      guard publicKey.isValid(signature: signature, for: message) else { throw .wrongSignature(thing: name) }
      return signature
    }
  }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  /// Names the public half: a key that strays into a message or a log tells no secret.
  public var description: String { "SigningKey(public: \(publicKey.rawBytes.hex))" }
  public var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey.rawBytes.hex]) }
}
