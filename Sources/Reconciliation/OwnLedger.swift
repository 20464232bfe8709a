// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger

/// The ledger of the workspace that a trust folder belongs to, read from its own file instead of a published copy.
public struct OwnLedger: Sendable {
  public let folder: String
  public let note: SignedNote
  public let checkpoint: Checkpoint

  /// The caller has verified the whole ledger against this checkpoint (`LedgerVerification`).
  public init(verified folder: String, note: SignedNote, checkpoint: Checkpoint) {
    self.folder = folder
    self.note = note
    self.checkpoint = checkpoint
  }
}

/// Entries under a signed checkpoint, wherever they are read from.
enum SignedEntries {
  case published(PublishedLedger)
  case own(OwnLedger)

  var isOwn: Bool {
    if case .own = self { true } else { false }
  }

  var note: SignedNote {
    switch self {
    case .published(let ledger): ledger.note
    case .own(let ledger): ledger.note
    }
  }

  /// Entries that the checkpoint covers.
  var size: Int {
    switch self {
    case .published(let ledger): ledger.size
    case .own(let ledger): ledger.checkpoint.size
    }
  }

  /// Whether the entries begin with those of an older checkpoint.
  mutating func continues(_ old: Checkpoint, keys: TrustEntry.LedgerKeys) throws(LedgerError) -> Bool {
    guard old.size <= size else { return false }
    switch self {
    case .published(var ledger):
      let proof = try ledger.consistencyProof(from: old.size)
      self = .published(ledger)
      return proof.proves(old.root, continuesAs: ledger.checkpoint.root)
    case .own(let ledger):
      return try LedgerVerification.verify(
        file: ledger.folder + "/ledger.jsonl", checkpoint: ledger.note.bytes, origin: keys.origin, key: keys.key,
        earlier: keys.earlier.map(\.key), seen: old
      ).isGood
    }
  }

  /// Hands out every entry from `start` on, in order.
  mutating func walk(from start: Int, _ body: (Int, LedgerEntry) throws(LedgerError) -> Void) throws(LedgerError) {
    switch self {
    case .published(var ledger):
      try ledger.walk(from: start, body)
    case .own(let ledger):
      var reader = try EntryReader(folder: ledger.folder)
      while let (index, entry) = try reader.next(), index < ledger.checkpoint.size {
        if index >= start { try body(index, entry) }
      }
    }
  }
}
