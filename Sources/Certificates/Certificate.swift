// SPDX-License-Identifier: GPL-3.0-or-later
private import CanonicalJSON
public import Signing
private import Submissions
public import Trade

/// A certificate as issued: what its seals and the ledger stand for. Immutable; one value, one text.
public struct Certificate: Sendable {
  /// The form as printed.
  public let application: ApplicationForm
  /// Copies issued at first, 1 or more.
  public let copies: Int
  public let issued: Timestamp
  /// Issuer id, 1-8 of A-Z, 0-9 and hyphen.
  public let issuer: String
  public let number: CertificateNumber
  /// 16 bytes that nobody can guess, so that the digest tells nothing of the goods.
  public let salt: [UInt8]
  /// Number of the certificate that this one cancels and replaces.
  public let replaces: String?
  /// Number of the lost certificate that this one stands for.
  public let duplicateOf: String?
  /// Sheets of each copy, 1 or more.
  public let sheets: Int
  /// RFC 8785: the bytes of `certificates/<number>.json`.
  public let canonicalBytes: [UInt8]
  /// SHA-256 of the canonical bytes, as the seal and the ledger hold it.
  public let digest: Digest

  /// Counts must be 1 or more and the salt 16 bytes.
  public init(
    application: ApplicationForm, copies: Int, issued: Timestamp, issuer: String, number: CertificateNumber,
    salt: [UInt8], replaces: String? = nil, duplicateOf: String? = nil, sheets: Int = 1
  ) {
    precondition(copies >= 1 && sheets >= 1 && salt.count == 16, "a certificate needs a copy, a sheet and a salt")
    self.application = application
    self.copies = copies
    self.issued = issued
    self.issuer = issuer
    self.number = number
    self.salt = salt
    self.replaces = replaces
    self.duplicateOf = duplicateOf
    self.sheets = sheets
    var object: JSONObject = [
      "application": FlatForm.json(application), "copies": .number(JSONNumber(copies)),
      "issued": .string(issued.description), "issuer": .string(issuer), "number": .string(number.description),
      "salt": .string(salt.hex), "v": 1,
    ]
    object["replaces"] = replaces.map(JSONValue.string)
    object["duplicateOf"] = duplicateOf.map(JSONValue.string)
    object["sheets"] = sheets > 1 ? .number(JSONNumber(sheets)) : nil
    canonicalBytes = JSONValue.object(object).canonicalBytes
    digest = Digest(sha256: canonicalBytes)
  }
}

extension Certificate: Equatable {
  public static func == (left: Certificate, right: Certificate) -> Bool {
    left.canonicalBytes == right.canonicalBytes
  }
}
