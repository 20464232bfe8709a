// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger
private import Seals
internal import Signing

/// Whom a reader trusts, and the published ledgers at hand.
public struct TrustFolder: Sendable {
  /// A chamber's ledger as the reader has it.
  public enum LedgerCopy: Sendable {
    /// None at hand.
    case none
    /// A published copy, `trust/<issuer id>/`.
    case published(PublishedLedger)
    /// The reader is the chamber itself.
    case own(OwnLedger)
    /// A copy that cannot be relied on, and why.
    case unusable(String)
  }

  /// A key that may sign seals, with the entry that it stands in.
  struct Signer {
    var entry: TrustEntry
    var key: TrustEntry.SealKey
  }

  public let entries: [TrustEntry]
  private let ledgers: [String: LedgerCopy]
  private var signers: [[UInt8]: [Signer]] = [:]
  private var noteKeys: [[UInt8]: [VerifyingKey]] = [:]

  /// `ledgers` by issuer id; those left out are not at hand.
  public init(_ entries: [TrustEntry], ledgers: [String: LedgerCopy] = [:]) throws(TrustError) {
    for (index, entry) in entries.enumerated() where entries[..<index].contains(where: { $0.issuer == entry.issuer }) {
      throw .twice(issuer: entry.issuer)
    }
    self.entries = entries
    self.ledgers = ledgers
    let barred = Set(entries.flatMap(\.noteKeys))
    for entry in entries {
      for key in entry.noteKeys { noteKeys[Seal.keyID(of: key), default: []].append(key) }
      // The key of one chamber's ledger in another's entry signs no seals either.
      for key in entry.keys where !barred.contains(key.key) {
        signers[Seal.keyID(of: key.key), default: []].append(Signer(entry: entry, key: key))
      }
    }
  }

  public func ledger(of issuer: String) -> LedgerCopy { ledgers[issuer] ?? .none }

  public func entry(of issuer: String) -> TrustEntry? { entries.first { $0.issuer == issuer } }

  /// Every key with that id that may sign seals. The id is four bytes: there can be several.
  func signers(withID id: [UInt8]) -> [Signer] { signers[id] ?? [] }

  /// Keys of ledgers and witnesses with that id.
  func noteKeys(withID id: [UInt8]) -> [VerifyingKey] { noteKeys[id] ?? [] }
}
