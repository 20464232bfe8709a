// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger
private import Signing
public import Trade

extension TrustEntry.LedgerKeys {
  /// Every key that signs or signed checkpoints, the newest first.
  public var all: [VerifierKey] { [key] + earlier.reversed().map(\.key) }

  /// The checkpoint of a note that one of the keys has signed; whether that one's word still counts, `fault` tells.
  public func checkpoint(_ note: SignedNote) throws(NoteError) -> Checkpoint {
    try Checkpoint(note, signedBy: key, orOneOf: earlier.map(\.key), origin: origin)
  }

  /// A published ledger, its checkpoint signed by one of the keys.
  public func ledger(in source: any LedgerSource) throws(LedgerError) -> PublishedLedger {
    try PublishedLedger(source, origin: origin, key: key, earlier: earlier.map(\.key))
  }

  /// The same of a folder.
  public func ledger(in folder: String) throws(LedgerError) -> PublishedLedger {
    try PublishedLedger(folder: folder, origin: origin, key: key, earlier: earlier.map(\.key))
  }

  /// The entry that a proof holds, under a checkpoint that one of the keys has signed.
  func entry(of proof: LogProof) throws(NoteError) -> (entry: LedgerEntry, checkpoint: Checkpoint) {
    try proof.entry(origin: origin, key: key, earlier: earlier.map(\.key))
  }

  /// The checkpoint that shows which entries stood before a thief may have had a key of seals: it needs a ledger that
  /// continues it. Nil if none does.
  public func lastConfirmed(before key: TrustEntry.SealKey) -> Checkpoint? {
    guard let day = key.compromised, let note = key.confirmed, isConfirmed(note, before: day) else { return nil }
    return try? checkpoint(note)
  }

  /// Whether witnesses, at least one and as many as the reader asks for, saw a note before that day began (UTC).
  public func isConfirmed(_ note: SignedNote, before day: CalendarDate) -> Bool {
    cosignatures(of: note).count { $0.time < day.daysSinceEpoch * 86_400 } >= max(1, quorum)
  }

  /// Why a note does not count although a key of the ledger signed it: one that was given up vouches only for entries
  /// of its days, one that a thief may have had only for what witnesses confirmed before. `lastDay` is that of the
  /// newest entry that matters, YYYY-MM-DD.
  public func fault(of note: SignedNote, lastDay: String) -> String? {
    if (try? note.verified(by: [key])) != nil { return nil }
    var fault: String?
    for old in earlier where (try? note.verified(by: [old.key])) != nil {
      if let stolen = old.compromised, !isConfirmed(note, before: stolen) {
        fault =
          "its key may be in a thief's hands since \(stolen), and no witness confirmed it before; get a newer copy"
      } else if let until = old.until, lastDay > until.description {
        fault = "it has entries of \(lastDay), but its key was given up on \(until)"
      } else {
        return nil
      }
    }
    return fault
  }

  /// Good cosignatures of the listed witnesses, one each.
  func cosignatures(of note: SignedNote) -> [Cosignature] {
    witnesses.compactMap { witness in
      // A bad one counts as none.
      guard (try? note.verified(by: [witness])) != nil else { return nil }
      return note.signatures.lazy.filter { $0.name == witness.name && $0.keyID == witness.id }
        .compactMap { Cosignature($0) }.first
    }
  }
}
