// SPDX-License-Identifier: GPL-3.0-or-later
internal import CLibcrypto

/// An Ed25519 private key (RFC 8032) with its public half.
public struct SigningKey: Sendable {
  public let publicKey: VerifyingKey
  private let seed: [UInt8]
  private let handle: KeyHandle

  /// The 32-byte seed of RFC 8032 section 5.1.5.
  public init(seed: [UInt8]) throws(SigningError) {
    try self.init(KeyHandle.raw(seed, thing: "seed", make: EVP_PKEY_new_raw_private_key), thing: "seed")
  }

  /// PKCS#8 PEM without a pass phrase. `name`, a file or an officer, stands in messages.
  public init(pem: String, name: String = "signing key") throws(SigningError) {
    let handle = try KeyHandle.pem(pem, thing: name, expected: "PKCS#8 without a pass phrase") {
      // Without a callback libcrypto would ask for a pass phrase at the terminal.
      PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil)
    }
    try self.init(handle, thing: name)
  }

  private init(_ handle: KeyHandle, thing: String) throws(SigningError) {
    guard let bytes = handle.publicBytes, let seed = handle.seed else {
      throw .library(thing: thing, operation: "derive the public key", detail: libraryMessage())
    }
    self.handle = handle
    self.seed = seed
    publicKey = try VerifyingKey(rawBytes: bytes, name: thing)
  }

  /// PKCS#8 PEM, not encrypted: for a file of mode 0600.
  public var pem: String {
    PEMBlock.privateKey(seed: seed)
  }

  /// The signature of `message`, 64 bytes, the same for the same message.
  public func sign(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
    guard let signature = handle.sign(message) else {
      throw .library(thing: "signing key", operation: "sign", detail: libraryMessage())
    }
    return signature
  }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  /// Names the public half: a key that strays into a message or a log tells no secret.
  public var description: String { "SigningKey(public: \(publicKey.rawBytes.hex))" }
  public var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey.rawBytes.hex]) }
}
