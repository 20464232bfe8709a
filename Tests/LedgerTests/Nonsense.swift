// SPDX-License-Identifier: GPL-3.0-or-later
import Ledger
import Testing

/// Entries of the right form that contradict each other.
struct Nonsense: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let entries: [LedgerEntry]
  /// From 1: where it must be found.
  let line: Int

  init(_ description: String, _ entries: [LedgerEntry], line: Int) {
    testDescription = description
    self.entries = entries
    self.line = line
  }

  /// Lines 1 batch.open; 2-5 and 6-9 receive, validate, decide, certify of two documents; 10-13 stamp and proof of
  /// both; 14 batch.close.
  static let night = SampleLedger.batch("20261123-01", count: 2)

  static func without(_ index: Int) -> [LedgerEntry] {
    var entries = night
    entries.remove(at: index)
    return entries
  }

  static func swapped(_ first: Int, _ second: Int) -> [LedgerEntry] {
    var entries = night
    entries.swapAt(first, second)
    return entries
  }

  /// The second certificate under another number.
  static func renumbered(_ number: String) -> [LedgerEntry] {
    var entries = night
    for index in [8, 11, 12] { entries[index].number = number }
    return entries
  }

  static func after(_ stages: EntryStage..., number: Int = 1, batch: String = "20261123-01") -> [LedgerEntry] {
    night
      + stages.map {
        SampleLedger.event($0, number, batch: batch, successor: $0 == .replace || $0 == .duplicate ? 2 : nil)
      }
  }

  static func followed(by more: [LedgerEntry], open: Bool = false) -> [LedgerEntry] {
    (open ? Array(night.dropLast()) : night) + more
  }

  static var certifiedAgain: LedgerEntry {
    var entry = night[4]
    entry.number = SampleLedger.number(3)
    return entry
  }

  /// What came from another chamber, and what befell it at the desk.
  static func atDesk(_ stage: EntryStage, page: Int? = nil) -> LedgerEntry {
    var entry = night[1]
    entry.stage = stage
    entry.batch = "20261124-00"
    entry.doc = "00000000000000ff"
    entry.time = "2026-11-24T09:00:00Z"
    entry.page = page
    return entry
  }

  static let twoOnOne = [1, 2].map { SampleLedger.event(.print, $0, copy: 1, sheet: 1, stock: "A000001") }

  static func inNight(_ entry: LedgerEntry) -> LedgerEntry {
    var entry = entry
    entry.time = "2026-11-23T22:00:00Z"
    return entry
  }

  static var firstIssueAtDesk: LedgerEntry {
    var entry = SampleLedger.reprint(1, copy: 4)[1]
    entry.copy = nil
    return entry
  }

  static let all: [Nonsense] = [
    Nonsense("no batch.open", without(0), line: 1),
    Nonsense("no receive", without(1), line: 2),
    Nonsense("no validate", without(2), line: 4),
    Nonsense("no decide", without(3), line: 4),
    Nonsense("no certify", without(4), line: 8),
    Nonsense("no second receive", without(5), line: 6),
    Nonsense("no stamp", without(9), line: 10),
    Nonsense("certify before decide", swapped(3, 4), line: 4),
    Nonsense("second number first", swapped(4, 8), line: 5),
    Nonsense("proof before stamp", swapped(9, 10), line: 10),
    Nonsense("a number left out", renumbered(SampleLedger.number(3)), line: 9),
    Nonsense("a number used twice", renumbered(SampleLedger.number(1)), line: 9),
    Nonsense("another year starts at 2", renumbered(SampleLedger.number(2, year: 2027)), line: 9),
    Nonsense(
      "two batches at once", followed(by: SampleLedger.batch("20261123-02", first: 3, count: 1), open: true), line: 14),
    Nonsense("a batch opened twice", followed(by: SampleLedger.batch("20261123-01", first: 3, count: 1)), line: 15),
    Nonsense("a batch closed twice", followed(by: [night[13]]), line: 15),
    Nonsense("work after the batch", followed(by: [night[1]]), line: 15),
    Nonsense("a second certificate without a decision", followed(by: [certifiedAgain], open: true), line: 14),
    Nonsense("an unknown batch", after(.print, batch: "20261123-09"), line: 15),
    Nonsense("an unknown number", after(.print, number: 3), line: 15),
    Nonsense("revoked twice", after(.revoke, .revoke), line: 16),
    Nonsense("printed after revoke", after(.revoke, .print), line: 16),
    Nonsense("reprinted after revoke", after(.revoke, .spoil, .reprint), line: 17),
    Nonsense("replaced after revoke", after(.revoke, .replace), line: 16),
    Nonsense("duplicate after revoke", after(.revoke, .duplicate), line: 16),
    Nonsense("void after revoke", after(.revoke, .void), line: 16),
    Nonsense("printed after void", after(.void, .print), line: 16),
    Nonsense("revoked after void", after(.void, .revoke), line: 16),
    Nonsense("spoiled after void", after(.void, .spoil), line: 16),
    Nonsense("void twice", after(.void, .void), line: 16),
    Nonsense("printed after replace", after(.replace, .print), line: 16),
    Nonsense("one sheet of security paper bears two sheets", followed(by: twoOnOne), line: 16),
    Nonsense("security paper inside a night", followed(by: [inNight(SampleLedger.stock("20261123-01"))]), line: 15),
    Nonsense("the desk inside an open batch", followed(by: [SampleLedger.stock()], open: true), line: 14),
    Nonsense("a print at the desk", followed(by: [SampleLedger.event(.print, 1, batch: "20261124-00")]), line: 15),
    Nonsense("the desk opened as a batch", SampleLedger.batch("20261123-00", count: 1), line: 1),
    Nonsense("the first issue stamped at the desk", followed(by: [firstIssueAtDesk]), line: 15),
    Nonsense("a bundle's row without the bundle", followed(by: [atDesk(.verify, page: 1)]), line: 15),
    Nonsense("a bundle inside an open batch", followed(by: [atDesk(.receive)], open: true), line: 14),
    Nonsense("a form decided at the desk", followed(by: [atDesk(.receive), atDesk(.decide)]), line: 16),
    Nonsense("a form validated at the desk", followed(by: [atDesk(.receive), atDesk(.validate)]), line: 16),
    Nonsense("replaced twice", after(.replace, .replace), line: 16),
    Nonsense("a duplicate of what was replaced", after(.replace, .duplicate), line: 16),
    Nonsense("printed after a duplicate", after(.duplicate, .print), line: 16),
    Nonsense("revoked after a duplicate and printed", after(.duplicate, .revoke, .print), line: 17),
    Nonsense("replaced by none", followed(by: [SampleLedger.event(.replace, 1)]), line: 15),
    Nonsense("duplicated by none", followed(by: [SampleLedger.event(.duplicate, 1)]), line: 15),
    Nonsense("replaced by itself", followed(by: [SampleLedger.event(.replace, 1, successor: 1)]), line: 15),
    Nonsense("replaced by an unknown one", followed(by: [SampleLedger.event(.replace, 1, successor: 3)]), line: 15),
    Nonsense(
      "replaced by a revoked one",
      followed(by: [SampleLedger.event(.revoke, 2), SampleLedger.event(.replace, 1, successor: 2)]), line: 16),
    Nonsense(
      "replaced before the successor is proofed",
      Array(night[..<12]) + [inNight(SampleLedger.event(.replace, 1, successor: 2))], line: 13),
    Nonsense("a purge inside a night", Array(night[..<5]) + [inNight(SampleLedger.purge("20261123-01"))], line: 6),
    Nonsense("the desk's purge inside an open batch", followed(by: [SampleLedger.purge()], open: true), line: 14),
  ]
}
