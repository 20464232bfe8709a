// SPDX-License-Identifier: GPL-3.0-or-later
private import CanonicalJSON
public import Ledger
private import Signing

/// Compares an opened document with a ledger's entries: each keyed digest recomputed, and none left out.
public struct OpeningCheck: Sendable {
  /// What was found of one entry.
  public struct Row: Equatable, Sendable {
    public var seq: Int
    public var stage: String
    /// Nil if the bytes that the entry hashes were not at hand.
    public var fits: Bool?
  }

  private let opening: DocumentOpening
  private let application: [UInt8]?
  private let certificate: [UInt8]?
  private var events: [Int: DocumentOpening.Event] = [:]
  public private(set) var rows: [Row] = []

  /// `application` is the file as the chamber received it, `certificate` the certificate's JSON; both may be missing.
  public init(_ opening: DocumentOpening, application: [UInt8]? = nil, certificate: [UInt8]? = nil) {
    self.opening = opening
    self.application = application
    self.certificate = certificate
    for event in opening.events { events[event.seq] = event }
  }

  /// Takes every entry of the ledger in order; those of other documents are passed over.
  public mutating func take(_ entry: LedgerEntry, seq: Int) {
    guard entry.doc == opening.doc || entry.number == opening.number else { return }
    rows.append(Row(seq: seq, stage: entry.stage.rawValue, fits: fits(entry, seq: seq)))
  }

  /// Something of the opening that is not in the ledger, or an entry that does not fit.
  public var isGood: Bool {
    let seen = Set(rows.map(\.seq))
    return !rows.isEmpty && rows.allSatisfy { $0.fits ?? true } && events.keys.allSatisfy { seen.contains($0) }
  }

  private func fits(_ entry: LedgerEntry, seq: Int) -> Bool? {
    switch entry.stage {
    case .certify:
      guard let certificate else { return nil }
      // The salt that the opening tells is the one in the hashed bytes.
      let json = try? JSONValue(parsing: certificate)
      return Digest(sha256: certificate) == entry.digest && entry.doc == opening.doc
        && json?.object?["salt"]?.string == opening.salt
    case .stamp, .proof:
      // SHA-256 of files that say all of it themselves.
      return nil
    default: break
    }
    guard let key = opening.keys[entry.stage.rawValue], let event = events[seq], event.stage == entry.stage.rawValue
    else { return false }
    guard let bytes = event.text.map({ Array($0.utf8) }) ?? application else { return nil }
    return HMACSHA256.code(key: key, bytes) == entry.digest
  }
}
