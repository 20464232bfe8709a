// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import DurableFiles
import Ledger
import Seals
import Signing
import Printing
import Workers

/// `certmill reprint`: a new copy of a certificate with the next copy number, its own seal and its own file; within the
/// recipe's allowance by itself, beyond it by an officer.
public struct Reprinting {
  private let desk: Desk
  /// The program that serves workers when it is called with `worker`.
  private let executable: String

  public init(_ desk: Desk, executable: String) {
    self.desk = desk
    self.executable = executable
  }

  /// What was made.
  public struct Made: Equatable, Sendable {
    public var number: String
    public var copy: Int
    public var sheets: Int
    public var path: String
    public var officer: String?
  }

  /// Makes the next copy under the template of a print room's recipe; `officer` is the path of an officer's key.
  public func reprint(
    _ number: String, recipe path: String, overrides: [Override] = [], reason: String, officer: String?
  ) throws -> Made {
    guard !reason.isEmpty else { throw DeskError.reasonNeeded(number) }
    return try desk.open { entries in
      let certificate = try entries.certificateInForce(number)
      let configuration = try FrozenPrintRoom(freezing: path, overrides: overrides, into: entries.store)
      try requireAllowance(of: configuration.recipe, notAboveThatOf: path, overrides)
      let earlier = try entries.state.reprints(of: number)
      // One whose file a kill kept from being named is named now.
      let folder = desk.workspace.batch(certificate.batch).certificates
      for reprint in earlier where reprint.proof != nil {
        let file = Self.path(of: reprint.copy, number, in: folder)
        guard let pdf = reprint.pdf, !DurableFile.exists(file) else { continue }
        try entries.store.link(pdf, to: file)
        try entries.store.synchronise()
        return Made(
          number: number, copy: reprint.copy, sheets: certificate.sheets, path: file, officer: reprint.officer)
      }
      // One that a kill left allowed and not made is made now.
      let pending = earlier.first { $0.proof == nil }
      let copy = pending?.copy ?? max(certificate.copies, earlier.last?.copy ?? 0) + 1
      let signer = try officer.map {
        try Officer.holding(keyAt: $0, of: desk.workspace, for: .reprint, at: desk.time)
      }
      if pending == nil, signer == nil, earlier.count >= configuration.recipe.allowance {
        throw DeskError.allowanceUsed(number, reprints: earlier.count, allowance: configuration.recipe.allowance)
      }
      let (stamped, digest) = try stamp(certificate, copy: copy, configuration, entries)
      if pending == nil {
        let event = ReprintEvent(number: number, copy: copy, reason: reason)
        let bytes = try signer.map { try event.signed(by: $0.0, with: $0.1) } ?? event.bytes
        try entries.record(
          .reprint, of: certificate, copy: copy, event: bytes,
          change: .reprinted(number: number, copy: copy, officer: signer?.0.verifier.name))
      }
      try enter(stamped, digest, of: certificate, copy: copy, entries)
      try entries.commit()
      // Only what the ledger holds durably gets a name outside the store.
      let file = Self.path(of: copy, number, in: folder)
      try entries.store.link(digest, to: file)
      try entries.store.synchronise()
      return Made(
        number: number, copy: copy, sheets: certificate.sheets, path: file,
        officer: signer?.0.name ?? pending?.officer)
    }
  }

  /// What an officer has to allow is not for whoever gives the command to allow: an override may only lower it.
  private func requireAllowance(
    of recipe: PrintRecipe, notAboveThatOf path: String, _ overrides: [Override]
  ) throws {
    let others = overrides.filter { $0.path != ["print", "allowance"] }
    guard others != overrides else { return }
    let own = try PrintRecipe(yaml: DurableFile.read(path, limit: 1 << 20), file: path, overrides: others)
    guard recipe.allowance <= own.allowance else {
      throw DeskError.allowanceRaised(asked: recipe.allowance, allowance: own.allowance)
    }
  }

  private static func path(of copy: Int, _ number: String, in folder: String) -> String {
    "\(folder)/\(number).copy\(copy).pdf"
  }

  private func stamp(
    _ issued: CertificateRow, copy: Int, _ configuration: FrozenPrintRoom, _ entries: DeskEntries
  ) throws -> (Stamped, Digest) {
    let bytes = try entries.store.get(issued.digest)
    let certificate = try Certificate(parsing: bytes)
    if let fault = PageSources.fault(of: certificate, on: configuration.recipe.agreement) {
      throw DeskError.cannotReprint(issued.number, copy: copy, reason: fault)
    }
    let (issuer, host) = (try desk.workspace.issuerKey(at: certificate.issued), try desk.workspace.issuer.host)
    var impression = try Impression(
      of: bytes, copies: copy...copy, day: desk.workspace.clock.day(at: certificate.issued),
      predecessors: try entries.state.predecessors(
        replaces: certificate.replaces, duplicateOf: certificate.duplicateOf, desk.workspace.clock)
    ) { copy, sheet, shortened in
      try Seal.sign(
        certificate.claims(copy: copy, sheet: sheet, ledgerIndex: issued.seq), host: host, with: issuer,
        exporterCut: shortened
      ).text
    }
    var workers = try configuration.press(
      workspace: desk.workspace, store: entries.store, executable: executable, jobs: 1)
    let prefix = try workers.frame().prefix
    var step = try impression.take(workers.ask(.stamp, impression.job.payload))
    while case .again(let job) = step { step = try impression.take(workers.ask(.stamp, job.payload)) }
    switch step {
    case .done(let stamped):
      var state = SHA256State()
      state.update(prefix)
      state.update(stamped.tail)
      let digest = state.finish()
      try entries.store.put(prefix: prefix, suffix: stamped.tail, digest: digest)
      return (stamped, digest)
    case .failed(let reason): throw DeskError.cannotReprint(issued.number, copy: copy, reason: reason)
    case .again: preconditionFailure("an impression is done or failed in the end")
    }
  }

  private func enter(
    _ stamped: Stamped, _ digest: Digest, of certificate: CertificateRow, copy: Int, _ entries: DeskEntries
  ) throws {
    let recorder = entries.recorder
    let event: JSONValue = ["sha256": .string(digest.hex)]
    try recorder.record(
      .stamp, digest: digest, doc: certificate.doc, number: certificate.number, copy: copy,
      line: JournalLine(seq: recorder.nextSeq, event: event.canonicalBytes),
      change: .stamped(number: certificate.number, copy: copy, pdf: digest))
    let texts = JSONValue.array(stamped.codes.map { .string($0) }).canonicalBytes
    try recorder.record(
      .proof, digest: Digest(sha256: texts), doc: certificate.doc, number: certificate.number, copy: copy,
      line: JournalLine(seq: recorder.nextSeq, event: texts),
      change: .proofed(number: certificate.number, copy: copy))
  }
}
