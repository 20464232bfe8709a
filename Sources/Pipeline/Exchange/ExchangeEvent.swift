// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Ledger
import Signing

/// What the journal keeps of a bundle or receipt that came: the event of a `receive` entry at the desk.
enum ExchangeEvent: Equatable {
  /// `receipt` is the digest of the receipt that was given for it.
  case bundle(Digest, issuer: String, receipt: Digest)
  /// A bundle of which nothing can be accepted: its checkpoint is not to be relied on.
  case refused(Digest, issuer: String)
  case receipt(Digest, reader: String, bundle: Digest)

  /// The digest of the bytes that came.
  var digest: Digest {
    switch self {
    case .bundle(let digest, _, _), .refused(let digest, _), .receipt(let digest, _, _): digest
    }
  }

  var json: JSONValue {
    switch self {
    case .bundle(let digest, let issuer, let receipt):
      [
        "event": "bundle", "issuer": .string(issuer), "receipt": .string(receipt.hex), "sha256": .string(digest.hex),
      ]
    case .refused(let digest, let issuer):
      ["event": "refused", "issuer": .string(issuer), "sha256": .string(digest.hex)]
    case .receipt(let digest, let reader, let bundle):
      [
        "bundle": .string(bundle.hex), "event": "receipt", "reader": .string(reader), "sha256": .string(digest.hex),
      ]
    }
  }

  /// Nil for the event of an application.
  init?(_ json: JSONValue) {
    func digest(_ key: String) -> Digest? { json.object?[key]?.string.flatMap(Digest.init(hex:)) }
    guard let object = json.object, let sha256 = digest("sha256") else { return nil }
    switch object["event"]?.string {
    case "bundle":
      guard let issuer = object["issuer"]?.string, let receipt = digest("receipt") else { return nil }
      self = .bundle(sha256, issuer: issuer, receipt: receipt)
    case "refused":
      guard let issuer = object["issuer"]?.string else { return nil }
      self = .refused(sha256, issuer: issuer)
    case "receipt":
      guard let reader = object["reader"]?.string, let bundle = digest("bundle") else { return nil }
      self = .receipt(sha256, reader: reader, bundle: bundle)
    default: return nil
    }
  }
}

extension DeskEntries {
  /// Enters what came from outside and, a row each, how it was judged; keyed like an application, so that the ledger
  /// shows neither partner nor certificates. What the digests stand for must be in the store.
  func record(_ event: ExchangeEvent, bytes: [UInt8], rows: [JSONValue]) throws {
    let keys = try keys(of: event.digest)
    try recorder.record(
      .receive, digest: keys.keyedDigest(stage: "receive", of: bytes), doc: keys.docID,
      line: JournalLine(seq: recorder.nextSeq, event: event.json.canonicalBytes), change: .exchanged(event))
    for (index, row) in rows.enumerated() {
      let bytes = row.canonicalBytes
      try recorder.record(
        .verify, digest: keys.keyedDigest(stage: "verify", of: bytes), doc: keys.docID, page: index + 1,
        line: JournalLine(seq: recorder.nextSeq, event: bytes), change: .judged)
    }
  }
}
