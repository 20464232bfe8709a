// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Reconciliation
import Signing
import Trade

/// The import of a receipt: a partner's word, under a key of the partner's ledger, on a bundle that was sent from here.
struct ReceiptImport {
  let desk: Desk
  /// As it was named.
  let path: String

  func take(_ bytes: [UInt8]) throws -> ImportReport {
    let workspace = desk.workspace
    let note: SignedNote
    do throws(NoteError) { note = try SignedNote(parsing: bytes) } catch {
      throw ExchangeError.receipt(path: path, reason: "\(error)")
    }
    guard let receipt = BundleReceipt(note) else {
      throw ExchangeError.receipt(path: path, reason: "its text is not the canonical JSON of a receipt")
    }
    let reader = receipt.reader.visible
    guard let partner = try TrustDesk(workspace).entry(of: receipt.reader) else {
      throw ExchangeError.unknownIssuer(path: path, issuer: reader, asset: "receipt")
    }
    do throws(NoteError) { _ = try note.verified(by: partner.ledger.all) } catch {
      throw ExchangeError.signature(path: path, reader: reader, error)
    }
    if let fault = partner.ledger.fault(of: note, lastDay: String(receipt.time.description.prefix(10))) {
      throw ExchangeError.signer(path: path, reader: reader, fault: fault)
    }
    let folder = ExchangeFolder(workspace)
    guard try receipt.issuer == workspace.issuer.id, let sent = try folder.sent(receipt.bundle) else {
      throw ExchangeError.foreignReceipt(path: path, reader: reader)
    }
    let digest = Digest(sha256: bytes)
    let report = ImportReport.Receipt(
      receipt: receipt, name: partner.name,
      unmentioned: sent.numbers.filter { number in
        !receipt.accepted.contains(number) && !receipt.refused.contains { $0.subject == number }
      }, isKnown: false)
    return try desk.open { entries in
      let isKnown = try entries.state.exchanged(digest).isKnown
      if !isKnown {
        do { try entries.requireContinuation(of: receipt.checkpoint, at: path) } catch let error as LedgerError {
          guard case .forked = error else { throw error }
          throw ExchangeError.forkSeen(path: path, reader: reader, size: receipt.checkpoint.size)
        }
        try entries.store.put(bytes, digest: digest)
        let row: JSONValue = [
          "accepted": .number(JSONNumber(receipt.accepted.count)), "bundle": .string(receipt.bundle.hex),
          "refused": .number(JSONNumber(receipt.refused.count)), "verdict": "accepted",
        ]
        try entries.record(.receipt(digest, reader: receipt.reader, bundle: receipt.bundle), bytes: bytes, rows: [row])
        try entries.commit()
      }
      try DurableFile.write(bytes, to: folder.receipt(for: receipt.bundle))
      var report = report
      report.isKnown = isKnown
      return .receipt(report)
    }
  }
}
