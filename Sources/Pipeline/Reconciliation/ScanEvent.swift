// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Reconciliation
import Seals
import Signing

/// What the journal keeps of the entries of a batch that reconciles scans. With it alone the batch can be gone on with
/// after a kill, and its report be made again.
enum ScanEvent {
  /// A file, under its name.
  case received(name: String, Digest)
  /// A code on a page, or why there is none; a page has one of these at least.
  case decoded(DecodedRow)
  /// What a code says of itself.
  case verified(SealClaims)
  case matched(PageRow)

  /// Canonical JSON.
  var bytes: [UInt8] {
    let json: JSONValue =
      switch self {
      case .received(let name, let digest): ["name": .string(name), "sha256": .string(digest.hex)]
      case .decoded(let row): ["decoded": row.json]
      case .verified(let claims): ["claims": claims.json]
      case .matched(let row): ["row": row.json]
      }
    return json.canonicalBytes
  }

  /// Nil for another event.
  init?(_ json: JSONValue) {
    guard let object = json.object else { return nil }
    if let name = object["name"]?.string, let digest = object["sha256"]?.string.flatMap(Digest.init(hex:)) {
      self = .received(name: name, digest)
    } else if let row = object["decoded"].flatMap({ DecodedRow($0) }) {
      self = .decoded(row)
    } else if let claims = object["claims"].flatMap({ SealClaims($0) }) {
      self = .verified(claims)
    } else if let row = object["row"].flatMap({ PageRow($0) }) {
      self = .matched(row)
    } else {
      return nil
    }
  }
}

extension SealClaims {
  /// All that a seal says, by name.
  var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    func count(_ value: Int?) -> JSONValue { value.map { .number(JSONNumber($0)) } ?? .null }
    return [
      "issuer": .string(issuer), "issuedAt": count(issuedAt), "number": .string(number),
      "sha256": .string(certificateDigest.hex), "copy": count(copy), "copies": count(copies),
      "sheet": count(sheet), "sheets": count(sheets), "ledgerIndex": count(ledgerIndex), "origin": text(origin),
      "destination": text(destination), "grossKg": count(grossKg), "invoice": text(invoice),
      "exporter": .string(exporter),
    ]
  }

  /// Exactly what `json` writes; nil for anything else.
  init?(_ json: JSONValue) {
    guard let object = json.object, let issuer = object["issuer"]?.string,
      let issuedAt = object["issuedAt"]?.integer, let number = object["number"]?.string,
      let digest = object["sha256"]?.string.flatMap(Digest.init(hex:)), let copy = object["copy"]?.integer,
      let copies = object["copies"]?.integer, let index = object["ledgerIndex"]?.integer,
      let exporter = object["exporter"]?.string
    else { return nil }
    self.init(
      issuer: issuer, issuedAt: issuedAt, number: number, certificateDigest: digest, copy: copy, copies: copies,
      sheet: object["sheet"]?.integer, sheets: object["sheets"]?.integer, ledgerIndex: index,
      origin: object["origin"]?.string, destination: object["destination"]?.string,
      grossKg: object["grossKg"]?.integer, invoice: object["invoice"]?.string, exporter: exporter)
  }
}
