// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
public import Reconciliation
import Signing
public import Trade

extension LedgerDesk {
  /// What an auditor needs to read the entries of one certificate's document, and of no other.
  public func opening(of number: CertificateNumber) throws -> DocumentOpening {
    let text = number.description
    guard let certificate = try State.open(workspace.statePath, readOnly: true, { try $0.certificate(text) }) else {
      throw LedgerDeskError.notCertified(number: text)
    }
    guard !certificate.isPurged else { throw DeskError.purged(text) }
    var keyring = CertificateKeys(
      workspace,
      YearSecrets(
        workspace, mayMake: [], random: { _ in preconditionFailure("a secret that is not there is never made here") }),
      year: 0)
    let keys = try keyring.keys(of: certificate)
    var opening = DocumentOpening(
      issuer: try workspace.issuer.id, number: text, doc: keys.docID, salt: keys.salt.hex, keys: [:], events: [])
    var journals = JournalCursor(workspace: workspace)
    var entries = try EntryReader(folder: workspace.ledgerFolder)
    while let (seq, entry) = try entries.next() {
      guard entry.doc == opening.doc || entry.number == text, entry.stage.isKeyed else { continue }
      let stage = entry.stage.rawValue
      opening.keys[stage] = keys.key(stage)
      let event = entry.stage == .receive ? nil : try journals.line(seq: seq, batch: entry.batch).event
      let hashed = event.map { Self.hashed($0, stage: entry.stage) }
      opening.events.append(DocumentOpening.Event(seq: seq, stage: stage, text: hashed))
    }
    return opening
  }

  /// The bytes that the entry of an event hashes: of an officer's decision the note itself.
  private static func hashed(_ event: [UInt8], stage: EntryStage) -> String {
    if stage == .decide, let note = (try? JSONValue(parsing: event))?.object?["note"]?.string { return note }
    return String(decoding: event, as: UTF8.self)
  }
}

extension EntryStage {
  /// The entry's digest is under the document's key.
  fileprivate var isKeyed: Bool {
    switch self {
    case .receive, .validate, .decide, .print, .reprint, .spoil, .void, .revoke, .replace, .duplicate: true
    default: false
    }
  }
}

extension LedgerAudit {
  /// Compares an opened document with a ledger file, which `ledger verify` has found good.
  public static func check(
    opening path: String, ledger file: String, application: String?, certificate: String?
  ) throws -> OpeningCheck {
    guard
      let opening = DocumentOpening(parsing: try DurableFile.read(path, limit: DocumentOpening.longestFile))
    else { throw LedgerDeskError.notAnOpening(path: path) }
    var check = OpeningCheck(
      opening, application: try application.map { try DurableFile.read($0, limit: DocumentOpening.longestFile) },
      certificate: try certificate.map { try DurableFile.read($0, limit: DocumentOpening.longestFile) })
    var entries = try EntryReader(file: file)
    while let (seq, entry) = try entries.next() { check.take(entry, seq: seq) }
    return check
  }
}
