// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a key could not be read or used. Never quotes a key.
public enum SigningError: Error, Equatable, CustomStringConvertible {
  /// Raw key bytes of another length than Ed25519's 32.
  case wrongLength(thing: String, expected: Int, found: Int)
  /// No PEM block of the kind `expected` that OpenSSL can read; `detail` is what OpenSSL said.
  case unreadable(thing: String, expected: String, detail: String)
  /// An encrypted key, and no pass phrase was given.
  case passphraseNeeded(thing: String)
  /// The pass phrase does not open the key; a damaged key looks the same.
  case wrongPassphrase(thing: String)
  /// A key of another algorithm.
  case notEd25519(thing: String)
  /// A public key under which anybody can sign, or that is not its point's one encoding (RFC 8032 section 5.1.3).
  case weakKey(thing: String)
  /// libcrypto could not do it: out of memory, or a build without Ed25519.
  case library(thing: String, operation: String, detail: String)
  /// The holder of a key could not sign, in its own words.
  case holder(String)
  /// The holder of a key gave a signature that does not fit the public half.
  case wrongSignature(thing: String)
  /// The holder of a key gave two signatures for one message.
  case varies(thing: String)

  public var description: String {
    switch self {
    case .wrongLength(let thing, let expected, let found):
      "\(thing): cannot read the key: expected \(expected) bytes, found \(found)"
    case .unreadable(let thing, let expected, let detail):
      "\(thing): cannot read the key: expected a PEM block of \(expected): \(detail)"
    case .passphraseNeeded(let thing):
      "\(thing): cannot read the key: it is encrypted and no pass phrase is at hand; give --passphrase-file FILE"
    case .wrongPassphrase(let thing):
      "\(thing): cannot read the key: the pass phrase does not open it: expected the one that it was written with; "
        + "if it is that one, the file is damaged: restore it from a backup"
    case .notEd25519(let thing):
      "\(thing): cannot use the key: expected Ed25519, found another algorithm; "
        + "`openssl genpkey -algorithm ed25519` makes one"
    case .weakKey(let thing):
      "\(thing): cannot use the public key: expected a canonical point of large order, found one that any "
        + "signature can be made for"
    case .library(let thing, let operation, let detail):
      "\(thing): cannot \(operation): \(detail)"
    case .holder(let reason): reason
    case .wrongSignature(let thing):
      "\(thing): cannot sign: the signature that came does not fit the public key beside it; "
        + "make a new pair of keys on the token, or have the token looked at"
    case .varies(let thing):
      "\(thing): cannot use the key: expected one signature for one message (RFC 8032), found two; "
        + "a run could not be made again to the byte"
    }
  }
}
