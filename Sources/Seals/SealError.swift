// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// Why a text is no seal, or a seal could not be made. Never quotes a claim.
public enum SealError: Error, Equatable, CustomStringConvertible {
  /// Foreign text: not `HTTPS://HOST/1/…` in upper case.
  case notASeal
  /// Longer than the code that every seal is printed in holds, in characters.
  case tooLong(limit: Int, found: Int)
  /// The part after the address is not RFC 4648 Base32 in its one spelling; `character` counts from 1 in the text.
  case notBase32(character: Int)
  /// Not the one encoding of a seal (RFC 9052, RFC 8392, RFC 8949 section 4.2); `byte` counts from 0 behind Base32.
  case malformed(byte: Int, expected: String)
  /// A claim that a seal must not hold.
  case claim(String)
  /// Not a host name of at most 30 characters of A-Z, 0-9, hyphen and point.
  case host(length: Int)
  /// Even without the exporter's name the text is too long, or nothing is left of the name to cut.
  case doesNotFit(limit: Int)
  case signing(SigningError)

  public var description: String {
    switch self {
    case .notASeal: "the code is no seal: expected HTTPS://<host>/1/… in capital letters"
    case .tooLong(let limit, let found): "the seal is malformed: expected at most \(limit) characters, found \(found)"
    case .notBase32(let character): "the seal is malformed: expected Base32 without padding at character \(character)"
    case .malformed(let byte, let expected): "the seal is malformed: expected \(expected) at byte \(byte)"
    case .claim(let name): "the seal is malformed: its claim '\(name)' is out of range"
    case .host(let length):
      "cannot seal for this host: expected at most \(Seal.longestHost) of A-Z, 0-9, hyphen and point, "
        + "found \(length) characters"
    case .doesNotFit(let limit): "cannot seal: the claims do not fit \(limit) characters; use a shorter host name"
    case .signing(let error): "cannot seal: \(error)"
    }
  }
}
