// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON

/// Why bytes are not a certificate. Never quotes a value.
public enum CertificateError: Error, Equatable, CustomStringConvertible {
  case notJSON(JSONError)
  /// The same value in another spelling: the digest would not be the certificate's.
  case notCanonical
  case notAnObject
  case missing(key: String)
  /// A key that certificates do not have; only its place among the sorted keys is told, from 1.
  case unknownKey(position: Int)
  case invalid(key: String, expected: String)
  /// The application inside is not a complete flat form; `rules` name what is wrong.
  case application(rules: [String])

  public var description: String {
    switch self {
    case .notJSON(let error): "not a certificate: \(error)"
    case .notCanonical: "not a certificate: expected RFC 8785 canonical JSON, found another spelling of it"
    case .notAnObject: "not a certificate: expected a JSON object"
    case .missing(let key): "not a certificate: expected the key '\(key)', found none"
    case .unknownKey(let position): "not a certificate: its key no. \(position) is not one of a certificate"
    case .invalid(let key, let expected): "not a certificate: expected \(expected) at '\(key)'"
    case .application(let rules):
      "not a certificate: its application is not a flat form: \(rules.joined(separator: ", "))"
    }
  }
}
