// SPDX-License-Identifier: GPL-3.0-or-later
private import CanonicalJSON
private import Seals
private import Signing
private import Submissions
private import Trade

extension Certificate {
  /// Room for the canonical form of the largest application that is taken.
  private static let limits = JSONLimits(bytes: 256 << 20)

  private static let keys: Set<String> = [
    "application", "copies", "duplicateOf", "issued", "issuer", "number", "replaces", "salt", "sheets", "v",
  ]

  /// Reads the canonical bytes of a certificate, and takes nothing else: `canonicalBytes` are `bytes` again.
  public init(parsing bytes: [UInt8]) throws(CertificateError) {
    let json: JSONValue
    do { json = try JSONValue(parsing: bytes, limits: Self.limits) } catch { throw .notJSON(error) }
    guard let object = json.object else { throw .notAnObject }
    for (index, member) in object.members.enumerated() where !Self.keys.contains(member.key) {
      throw .unknownKey(position: index + 1)
    }
    guard try Self.count("v", in: object) == 1 else { throw .invalid(key: "v", expected: "version 1") }
    let issuer = try Self.text("issuer", in: object)
    guard SealClaims.isIssuerID(issuer) else { throw .invalid(key: "issuer", expected: "an issuer id") }
    guard let number = CertificateNumber(try Self.text("number", in: object)) else {
      throw .invalid(key: "number", expected: "a certificate's number with its check character")
    }
    guard let issued = Timestamp(rfc3339: try Self.text("issued", in: object)) else {
      throw .invalid(key: "issued", expected: "a time of RFC 3339")
    }
    guard let salt = [UInt8](hex: try Self.text("salt", in: object)), salt.count == 16 else {
      throw .invalid(key: "salt", expected: "32 hexadecimal digits")
    }
    let copies = try Self.count("copies", in: object)
    let sheets = object["sheets"] == nil ? 1 : try Self.count("sheets", in: object)
    let replaces = object["replaces"] == nil ? nil : try Self.text("replaces", in: object)
    let duplicateOf = object["duplicateOf"] == nil ? nil : try Self.text("duplicateOf", in: object)
    guard let application = object["application"] else { throw .missing(key: "application") }
    let (form, findings) = FlatForm.parse(application)
    guard let form, findings.isEmpty else { throw .application(rules: findings.map(\.rule)) }

    self.init(
      application: form, copies: copies, issued: issued, issuer: issuer, number: number, salt: salt,
      replaces: replaces, duplicateOf: duplicateOf, sheets: sheets)
    guard canonicalBytes == bytes else { throw .notCanonical }
  }

  private static func text(_ key: String, in object: JSONObject) throws(CertificateError) -> String {
    guard let value = object[key] else { throw .missing(key: key) }
    guard let text = value.string, !text.isEmpty else { throw .invalid(key: key, expected: "a text") }
    return text
  }

  /// A whole number from 1.
  private static func count(_ key: String, in object: JSONObject) throws(CertificateError) -> Int {
    guard let value = object[key] else { throw .missing(key: key) }
    guard let count = value.integer, count >= 1 else { throw .invalid(key: key, expected: "a whole number from 1") }
    return count
  }
}
