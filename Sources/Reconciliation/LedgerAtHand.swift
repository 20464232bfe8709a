// SPDX-License-Identifier: GPL-3.0-or-later
internal import Ledger

/// A chamber's ledger as far as a reader may rely on it.
struct LedgerAtHand {
  /// Nil where there is none to rely on; `trouble` says why.
  let entries: SignedEntries?
  let trouble: String

  init(_ copy: TrustFolder.LedgerCopy, of entry: TrustEntry) {
    let found: SignedEntries
    switch copy {
    case .none:
      self.init(trouble: "no published ledger of \(entry.issuer) is at hand")
      return
    case .unusable(let reason):
      self.init(trouble: "the published ledger of \(entry.issuer) cannot be relied on: \(reason)")
      return
    case .published(let ledger): found = .published(ledger)
    case .own(let ledger): found = .own(ledger)
    }
    let confirmed = entry.ledger.cosignatures(of: found.note).count
    // A chamber needs nobody's word for its own ledger, which it has just recomputed.
    guard found.isOwn || confirmed >= entry.ledger.quorum else {
      self.init(
        trouble: "the published ledger of \(entry.issuer) is confirmed by \(confirmed) of the \(entry.ledger.quorum) "
          + "witnesses that you ask for")
      return
    }
    self.init(found)
  }

  private init(_ entries: SignedEntries? = nil, trouble: String = "") {
    self.entries = entries
    self.trouble = trouble
  }
}
