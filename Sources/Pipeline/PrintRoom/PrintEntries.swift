// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Ledger
import Signing

/// The ledger as one batch of the print room uses it: one `print` entry a copy, on security paper one a sheet.
struct PrintEntries {
  /// What one entry is of.
  struct Place: Hashable {
    let number: String
    let copy: Int
    /// 0 for a whole copy.
    let sheet: Int

    init(_ sheet: RunManifest.Sheet) {
      number = sheet.number
      copy = sheet.copy
      self.sheet = sheet.stock == nil ? 0 : sheet.sheet
    }

    init(_ print: PrintedSheet) {
      number = print.number
      copy = print.copy
      sheet = print.sheet
    }
  }

  typealias Entered = [Place: PrintedSheet]

  private let batch: String
  private let recorder: Recorder
  private var keys: CertificateKeys

  init(of batch: String, in recorder: Recorder, keys: CertificateKeys) {
    self.batch = batch
    self.recorder = recorder
    self.keys = keys
  }

  /// What the ledger has of a run.
  func entered(_ items: [PrintItem]) throws -> Entered {
    var entered: Entered = [:]
    for item in items {
      for print in try recorder.state.prints(of: item.number, in: batch) where item.copies.contains(print.copy) {
        entered[Place(print)] = print
      }
    }
    return entered
  }

  /// Whether the ledger has all of a run; a list beside an older ledger proves nothing.
  func hasAll(of manifest: RunManifest, _ items: [PrintItem]) throws -> Bool {
    let known = try entered(items)
    return manifest.sheets.allSatisfy { known[Place($0)] != nil }
  }

  /// Enters a run's sheets, those aside that a kill left entered.
  mutating func enter(_ manifest: RunManifest, known: Entered) throws {
    for sheet in manifest.sheets where sheet.stock != nil || sheet.sheet == 1 {
      if let earlier = known[Place(sheet)] {
        guard earlier.stock == sheet.stock else { throw PrintRoomError.runDiffers(run: manifest.code) }
        continue
      }
      try enter(sheet, of: manifest)
    }
    try recorder.commit()
  }

  private mutating func enter(_ sheet: RunManifest.Sheet, of manifest: RunManifest) throws {
    guard let certificate = try recorder.state.certificate(sheet.number) else { return }
    let number = sheet.stock == nil ? nil : sheet.sheet
    var event: JSONObject = [
      "copy": .number(JSONNumber(sheet.copy)), "run": .string(manifest.code), "sha256": .string(manifest.digest.hex),
    ]
    if let number { event["sheet"] = .number(JSONNumber(number)) }
    event["stock"] = sheet.stock.map { .string($0) }
    event["printer"] = manifest.printer.map { .string($0) }
    let bytes = JSONValue.object(event).canonicalBytes
    let keys = try keys.keys(of: certificate)
    try recorder.record(
      .print, digest: keys.keyedDigest(stage: EntryStage.print.rawValue, of: bytes), number: sheet.number,
      copy: sheet.copy, sheet: number, stock: sheet.stock,
      line: JournalLine(seq: recorder.nextSeq, event: bytes),
      change: .printed(number: sheet.number, copy: sheet.copy, sheet: number, stock: sheet.stock))
  }
}
