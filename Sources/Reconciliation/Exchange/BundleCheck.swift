// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger
private import Seals
private import Signing
private import Trade

/// Judges a bundle of one issuer's certificates by what the reader trusts and remembers, and nothing else.
public struct BundleCheck: Sendable {
  private let trust: TrustFolder
  private let entry: TrustEntry
  private let note: SignedNote
  private let growths: [[UInt8]]
  /// The bundle's, signed by a ledger key of the reader's own trust entry.
  public let checkpoint: Checkpoint

  /// - Parameters:
  ///   - note: bytes of the bundle's checkpoint.
  ///   - remembered: the largest checkpoint of the issuer that the reader has seen.
  ///   - growths: proofs in the bundle that the checkpoint continues earlier ones.
  public init(
    trust: TrustFolder, entry: TrustEntry, note bytes: [UInt8], remembered: Checkpoint?, growths: [[UInt8]]
  ) throws(BundleFault) {
    self.trust = trust
    self.entry = entry
    self.growths = growths
    do throws(NoteError) {
      note = try SignedNote(parsing: bytes)
      checkpoint = try entry.ledger.checkpoint(note)
    } catch {
      throw .checkpoint(error)
    }
    let confirmed = entry.ledger.cosignatures(of: note).count
    guard confirmed >= entry.ledger.quorum else {
      throw .unconfirmed(found: confirmed, quorum: entry.ledger.quorum)
    }
    if let remembered { try requireContinuation(of: remembered) }
  }

  private func requireContinuation(of known: Checkpoint) throws(BundleFault) {
    let found = checkpoint.size
    guard found >= known.size else { throw .older(found: found, known: known.size) }
    guard let continues = continues(known) else { throw .noGrowth(found: found, known: known.size) }
    guard continues else { throw .forked(found: found, known: known.size) }
  }

  /// Whether the checkpoint continues one that is not larger; nil if nothing in the bundle tells.
  private func continues(_ known: Checkpoint) -> Bool? {
    guard checkpoint.size > known.size else { return checkpoint.root == known.root }
    let growth = growths.lazy.compactMap { try? CheckpointRequest(parsing: $0) }.first { $0.oldSize == known.size }
    guard let growth, let proof = ConsistencyProof(oldSize: known.size, newSize: checkpoint.size, path: growth.path)
    else { return nil }
    return proof.proves(known.root, continuesAs: checkpoint.root)
  }

  /// How many entries witnesses saw before a thief may have had a key.
  private func confirmed(before key: TrustEntry.SealKey) -> Int {
    guard let day = key.compromised else { return 0 }
    if entry.ledger.isConfirmed(note, before: day) { return checkpoint.size }
    guard let last = entry.ledger.lastConfirmed(before: key), last.size <= checkpoint.size,
      continues(last) == true
    else { return 0 }
    return last.size
  }

  /// Why a certificate of the bundle is not accepted; nil if it is.
  public func fault(of certificate: BundledCertificate, destination: String) -> String? {
    let facts = certificate.facts
    guard facts.number == certificate.number else { return "the certificate inside has another number" }
    guard facts.issuer == entry.issuer else { return "the certificate inside is of another issuer" }
    guard facts.destination == destination else { return "the certificate is for another country than the bundle" }
    let (certified, stamped): (LedgerEntry, LedgerEntry)
    let index: Int
    do throws(NoteError) {
      (certified, index) = try listed(certificate.certify)
    } catch {
      return "its proof of being certified does not hold: \(error)"
    }
    if let fault = entry.ledger.fault(of: note, lastDay: String(certified.time.prefix(10))) {
      return "the bundle's checkpoint does not count for it: \(fault)"
    }
    guard certified.stage == .certify, certified.number == facts.number else {
      return "its proof of being certified is that of another entry"
    }
    guard certified.digest == facts.digest else {
      return "the certificate is not the one that the issuer entered in its ledger: at least one byte was changed"
    }
    do throws(NoteError) {
      (stamped, _) = try listed(certificate.stamp)
    } catch {
      return "its proof of being stamped does not hold: \(error)"
    }
    guard stamped.stage == .stamp, stamped.number == facts.number, stamped.copy == nil else {
      return "its proof of being stamped is that of another entry"
    }
    return codeFault(of: certificate, index: index)
      ?? (stamped.digest == certificate.pdf ? nil : "the PDF is not the one that the issuer stamped: it was changed")
  }

  /// The entry in a proof, under the very checkpoint of the bundle.
  private func listed(_ bytes: [UInt8]) throws(NoteError) -> (LedgerEntry, index: Int) {
    let proof = try LogProof(parsing: bytes)
    let (listed, under) = try entry.ledger.entry(of: proof)
    guard under == checkpoint else {
      throw .malformed(thing: "proof", reason: "it is under another checkpoint than the bundle's")
    }
    return (listed, proof.index)
  }

  /// Every page must bear one seal of the issuer, of this certificate, and the pages all its copies and sheets.
  private func codeFault(of certificate: BundledCertificate, index: Int) -> String? {
    let facts = certificate.facts
    guard certificate.codes.count == facts.copies * facts.sheets else {
      return "the PDF has \(certificate.codes.count) pages, \(facts.copies * facts.sheets) expected "
        + "(\(facts.copies) copies of \(facts.sheets))"
    }
    for (page, texts) in certificate.codes.enumerated() {
      guard texts.count == 1 else { return "the PDF's page \(page + 1) bears \(texts.count) codes, one expected" }
      switch trust.signature(on: texts[0]) {
      case .finding(let finding):
        return "the code on the PDF's page \(page + 1) is \(finding.verdict): \(finding.reason)"
      case .signed(let seal):
        let claims = seal.claims
        guard claims.issuer == entry.issuer, claims.number == facts.number, claims.certificateDigest == facts.digest,
          claims.ledgerIndex == index
        else { return "the code on the PDF's page \(page + 1) is that of another certificate" }
        guard claims.copy == page / facts.sheets + 1, claims.sheet ?? 1 == page % facts.sheets + 1 else {
          return "the code on the PDF's page \(page + 1) is that of another page"
        }
        if let stolen = seal.signer.key.compromised, index >= confirmed(before: seal.signer.key) {
          return
            "its key may be in a thief's hands since \(stolen), and no witness confirmed the certificate in the ledger "
            + "before then"
        }
      }
    }
    return nil
  }
}
