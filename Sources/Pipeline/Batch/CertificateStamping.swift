// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import DurableFiles
import Ledger
import Printing
import Seals
import Signing
import Workers

/// Stamp and proof of a batch's certificates: seals are signed here, pages drawn and read back by the workers, and
/// entries made in number order.
struct CertificateStamping {
  private let batch: IssuanceBatch
  private let issuer: SigningKey
  private let prefix: [UInt8]
  /// Hash state after the constant bytes, so that they are hashed once a batch.
  private let hashed: SHA256State
  private var underway: [String: Impression] = [:]
  private var unsealed: [String: String] = [:]
  /// Pages before each certificate in the whole batch, so that what is looked at does not depend on a kill.
  private var pagesBefore: [String: Int] = [:]

  init(_ batch: IssuanceBatch, of certificates: [CertificateRow], issuer: SigningKey, prefix: [UInt8]) {
    self.batch = batch
    self.issuer = issuer
    self.prefix = prefix
    var state = SHA256State()
    state.update(prefix)
    hashed = state
    var pages = 0
    for certificate in certificates {
      pagesBefore[certificate.number] = pages
      pages += certificate.copies * certificate.sheets
    }
  }

  /// The first job of a certificate.
  mutating func job(for row: CertificateRow) throws -> WorkerJob {
    let bytes = try batch.store.get(row.digest)
    let before = pagesBefore[row.number] ?? 0
    let pages = row.copies * row.sheets
    let every = batch.configuration.recipe.wholePageEvery
    // The first of each batch, hence of each template, and then one page in so many.
    let checked = (0..<pages).filter { before + $0 == 0 || (before + $0 + 1).isMultiple(of: every) }
    let host = try batch.workspace.issuer.host
    do {
      let certificate = try Certificate(parsing: bytes)
      let (issuer, seq) = (issuer, row.seq)
      let impression = try Impression(
        of: bytes, copies: 1...row.copies, day: batch.day, checked: checked, draws: before == 0,
        predecessors: try batch.recorder.state.predecessors(
          replaces: certificate.replaces, duplicateOf: certificate.duplicateOf, batch.workspace.clock)
      ) { copy, sheet, shortened in
        try Seal.sign(
          certificate.claims(copy: copy, sheet: sheet, ledgerIndex: seq), host: host, with: issuer,
          exporterCut: shortened
        ).text
      }
      underway[row.number] = impression
      return impression.job
    } catch SealError.signing(let error) {
      // The key's trouble is no certificate's: the number is sealed by the next run.
      throw error
    } catch {
      // Nothing to draw: the number is made void in its turn.
      unsealed[row.number] = "it cannot be sealed: \(error)"
      return WorkerJob(kind: JobKind.frame.rawValue, payload: [])
    }
  }

  /// Enters a stamped certificate; gives a job instead where it has to be made again.
  mutating func enter(_ row: CertificateRow, _ outcome: WorkerOutcome) throws -> WorkerJob? {
    if let reason = unsealed.removeValue(forKey: row.number) {
      try void(row, reason: reason)
      return nil
    }
    switch try underway[row.number]?.take(outcome) {
    case .again(let job): return job
    case .done(let stamped): try record(row, stamped)
    case .failed(let reason): try void(row, reason: reason)
    case nil: break
    }
    underway[row.number] = nil
    return nil
  }

  private func record(_ row: CertificateRow, _ stamped: Stamped) throws {
    var state = hashed
    state.update(stamped.tail)
    let digest = state.finish()
    let recorder = batch.recorder
    // Stamped before a kill: the same bytes must come out, or the entry would speak of another file.
    if let pdf = row.pdf, pdf != digest { throw RunError.stampDiffers(number: row.number) }
    if row.status == "certified" {
      try batch.store.put(prefix: prefix, suffix: stamped.tail, digest: digest)
      let event: JSONValue = ["sha256": .string(digest.hex)]
      try recorder.record(
        .stamp, digest: digest, doc: row.doc, number: row.number,
        line: JournalLine(seq: recorder.nextSeq, input: row.input, event: event.canonicalBytes),
        change: .stamped(number: row.number, copy: nil, pdf: digest))
    }
    let texts = JSONValue.array(stamped.codes.map { .string($0) }).canonicalBytes
    try recorder.record(
      .proof, digest: Digest(sha256: texts), doc: row.doc, number: row.number,
      line: JournalLine(seq: recorder.nextSeq, input: row.input, event: texts),
      change: .proofed(number: row.number, copy: nil))
  }

  /// A certificate that cannot be put on paper: its number stays used, its seal is never printed.
  private func void(_ row: CertificateRow, reason: String) throws {
    let event: JSONValue = ["reason": .string(reason)]
    let keys = try batch.keys(of: batch.list.items[row.input])
    let bytes = event.canonicalBytes
    let recorder = batch.recorder
    try recorder.record(
      .void, digest: keys.keyedDigest(stage: EntryStage.void.rawValue, of: bytes), number: row.number,
      line: JournalLine(seq: recorder.nextSeq, input: row.input, event: bytes),
      change: .voided(number: row.number, reason: reason))
  }
}
