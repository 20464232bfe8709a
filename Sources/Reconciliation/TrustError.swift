// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import Ledger
public import Signing

/// Why a trust folder cannot be relied on. `key` is the place in the file: `keys[1].from`.
public enum TrustError: Error, Equatable, CustomStringConvertible {
  case notJSON(file: String, JSONError)
  case missing(file: String, key: String)
  case unknown(file: String, key: String, known: [String])
  case invalid(file: String, key: String, expected: String)
  /// A public key that cannot be read or is weak.
  case publicKey(SigningError)
  /// A ledger's or a witness's verifier key that cannot be read.
  case verifierKey(file: String, key: String, NoteError)
  /// A key's word for its successor that cannot be read.
  case statement(file: String, key: String, NoteError)
  /// Two entries of one issuer.
  case twice(issuer: String)
  /// No entry at all.
  case empty(path: String)

  public var description: String {
    switch self {
    case .notJSON(let file, let error): "\(file): cannot read the trust entry: \(error)"
    case .missing(let file, let key): "\(file): cannot read the trust entry: the key \"\(key)\" is missing"
    case .unknown(let file, let key, let known):
      "\(file): cannot read the trust entry: unknown key \"\(key)\"; expected \(known.joined(separator: ", "))"
    case .invalid(let file, let key, let expected):
      "\(file): cannot read the trust entry: at \"\(key)\" expected \(expected)"
    case .publicKey(let error): error.description
    case .verifierKey(let file, let key, let error):
      "\(file): cannot read the trust entry: at \"\(key)\": \(error)"
    case .statement(let file, let key, let error):
      "\(file): cannot read the trust entry: at \"\(key)\": \(error)"
    case .twice(let issuer): "trust folder: \(issuer) has two entries"
    case .empty(let path):
      "\(path): no trust entry found: expected a file <issuer id>.json for each chamber that is trusted"
    }
  }
}
