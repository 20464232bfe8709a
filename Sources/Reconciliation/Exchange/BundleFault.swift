// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger

/// Why nothing of a bundle can be accepted: its checkpoint is not one to rely on.
public enum BundleFault: Error, Equatable, CustomStringConvertible {
  /// Not well formed, of another log, or not signed by the ledger key that the reader holds for the issuer.
  case checkpoint(NoteError)
  case unconfirmed(found: Int, quorum: Int)
  /// Fewer entries than a checkpoint that the reader remembers.
  case older(found: Int, known: Int)
  /// As many entries as a remembered checkpoint, and another root; or a proof that does not lead from one to the other.
  case forked(found: Int, known: Int)
  /// Nothing in the bundle shows that the checkpoint continues the remembered one.
  case noGrowth(found: Int, known: Int)

  public var description: String {
    switch self {
    case .checkpoint(let error): "checkpoint: cannot be relied on: \(error)"
    case .unconfirmed(let found, let quorum):
      "checkpoint: confirmed by \(found) of the \(quorum) witnesses that your trust entry asks for; ask the issuer for a "
        + "bundle made after its witnesses have cosigned"
    case .older(let found, let known):
      "checkpoint: has \(found) entries, fewer than the \(known) that you have seen: an old bundle, or a ledger that was "
        + "cut back; ask the issuer for a new one"
    case .forked(let found, let known):
      "checkpoint: its \(found) entries do not continue the \(known) that you have seen: the issuer shows different "
        + "ledgers to different readers, or its ledger was restored and changed; keep the bundle as evidence and ask the issuer"
    case .noGrowth(let found, let known):
      "checkpoint: has \(found) entries, and the bundle does not prove that they continue the \(known) that you have "
        + "seen; ask the issuer for `certmill exchange export --since \(known)`"
    }
  }
}
