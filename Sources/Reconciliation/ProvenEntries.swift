// SPDX-License-Identifier: GPL-3.0-or-later
internal import Ledger
internal import Seals

/// Entries of an issuer's ledger that proofs lead to a signed checkpoint. They tell that a certificate was listed, not
/// what became of it.
struct ProvenEntries {
  private let issuer: String
  /// By index; the last proof given counts.
  private var entries: [Int: (entry: LedgerEntry, size: Int)] = [:]
  /// Why proofs of this ledger do not count, by the index that they speak of.
  private var troubles: [Int: String] = [:]

  /// Those of the proofs that speak of this issuer's ledger.
  init(_ proofs: [LogProof], of trust: TrustEntry) {
    issuer = trust.issuer
    let keys = trust.ledger
    for proof in proofs where (try? Checkpoint(parsing: proof.note.text))?.origin == keys.origin {
      do throws(NoteError) {
        let (entry, checkpoint) = try keys.entry(of: proof)
        let confirmed = keys.cosignatures(of: proof.note).count
        if confirmed < keys.quorum {
          troubles[proof.index] = "it is confirmed by \(confirmed) of the \(keys.quorum) witnesses that you ask for"
        } else if let fault = keys.fault(of: proof.note, lastDay: String(entry.time.prefix(10))) {
          troubles[proof.index] = fault
        } else {
          entries[proof.index] = (entry, checkpoint.size)
        }
      } catch {
        troubles[proof.index] = error.description
      }
    }
  }

  /// What the proof of a seal's entry tells where the ledger is not at hand, `trouble` says why; nil without a proof.
  func finding(on claims: SealClaims, trouble: String) -> SealFinding? {
    let words = "the seal is \(issuer)'s own"
    if let reason = troubles[claims.ledgerIndex] {
      return SealFinding(
        .sealed, claims: claims, reason: "\(words), but the proof does not count: \(reason); \(trouble)")
    }
    guard let (entry, size) = entries[claims.ledgerIndex] else { return nil }
    guard entry.isCertify(of: claims) else {
      return SealFinding(
        .unlisted, claims: claims,
        reason: "the signature is \(issuer)'s, but the proof shows another entry of its ledger where the seal points")
    }
    return SealFinding(
      .sealed, claims: claims,
      reason: "\(words), and the proof shows that its ledger of \(size) entries listed the certificate; whether it was "
        + "revoked or replaced since cannot be told: \(trouble)")
  }
}

extension LedgerEntry {
  /// The entry lists the certificate of these claims.
  func isCertify(of claims: SealClaims) -> Bool {
    stage == .certify && number == claims.number && digest == claims.certificateDigest
  }
}
