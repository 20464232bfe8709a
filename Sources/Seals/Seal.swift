// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// The seal of one printed sheet: the claims, who signed them, and the text of the code that carries them.
///
/// A seal has one text: `Seal(parsing: text).text == text`, and no other text gives the same seal.
public struct Seal: Equatable, Sendable {
  /// Longest text, in characters: what a QR code of version 14, level Q holds in alphanumeric mode
  /// (ISO/IEC 18004:2015 table 7).
  public static let longestText = 376
  /// Longest host, in characters.
  public static let longestHost = 30
  /// Longest invoice number, in bytes of UTF-8.
  public static let longestInvoice = 18

  /// As signed: invoice and exporter may be cut.
  public let claims: SealClaims
  /// The first four bytes of SHA-256(public key): a hint, not a name.
  public let keyID: [UInt8]
  /// Upper case. It is not signed: a trust entry says which hosts are the issuer's.
  public let host: String
  /// Ed25519, 64 bytes.
  public let signature: [UInt8]
  /// `HTTPS://HOST/1/` and Base32, at most 376 characters of QR's alphanumeric set.
  public let text: String

  init(claims: SealClaims, keyID: [UInt8], host: String, signature: [UInt8], text: String) {
    self.claims = claims
    self.keyID = keyID
    self.host = host
    self.signature = signature
    self.text = text
  }

  /// Whether `key` made the signature, over these claims and under its own key id.
  public func isSigned(by key: VerifyingKey) -> Bool {
    keyID == Self.keyID(of: key) && key.isValid(signature: signature, for: signedBytes)
  }

  /// The first four bytes of SHA-256(public key).
  public static func keyID(of key: VerifyingKey) -> [UInt8] {
    Array(Digest(sha256: key.rawBytes).bytes.prefix(4))
  }

  /// A host name in upper case: labels of A-Z, 0-9 and hyphen, joined by points, at most 30 characters.
  public static func isHost(_ text: String) -> Bool {
    guard (1...longestHost).contains(text.utf8.count) else { return false }
    return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      let hyphen = UInt8(ascii: "-")
      return !label.isEmpty && label.first != hyphen && label.last != hyphen
        && label.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == hyphen }
    }
  }
}
