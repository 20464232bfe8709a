// SPDX-License-Identifier: GPL-3.0-or-later
internal import CP11Kit
public import Signing
private import Synchronization

/// An Ed25519 private key that stays on its token, in a session that is open as long as the key is held.
///
/// Sendable: the session is used under the lock alone.
private final class TokenKey: KeyHolder, @unchecked Sendable {
  private let session: TokenSession
  private let key: CK_OBJECT_HANDLE
  private let turn = Mutex(())
  let publicBytes: [UInt8]

  init(_ name: TokenURI, pin: Passphrase?) throws(TokenError) {
    let uri = try ParsedURI(name.text)
    session = try TokenSession(uri, of: name)
    try session.logIn(pin)
    key = try session.object(uri, CKO_PRIVATE_KEY, text: name.text)
    let type = try session.attribute(CKA_KEY_TYPE, of: key)
      .withUnsafeBytes { $0.count == 8 ? $0.loadUnaligned(as: CK_KEY_TYPE.self) : CK_KEY_TYPE.max }
    guard type == CKK_EC_EDWARDS else {
      let names: [CK_KEY_TYPE: String] = [CKK_RSA: "RSA", CKK_EC: "another elliptic curve"]
      throw .notEd25519(uri: name.text, found: names[type] ?? "key type 0x" + String(type, radix: 16))
    }
    let point = try session.attribute(CKA_EC_POINT, of: session.object(uri, CKO_PUBLIC_KEY, text: name.text))
    // Tokens give the 32 bytes in a DER OCTET STRING or as they are; Ed448 has 57.
    publicBytes = point.count == 34 && point.starts(with: [4, 32]) ? Array(point.dropFirst(2)) : point
    guard publicBytes.count == 32 else {
      throw .notEd25519(uri: name.text, found: "a public key of \(publicBytes.count) bytes")
    }
  }

  func sign(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
    do throws(TokenError) {
      return try turn.withLock { _ throws(TokenError) in try session.sign(message, with: key) }
    } catch {
      throw .holder(error.description)
    }
  }
}

extension SigningKey {
  /// The key that a URI names. `pin` is tried once.
  public init(_ name: TokenURI, pin: Passphrase?) throws {
    let key = try TokenKey(name, pin: pin)
    try self.init(holder: key, publicKey: VerifyingKey(rawBytes: key.publicBytes, name: name.text), name: name.text)
  }
}
