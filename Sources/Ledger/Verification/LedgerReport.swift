// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// What a verification of a ledger found.
public struct LedgerReport: Equatable, Sendable {
  /// The first thing that is wrong.
  public struct Fault: Equatable, Sendable, CustomStringConvertible {
    /// From 1; nil where no single line can be named.
    public var line: Int?
    public var reason: String

    public init(line: Int? = nil, reason: String) {
      self.line = line
      self.reason = reason
    }

    public var description: String { (line.map { "line \($0): " } ?? "") + reason }
  }

  /// Entries that were looked at; all of them if nothing is wrong.
  public var size = 0
  /// Entries beyond the checkpoint: whole, but not yet signed. A run was interrupted, or is under way.
  public var unsigned = 0
  /// The checkpoint, if its signature is good.
  public var checkpoint: Checkpoint?
  /// Its note, to be remembered by whoever wants to see that the ledger only grows.
  public var note: SignedNote?
  /// The checkpoint seen before that this one was compared with.
  public var seen: Checkpoint?
  /// The first of the entries that were read: those before were compared with what was seen before, by hash.
  public var firstRead = 0
  /// The root that the entries make at the checkpoint's size.
  public var root: Digest?
  /// Names of those of the given witnesses who have cosigned the checkpoint.
  public var witnesses: [String] = []
  /// The batch that is open at the end: it was interrupted, or is under way.
  public var openBatch: String?
  /// Time of the last entry.
  public var lastTime: String?
  public var fault: Fault?

  public init() {}

  public var isGood: Bool { fault == nil }
}
