// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import DurableFiles
import Ledger
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
  private var underway: [String: Underway] = [:]
  private var unsealed: [String: String] = [:]
  /// Pages before each certificate in the whole batch, so that what is looked at does not depend on a kill.
  private var pagesBefore: [String: Int] = [:]

  /// Codes that could not be read back are made again at most this often.
  static let attempts = 7
  /// Of these, the first so many by another mask alone.
  static let attemptsByMask = 3

  private struct Underway {
    var certificate: Certificate
    var bytes: [UInt8]
    var seals: [String]
    var attempt = 0
    /// For each page, by how many characters its exporter's name was shortened.
    var shortened: [Int]
    var checked: [Int]
    var draws: Bool
    var mayRetry = true
  }

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
    do {
      let certificate = try Certificate(parsing: bytes)
      var work = Underway(
        certificate: certificate, bytes: bytes, seals: [], shortened: Array(repeating: 0, count: pages),
        checked: checked, draws: before == 0)
      for page in 0..<pages { work.seals.append(try seal(certificate, row, page: page, shortened: 0)) }
      underway[row.number] = work
      return job(work)
    } catch {
      // Nothing to draw: the number is made void in its turn.
      unsealed[row.number] = "it cannot be sealed: \(error)"
      return WorkerJob(kind: JobKind.prefix.rawValue, payload: [])
    }
  }

  /// Enters a stamped certificate; gives a job instead where it has to be made again.
  mutating func enter(_ row: CertificateRow, _ outcome: WorkerOutcome) throws -> WorkerJob? {
    if let reason = unsealed.removeValue(forKey: row.number) { return try void(row, reason: reason) }
    guard var work = underway[row.number] else { return nil }
    switch outcome {
    case .lost(let loss):
      return try void(row, reason: loss.description)
    case .failed(let reason):
      if work.mayRetry {
        work.mayRetry = false
        underway[row.number] = work
        return job(work)
      }
      return try void(row, reason: reason)
    case .done(let bytes):
      guard let stamped = try? Stamped(parsing: bytes), stamped.codes.count == work.seals.count else {
        return try void(row, reason: "its worker process sent a broken answer")
      }
      let unread = stamped.codes.indices.filter { stamped.codes[$0] != work.seals[$0] }
      guard unread.isEmpty else {
        // Another mask makes another symbol of the same seal; when that has not helped, another text does: the
        // exporter's name one character shorter.
        work.attempt += 1
        guard work.attempt < Self.attempts else {
          return try void(row, reason: "the code of page \(unread[0] + 1) could not be read back")
        }
        for page in unread where work.attempt > Self.attemptsByMask {
          work.shortened[page] += 1
          guard let seal = try? seal(work.certificate, row, page: page, shortened: work.shortened[page]) else {
            return try void(row, reason: "the code of page \(page + 1) could not be read back, nor be made shorter")
          }
          work.seals[page] = seal
        }
        underway[row.number] = work
        return job(work)
      }
      guard stamped.fault.isEmpty else { return try void(row, reason: stamped.fault) }
      try record(row, work, stamped)
      underway[row.number] = nil
      return nil
    }
  }

  private func job(_ work: Underway) -> WorkerJob {
    WorkerJob(
      kind: JobKind.stamp.rawValue,
      payload: StampJob(
        certificate: work.bytes, seals: work.seals, attempt: work.attempt, checked: work.checked, draws: work.draws
      ).bytes)
  }

  /// Pages stand copy by copy, each with its sheets in order.
  private func seal(_ certificate: Certificate, _ row: CertificateRow, page: Int, shortened: Int) throws -> String {
    let claims = certificate.claims(
      copy: page / certificate.sheets + 1, sheet: page % certificate.sheets + 1, ledgerIndex: row.seq)
    return try Seal.sign(claims, host: batch.workspace.settings.host, with: issuer, exporterCut: shortened).text
  }

  private func record(_ row: CertificateRow, _ work: Underway, _ stamped: Stamped) throws {
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
        change: .stamped(number: row.number, pdf: digest))
    }
    let texts = JSONValue.array(stamped.codes.map { .string($0) }).canonicalBytes
    try recorder.record(
      .proof, digest: Digest(sha256: texts), doc: row.doc, number: row.number,
      line: JournalLine(seq: recorder.nextSeq, input: row.input, event: texts),
      change: .proofed(number: row.number))
  }

  /// A certificate that cannot be put on paper: its number stays used, its seal is never printed.
  private mutating func void(_ row: CertificateRow, reason: String) throws -> WorkerJob? {
    underway[row.number] = nil
    let event: JSONValue = ["reason": .string(reason)]
    let keys = try batch.keys(of: batch.list.inputs[row.input])
    let bytes = event.canonicalBytes
    let recorder = batch.recorder
    try recorder.record(
      .void, digest: keys.keyedDigest(stage: EntryStage.void.rawValue, of: bytes), number: row.number,
      line: JournalLine(seq: recorder.nextSeq, input: row.input, event: bytes),
      change: .voided(number: row.number, reason: reason))
    return nil
  }
}
