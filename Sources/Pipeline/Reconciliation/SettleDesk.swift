// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
public import Reconciliation
import Signing
import Trade

/// `certmill review settle`: an officer's signed word on pages of a reconciliation, entered in the ledger.
public struct SettleDesk {
  private let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Settles pages, each named `FILE:PAGE` as the report calls it, a file that could not be opened by its name alone.
  /// The report is made again.
  public func settle(
    _ places: [String], of batch: String, as verdict: Verdict, reason: String, keyPath: String
  ) throws -> [SettledPage] {
    let workspace = desk.workspace
    guard !reason.isEmpty else { throw SettleError.reasonNeeded }
    guard DurableFile.exists(workspace.reconciliation(batch).report("json")) else {
      throw SettleError.noReconciliation(batch)
    }
    let (officer, key) = try Officer.holding(keyAt: keyPath, of: workspace, for: .settle, at: desk.time)
    let list = try InputList(reading: workspace.batch(batch).inputs, batch: batch)
    let found = try rows(of: batch, list)
    let wanted = try places.map { try page($0, of: batch, found) }
    return try desk.open(isOfReaders: true) { entries in
      let known = try entries.state.settlements(in: batch)
      var settled: [SettledPage] = []
      for page in wanted {
        guard !(known + settled).contains(where: { $0.file == page.file && $0.page == page.number }) else {
          throw SettleError.settled(page.name)
        }
        let input = list.items[page.input]
        let settlement = try SettledPage(
          batch: batch, file: page.file, page: page.number, as: verdict, reason: reason, time: desk.time.description,
          rows: Digest(sha256: JSONValue.array(page.rows.map(\.json)).canonicalBytes), by: officer, with: key)
        try entries.record(settlement, of: input, in: batch)
        settled.append(settlement)
      }
      try entries.commit()
      let configuration = try FrozenReconciliation(
        thawing: try DurableFile.read(workspace.batch(batch).configuration, limit: 1 << 20), from: entries.store,
        batch: batch)
      let report = try ReconciliationReport(
        of: batch, list: list, recipe: configuration.recipeFile, workspace: workspace, recorder: entries.recorder)
      let folder = workspace.reconciliation(batch)
      try report.writeReadable(to: folder)
      try DurableFile.write(report.json.canonicalBytes, to: folder.report("json"))
      return settled
    }
  }

  private struct Page {
    var name: String
    var input: Int
    var file: String
    var number: Int?
    var rows: [PageRow]
  }

  private func rows(of batch: String, _ list: InputList) throws -> [(input: Int, row: PageRow)] {
    var journal = try ScanJournal(of: batch, in: desk.workspace)
    var rows: [(input: Int, row: PageRow)] = []
    while let next = try journal.nextJudged() { rows.append(next) }
    return rows
  }

  private func page(_ name: String, of batch: String, _ rows: [(input: Int, row: PageRow)]) throws -> Page {
    func found(_ file: String, _ number: Int?) -> Page? {
      let mine = rows.filter { $0.row.file == file && $0.row.page == number }
      return mine.first.map { Page(name: name, input: $0.input, file: file, number: number, rows: mine.map(\.row)) }
    }
    if let page = found(name, nil) { return page }
    guard let colon = name.lastIndex(of: ":"), let number = Int(name[name.index(after: colon)...]),
      let page = found(String(name[..<colon]), number)
    else { throw SettleError.noPage(name, batch: batch) }
    return page
  }
}

extension DeskEntries {
  /// Enters an officer's word, keyed like all that befell the page.
  fileprivate func record(_ settlement: SettledPage, of input: BatchInput, in batch: String) throws {
    let keys = try keys(of: input, in: batch)
    let bytes = settlement.event.canonicalBytes
    try recorder.record(
      .verify, digest: keys.keyedDigest(stage: EntryStage.verify.rawValue, of: bytes), doc: keys.docID,
      page: settlement.page ?? 1, line: JournalLine(seq: recorder.nextSeq, event: bytes), change: .settled(settlement))
  }
}
