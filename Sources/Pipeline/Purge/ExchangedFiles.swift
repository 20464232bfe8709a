// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Reconciliation

/// The files under `exchange/` of partners' certificates that came in the years to be deleted, and in no later one.
///
/// The receipt that was given for a bundle says which certificates were accepted; it stays, as do the partner's checkpoint
/// and what was sent: numbers, digests and days, nothing of a trader.
struct ExchangedFiles {
  private let folder: ExchangeFolder
  private let store: ByteStore
  private var doomed: Set<Certificate> = []

  private struct Certificate: Hashable {
    var issuer: String
    var number: String
  }

  init(_ workspace: Workspace) {
    folder = ExchangeFolder(workspace)
    store = workspace.store
  }

  /// Takes a journal's line whose year goes; only those of bundles count.
  mutating func add(_ line: [UInt8]) throws { doomed.formUnion(try certificates(line)) }

  /// Takes a journal's line that stays: a certificate may come twice.
  mutating func remove(_ line: [UInt8]) throws {
    guard !doomed.isEmpty else { return }
    doomed.subtract(try certificates(line))
  }

  func delete() throws {
    for certificate in doomed {
      let folder = folder.folder(of: certificate.issuer)
      for file in BundleNames.files(of: certificate.number) { try DurableFile.remove("\(folder)/\(file)") }
    }
  }

  private static let beginning = Array(#"{"event":{"event":"bundle","#.utf8)

  /// What the bundle of this line brought.
  private func certificates(_ bytes: [UInt8]) throws -> [Certificate] {
    guard bytes.starts(with: Self.beginning), let line = JournalLine(parsing: bytes),
      case .bundle(let bundle, let issuer, let receipt)? = ExchangeEvent(try JSONValue(parsing: line.event))
    else { return [] }
    // The store's goes with the year's bytes; after a kill in the midst of that the partner's copy says the same.
    let kept = [store.path(of: receipt), folder.receipt(of: bundle, from: issuer)].first(where: DurableFile.exists)
    guard let kept else { return [] }
    let note = try SignedNote(parsing: DurableFile.read(kept, limit: SignedNote.maximumLength))
    return BundleReceipt(note)?.accepted.map { Certificate(issuer: issuer, number: $0) } ?? []
  }
}
