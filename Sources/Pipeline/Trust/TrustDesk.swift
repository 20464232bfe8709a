// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Ledger
public import Reconciliation
import Seals

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

  /// Adds an entry from a file named `<issuer>.json`; one that is there already is left as it is.
  public func add(_ file: String) throws -> (entry: TrustEntry, isNew: Bool) {
    let bytes = try DurableFile.read(file, limit: TrustEntry.longestFile)
    let entry = try TrustEntry(parsing: bytes, file: file)
    guard entry.issuer != workspace.settings.issuer?.id else { throw TrustDeskError.own(entry.issuer) }
    for known in try TrustFolder.entries(in: workspace.trust) where known.issuer != entry.issuer {
      // A key or a log of another chamber would make two issuers of one.
      guard known.ledger.origin != entry.ledger.origin, known.ledger.key.key != entry.ledger.key.key,
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

  private func path(of issuer: String) -> String { "\(workspace.trust)/\(issuer).json" }
}

/// What the trust desk was asked for and does not do; nothing was changed.
public enum TrustDeskError: Error, Equatable, CustomStringConvertible {
  case own(String)
  case unknown(String)
  case differs(file: String, issuer: String)
  case shared(file: String, issuer: String, known: String)
  case notConfirmed(String)

  public var description: String {
    switch self {
    case .own(let issuer): "\(issuer): is this workspace's own chamber; its entry is made by the workspace itself"
    case .unknown(let issuer): "\(issuer): has no entry in the trust folder; see `certmill trust list`"
    case .differs(let file, let issuer):
      "\(file): differs from the entry that you hold for \(issuer); ask \(issuer) by telephone which keys are right, then "
        + "`certmill trust remove \(issuer)` and add the file again"
    case .shared(let file, let issuer, let known):
      "\(file): \(issuer) has a key or a ledger of \(known), whom you trust already; one of the two entries is wrong"
    case .notConfirmed(let issuer): "\(issuer): was not removed: its id was not given a second time"
    }
  }
}
