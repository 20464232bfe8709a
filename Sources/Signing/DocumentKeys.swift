// SPDX-License-Identifier: GPL-3.0-or-later

/// The keys of one document: HMAC-SHA-256(year secret, label ‖ 00 ‖ SHA-256(application bytes)).
///
/// What could be guessed enters the ledger under them, so that destroying the year's secret erases what the entries
/// say, and handing out one key opens one stage of one document.
public struct DocumentKeys: Sendable {
  private let year: HMACSHA256
  private let applicationDigest: Digest

  /// `yearSecret` is 32 bytes; `applicationDigest` the SHA-256 of the application as received.
  public init(yearSecret: [UInt8], applicationDigest: Digest) {
    self.year = HMACSHA256(key: yearSecret)
    self.applicationDigest = applicationDigest
  }

  /// K(label), 32 bytes. Labels are stages' names, `doc` and `salt`.
  public func key(_ label: String) -> [UInt8] {
    year.code(for: [Array(label.utf8), [0], applicationDigest.bytes]).bytes
  }

  /// The ledger's name for the document: the first 8 bytes of K("doc") in hexadecimal.
  public var docID: String { Array(key("doc").prefix(8)).hex }

  /// The salt of the document's certificate: the first 16 bytes of K("salt").
  public var salt: [UInt8] { Array(key("salt").prefix(16)) }

  /// The digest of a stage's bytes as the ledger holds it: HMAC-SHA-256(K(stage), bytes).
  public func keyedDigest(stage: String, of bytes: [UInt8]) -> Digest {
    HMACSHA256.code(key: key(stage), bytes)
  }
}
