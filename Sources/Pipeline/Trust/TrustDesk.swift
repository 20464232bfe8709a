// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Ledger
public import Reconciliation
import Seals
public import Signing

/// `certmill trust`: whom a workspace trusts.
public struct TrustDesk {
  private let workspace: Workspace

  public init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// The entry of an issuer; nil if there is none.
  public func entry(of issuer: String) throws -> TrustEntry? {
    guard SealClaims.isIssuerID(issuer), DurableFile.exists(path(of: issuer)) else { return nil }
    return try TrustEntry(
      parsing: try DurableFile.read(path(of: issuer), limit: TrustEntry.longestFile), file: path(of: issuer))
  }

  /// Adds an entry, from a file or from the chamber's host (`StatementDesk.read`); one that is there already is left
  /// as it is. `pin`: the SHA-256 of the statement, got from the chamber another way; without it nothing is taken from
  /// a host, as who answers there is not known yet.
  public func add(_ file: String, pin: Digest? = nil) throws -> (entry: TrustEntry, isNew: Bool) {
    let (entry, bytes) = try StatementDesk.read(file)
    let digest = Digest(sha256: bytes)
    guard pin.map({ $0 == digest }) ?? !StatementDesk.isAddress(file) else {
      throw TrustDeskError.pin(file: file, found: digest, expected: pin)
    }
    guard entry.issuer != workspace.settings.issuer?.id else { throw TrustDeskError.own(entry.issuer) }
    for known in try TrustFolder.entries(in: workspace.trust) where known.issuer != entry.issuer {
      // A key or a log of another chamber would make two issuers of one.
      guard known.ledger.origin != entry.ledger.origin,
        Self.ledgerKeys(of: known).isDisjoint(with: Self.ledgerKeys(of: entry)),
        !known.keys.contains(where: { key in entry.keys.contains { $0.key == key.key } })
      else { throw TrustDeskError.shared(file: file, issuer: entry.issuer, known: known.issuer) }
    }
    let place = path(of: entry.issuer)
    guard DurableFile.exists(place) else {
      try DurableFile.create(bytes, at: place)
      return (entry, true)
    }
    guard try DurableFile.read(place, limit: TrustEntry.longestFile) == bytes else {
      throw TrustDeskError.differs(file: file, issuer: entry.issuer)
    }
    return (entry, false)
  }

  /// A trusted chamber, and how much of its ledger was seen.
  public struct Row: Sendable {
    public var entry: TrustEntry
    public var isOwn: Bool
    /// The largest checkpoint at hand, of an exchange or in the trust folder.
    public var seen: Checkpoint?
    /// Why the published ledger at hand cannot be used; nil if it can, or there is none.
    public var trouble: String?
  }

  public func list() throws -> [Row] {
    // A reader begins with none.
    guard try !TrustFolder.entries(in: workspace.trust).isEmpty else { return [] }
    let trust = try TrustFolder(reading: workspace.trust)
    return try trust.entries.map { entry in
      var row = Row(entry: entry, isOwn: entry.issuer == workspace.settings.issuer?.id)
      var seen = [try SeenCheckpoints(workspace).newest(of: entry.issuer)].compactMap(\.self)
      switch trust.ledger(of: entry.issuer) {
      case .published(let ledger): seen.append(ledger.checkpoint)
      case .own(let ledger): seen.append(ledger.checkpoint)
      case .unusable(let reason): row.trouble = reason
      case .none: break
      }
      row.seen = seen.max { $0.size < $1.size }
      return row
    }
  }

  /// Takes an issuer's entry away. What was seen of its ledger stays: a later entry of the same issuer is held to it.
  public func remove(_ issuer: String) throws {
    guard issuer != workspace.settings.issuer?.id else { throw TrustDeskError.own(issuer) }
    guard try entry(of: issuer) != nil else { throw TrustDeskError.unknown(issuer) }
    try DurableFile.remove(path(of: issuer))
    try DurableFile.sync(folder: workspace.trust)
  }

  /// All that ever signed its ledger.
  private static func ledgerKeys(of entry: TrustEntry) -> Set<VerifyingKey> {
    Set([entry.ledger.key.key] + entry.ledger.earlier.map(\.key.key))
  }

  private func path(of issuer: String) -> String { "\(workspace.trust)/\(issuer).json" }
}
