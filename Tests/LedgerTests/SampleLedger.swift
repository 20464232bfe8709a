// SPDX-License-Identifier: GPL-3.0-or-later
import Ledger
import Signing

/// A ledger of a chamber that issues, voids, revokes and reconciles, in a folder of its own.
struct SampleLedger {
  static let origin = "co.example.sg/ledger"
  let temporary: TemporaryFolder
  let key: SigningKey
  let verifier: VerifierKey

  var folder: String { temporary / "ledger" }

  init() throws {
    temporary = try TemporaryFolder()
    key = try SigningKey(seed: Array(0..<32))
    verifier = try VerifierKey(name: Self.origin, key: key.publicKey)
    try LedgerFile.create(folder: folder, origin: Self.origin, key: key)
  }

  func open() throws -> LedgerFile {
    try LedgerFile(opening: folder, origin: Self.origin, key: key)
  }

  func verify() throws -> LedgerReport {
    try LedgerVerification.verify(folder: folder, origin: Self.origin, key: verifier)
  }

  static func digest(_ text: String) -> Digest { Digest(sha256: Array(text.utf8)) }

  static func doc(_ number: Int) -> String { String(digest("doc \(number)").hex.prefix(16)) }

  static func number(_ sequence: Int) -> String { number(sequence, year: 2026) }

  /// `SG-2026-nnnnnnn-c`.
  static func number(_ sequence: Int, year: Int) -> String {
    let digits = String(sequence)
    let stem = "SG-\(year)-" + String(repeating: "0", count: 7 - digits.count) + digits
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    var product = 36
    for byte in stem.utf8 where byte != 45 {
      let sum = (product + Int(byte >= 65 ? byte - 55 : byte - 48)) % 36
      product = (sum == 0 ? 36 : sum) * 2 % 37
    }
    return stem + "-" + String(decoding: [alphabet[(37 - product) % 36]], as: UTF8.self)
  }

  /// One batch that issues certificates `first`, `first + 1`, … of documents of the same numbers.
  static func batch(_ name: String, first: Int = 1, count: Int, time: String = "2026-11-23T22:00:00Z") -> [LedgerEntry]
  {
    func entry(_ stage: EntryStage, _ number: Int? = nil, isNumbered: Bool = false) -> LedgerEntry {
      LedgerEntry(
        batch: name, digest: digest("\(stage) \(number ?? 0)"), doc: number.map(doc),
        number: isNumbered ? number.map(Self.number) : nil, stage: stage, time: time)
    }
    var entries = [entry(.batchOpen)]
    for number in first..<(first + count) {
      entries += [entry(.receive, number), entry(.validate, number), entry(.decide, number)]
      entries.append(entry(.certify, number, isNumbered: true))
    }
    for number in first..<(first + count) {
      entries += [entry(.stamp, number, isNumbered: true), entry(.proof, number, isNumbered: true)]
    }
    return entries + [entry(.batchClose)]
  }

  /// Security paper that came, in the desk of a day.
  static func stock(_ batch: String = "20261124-00", time: String = "2026-11-24T08:00:00Z") -> LedgerEntry {
    LedgerEntry(batch: batch, digest: digest("stock"), stage: .stock, time: time)
  }

  /// A year's documents were deleted, in the desk of a day.
  static func purge(_ batch: String = "20261124-00", time: String = "2026-11-24T08:00:00Z") -> LedgerEntry {
    LedgerEntry(batch: batch, digest: digest("purge"), stage: .purge, time: time)
  }

  /// A reprint at a day's desk: allowed, stamped, proofed.
  static func reprint(_ number: Int, copy: Int) -> [LedgerEntry] {
    [EntryStage.reprint, .stamp, .proof].map { stage in
      LedgerEntry(
        batch: "20261124-00", digest: digest("\(stage)"), doc: stage == .reprint ? nil : doc(number),
        number: Self.number(number), stage: stage, time: "2026-11-24T08:00:00Z", copy: copy)
    }
  }

  static func event(
    _ stage: EntryStage, _ number: Int, batch: String = "20261123-01", copy: Int? = nil, sheet: Int? = nil,
    stock: String? = nil, successor: Int? = nil, time: String = "2026-11-24T08:00:00Z"
  ) -> LedgerEntry {
    LedgerEntry(
      batch: batch, digest: digest("\(stage) \(number)"), number: Self.number(number), stage: stage, time: time,
      copy: copy, sheet: sheet, stock: stock, successor: successor.map(Self.number))
  }
}
