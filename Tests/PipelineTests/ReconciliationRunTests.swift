// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Reconciliation
import Signing
import Testing
import Trade

@Suite("Reconciliation of scans", .serialized)
struct ReconciliationRunTests {
  /// A chamber that has issued the long certificate (two copies of four sheets) and the pepper (three copies).
  static func issuing() throws -> (chamber: TestChamber, long: String, pepper: String) {
    let (first, pdfs) = try issued.get()
    let chamber = try TestChamber(copying: first)
    let paths = pdfs.map { chamber.folder.path + $0.dropFirst(first.folder.path.count) }
    return (chamber, paths[0], paths[1])
  }

  // Made once and only copied afterwards: a night takes seconds.
  private nonisolated(unsafe) static let issued = Result {
    try VerificationTests.issuing("clean-25-items-continuation-sheet.json", "clean-pepper-singapore.json")
  }

  @Test("An insurer with nothing but a trust folder gets a row for every page, and the ledger holds")
  func box() throws {
    let (chamber, long, pepper) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    try reader.receive(long, as: "a.pdf")
    try reader.receive(pepper, as: "b.pdf")
    try reader.receive(Array("a letter".utf8), as: "c.txt")
    try reader.receive([], as: "d.pdf")
    let report = try #require(try reader.run())
    #expect(report.batch == "20261125-01" && report.files == 4)
    #expect(report.verdicts == Array(repeating: "genuine", count: 11) + ["unreadable", "unreadable"])
    #expect(report.pages[..<11].allSatisfy { $0.paper == .matches })
    #expect(report.incomplete.isEmpty && report.hasFailed && !report.isAllGood)
    #expect(try reader.ledgerFault == nil)
    // One receive a file, then decode of every row; then verify of every seal and match of every row; open and close.
    let stages = try reader.ledgerLines.map { try LedgerEntry(parsingLine: Array($0.utf8)).stage }
    #expect(stages.count == 2 + 4 + 13 + 11 + 13)
    #expect(stages.lastIndex(of: .decode) ?? 0 < stages.firstIndex(of: .verify) ?? 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: reader.workspace.inbox).isEmpty)
    // The very same rows as `verify` gives.
    let rows = try VerificationTests.rows(
      [long, pepper], trust: reader.workspace.trust, now: "2026-11-25T09:00:00Z")
    let columns = [
      "page", "verdict", "paper", "number", "copy", "copies", "sheet", "sheets", "reason", "resolution", "step",
      "skew",
    ]
    for (row, page) in zip(rows, report.pages) {
      for column in columns { #expect(row[column] == page.json.object?[column], "\(column)") }
    }
    #expect(try reader.run() == nil)
  }

  @Test("A copy that comes again is a repeat and names the first time, in the same batch and in a later one")
  func repeats() throws {
    let (chamber, _, pepper) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    try reader.receive(pepper, as: "claim-1.pdf")
    // The same sheets in other bytes: a comment behind the end of the file.
    try reader.receive(try DurableFile.read(pepper) + Array("% scanned again\n".utf8), as: "claim-2.pdf")
    let first = try #require(try reader.run())
    #expect(first.verdicts == ["genuine", "genuine", "genuine", "repeat", "repeat", "repeat"])
    #expect(
      first.pages[4].reason
        == "this very copy was presented before, in claim-1.pdf page 2, batch 20261125-01 of 2026-11-25; only one of the "
        + "two sheets can be the original")
    let second = try #require(try reader.run([pepper], time: "2026-12-01T09:00:00Z"))
    #expect(second.batch == "20261201-01" && second.verdicts == ["repeat", "repeat", "repeat"])
    #expect(second.pages[0].reason.contains("in claim-1.pdf page 1, batch 20261125-01 of 2026-11-25"))
    #expect(second.pages[0].reason.hasSuffix("the scan was given twice"))
    // The index is made again from ledger and journals alone.
    let third = try TestReader(copying: reader)
    for ending in ["", "-wal", "-shm"] { try DurableFile.remove(third.workspace.statePath + ending) }
    _ = try Rebuild.run(third.workspace, now: TestChamber.time)
    let (rebuilt, kept) = try (
      third.run([pepper], time: "2026-12-02T09:00:00Z"), reader.run([pepper], time: "2026-12-02T09:00:00Z")
    )
    #expect(rebuilt?.json.canonicalBytes == kept?.json.canonicalBytes && rebuilt?.verdicts.first == "repeat")
    #expect(try third.ledgerLines == reader.ledgerLines)
  }

  @Test("After a kill behind any entry the same batch comes out, byte for byte, with any number of workers")
  func everyEntry() throws {
    let (chamber, _, pepper) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    let box = reader.folder.path + "/box"
    for (name, bytes) in [("1.pdf", try DurableFile.read(pepper)), ("2.txt", Array("a letter".utf8))] {
      try DurableFile.write(bytes, to: try Self.folder(box) + "/" + name)
    }
    let report = try #require(try reader.run([box]))
    let (lines, reports) = try (reader.ledgerLines, reader.reports(report.batch))
    #expect(report.verdicts.count == 4 && lines.count == 2 + 2 + 4 + 3 + 4)
    for count in 1..<lines.count {
      let copy = try TestReader(copying: reader)
      try copy.removeReports(report.batch)
      try TestChamber.cut(copy.workspace, to: count, of: lines)
      _ = try copy.run([copy.folder.path + "/box"], jobs: count % 2 + 1)
      #expect(try copy.ledgerLines == lines, "killed behind entry \(count)")
      #expect(try copy.reports(report.batch) == reports, "killed behind entry \(count)")
    }
  }

  @Test("A long file is gone on with at the page where a kill stopped it")
  func longFile() throws {
    let (chamber, _, _) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    // A banner and eleven sheets, one of which a worker is lost on every time: two ranges of pages.
    let box = reader.folder.path + "/box"
    let run = chamber.workspace.batch("20261124-01").printRuns + "/run-001.pdf"
    try DurableFile.write(try DurableFile.read(run), to: try Self.folder(box) + "/crash-at-page-10.pdf")
    let report = try #require(try reader.run([box]))
    let (lines, reports) = try (reader.ledgerLines, reader.reports(report.batch))
    #expect(lines.count == 2 + 1 + 12 + 10 + 12)
    // Behind pages 7 and 11, and among the rows that are judged.
    for count in [9, 13, 24] {
      let copy = try TestReader(copying: reader)
      try copy.removeReports(report.batch)
      try TestChamber.cut(copy.workspace, to: count, of: lines)
      try copy.run([copy.folder.path + "/box"], jobs: 1)
      #expect(try copy.ledgerLines == lines, "killed behind entry \(count)")
      #expect(try copy.reports(report.batch) == reports, "killed behind entry \(count)")
    }
  }

  private static func folder(_ path: String) throws -> String {
    try DurableFile.makeFolder(path)
    return path
  }

  @Test("A worker that is lost costs the one page that it was lost on")
  func lostWorker() throws {
    let (chamber, _, pepper) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    // A banner and eleven sheets.
    try reader.receive(chamber.workspace.batch("20261124-01").printRuns + "/run-001.pdf", as: "crash-at-page-10.pdf")
    try reader.receive(Array("%PDF-1.7 fake-crash".utf8), as: "fake-crash.pdf")
    try reader.receive(try DurableFile.read(pepper) + Array("%\n".utf8), as: "good.pdf")
    let report = try #require(try reader.run())
    let pages = report.pages.filter { $0.file == "crash-at-page-10.pdf" }
    #expect(pages.map(\.page) == (1...12).map { $0 })
    #expect(pages.enumerated().allSatisfy { ($1.verdict == .genuine) == ![0, 9].contains($0) })
    #expect(pages[9].verdict == .unreadable && pages[9].reason.contains("crashed"))
    let rest = report.pages.filter { $0.file != "crash-at-page-10.pdf" }
    // Its first copy stands on the page that was lost: it was not presented before.
    #expect(rest.map(\.verdict) == [.unreadable, .genuine, .repeat, .repeat])
    #expect(rest[0].page == nil && rest[0].reason.contains("crashed"))
    #expect(try reader.ledgerFault == nil)
  }

  @Test("Sheets that are missing from a copy are told")
  func incomplete() throws {
    let (chamber, long, _) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    try reader.receive(long, as: "crash-at-page-3.pdf")
    let report = try #require(try reader.run())
    #expect(report.incomplete.count == 1)
    let copy = try #require(report.incomplete.first)
    #expect(copy.issuer == "SG-CC1" && copy.copy == 1 && copy.sheets == 4 && copy.missing == [3])
    #expect(!report.isAllGood && !report.hasFailed)
    let html = try reader.reports(report.batch)[2]
    #expect(html.contains("copy 1: sheet 3 of 4 was not there"))
  }

  @Test("A chamber's own workspace knows its ledger to the last entry: what was spoiled this morning is told")
  func ownWorkspace() throws {
    let (chamber, _, pepper) = try Self.issuing()
    let number = String(pepper.split(separator: "/").last?.dropLast(4) ?? "")
    _ = try Spoiling(chamber.desk("2026-11-25T08:00:00Z")).spoil(number, copy: 2, sheet: nil, reason: "Jam in tray 2")
    let reader = TestReader(in: chamber)
    let report = try #require(try reader.run([pepper]))
    #expect(report.verdicts == ["genuine", "spoiled", "genuine"])
    #expect(try reader.ledgerFault == nil)
    // Its nights go on, and take the entries of the scans for nothing of theirs.
    try chamber.receive("clean-vietnamese-coffee.json")
    #expect(try chamber.run(time: "2026-11-25T22:00:00Z")?.counts.issued == 1)
  }

  @Test("A batch that a kill left open is finished by whichever recipe runs next")
  func otherPipeline() throws {
    let (chamber, _, pepper) = try Self.issuing()
    let reader = TestReader(in: chamber)
    let report = try #require(try reader.run([pepper]))
    let whole = try reader.reports(report.batch)
    try reader.removeReports(report.batch)
    try chamber.receive("clean-vietnamese-coffee.json")
    #expect(try chamber.run(time: "2026-11-25T22:00:00Z")?.batch == "20261126-01")
    #expect(try reader.reports(report.batch) == whole)
  }

  @Test("An older or another history of a ledger that was relied on is refused from then on")
  func rememberedCheckpoint() throws {
    let (chamber, _, pepper) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    let old = reader.folder.path + "/old"
    try FileManager.default.copyItem(atPath: reader.workspace.trust + "/SG-CC1", toPath: old)
    try chamber.receive("clean-vietnamese-coffee.json")
    try chamber.run(time: "2026-11-24T22:00:00Z")
    try reader.fetch(from: chamber)
    #expect(try reader.run([pepper])?.verdicts == ["genuine", "genuine", "genuine"])
    // The older copy comes back.
    try FileManager.default.removeItem(atPath: reader.workspace.trust + "/SG-CC1")
    try FileManager.default.copyItem(atPath: old, toPath: reader.workspace.trust + "/SG-CC1")
    let report = try #require(try reader.run([pepper], time: "2026-11-26T09:00:00Z"))
    #expect(report.verdicts == ["repeat", "repeat", "repeat"])
    #expect(report.pages[0].reason.contains("but one of"), "\(report.pages[0].reason)")
    #expect(try TrustDesk(reader.workspace).list().first?.trouble?.contains("was seen before") ?? false)
    let rows = try VerificationTests.rows([pepper], trust: reader.workspace.trust)
    #expect(rows.map { $0["verdict"] } == ["sealed", "sealed", "sealed"])
  }

  @Test("Where the chamber has changed its ledger's key, the copy that the old one signed is relied on as before")
  func changedLedgerKey() throws {
    let (chamber, _, pepper) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    try KeyDeskTests.desk(chamber).rotateLedger()
    _ = try StatementDesk.accept(chamber.workspace.trust + "/SG-CC1.json", into: reader.workspace.trust)
    #expect(
      try reader.run([pepper], set: ["match.paper=false"])?.verdicts == ["genuine", "genuine", "genuine"])
  }

  @Test("A ledger without a sign of life for more days than the recipe allows gets a warning")
  func oldLedger() throws {
    let (chamber, _, pepper) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    let report = try #require(try reader.run([pepper], time: "2026-12-01T09:00:00Z"))
    #expect(report.pages[0].reason.contains("the ledger at hand is 7 days old"))
    let patient = try TestReader(trusting: chamber)
    let other = try #require(try patient.run([pepper], time: "2026-12-01T09:00:00Z", set: ["verify.freshDays=8"]))
    #expect(!other.pages[0].reason.contains("days old"))
  }

  @Test("A reader's workspace does nothing that needs an issuer, and says so")
  func readsOnly() throws {
    let (chamber, _, _) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    let workspace = reader.workspace
    func refused(_ work: () throws -> Void) {
      #expect { try work() } throws: { ($0 as? WorkspaceError) == .readsOnly(path: workspace.root) }
    }
    let desk = Desk(workspace, time: Timestamp(seconds: 1_796_000_000), random: { [UInt8](repeating: 1, count: $0) })
    refused { _ = try IssuanceRun(reader.order(time: nil)).run() }
    refused { _ = try PrintRoomRun(reader.order(time: nil)).run() }
    refused {
      _ = try LedgerDesk(workspace).publish(to: workspace.root + "/site", now: Timestamp(seconds: 1_796_000_000))
    }
    refused { _ = try BundleExport(workspace).export(to: "BE", [], into: workspace.root + "/bundle.zip") }
    refused { _ = try Spoiling(desk).spoil("SG-2026-0000001-H", copy: 1, sheet: nil, reason: "Jam") }
    #expect(throws: ReconciliationError.rehearsal) {
      try ReconciliationRun(reader.order(time: nil, rehearsal: true)).run()
    }
    let list = try TrustDesk(workspace).list()
    #expect(list.count == 1 && !list[0].isOwn)
    #expect(try Workspace(opening: workspace.root).settings == workspace.settings)
    #expect(workspace.settings.ledgerOrigin == "merlion-insurance/sightings")
  }

  @Test("A watched run takes what comes, batch after batch, until it is told to end")
  func watching() throws {
    let (chamber, _, pepper) = try Self.issuing()
    let reader = try TestReader(trusting: chamber)
    var pauses = 0
    var batches: [[String]] = []
    let order = try reader.order(time: nil, set: ["receive.watchSeconds=5"])
    try ReconciliationRun.watch(
      order, now: { Timestamp(seconds: 1_796_000_000 + pauses) },
      pause: { seconds in
        #expect(seconds == 5)
        pauses += 1
        // One comes in the first pause, nothing in the second, the same again in the third.
        if pauses != 2 { try? reader.receive(pepper, as: "scan-\(pauses).pdf") }
        // What cannot be taken is told once.
        if pauses == 1 {
          try? FileManager.default.createSymbolicLink(
            atPath: reader.workspace.inbox + "/link", withDestinationPath: pepper)
        }
        return pauses == 6
      }, tell: { batches.append($0.verdicts) })
    #expect(
      batches == [["unreadable", "genuine", "genuine", "genuine"]]
        + Array(repeating: ["unreadable", "repeat", "repeat", "repeat"], count: 3))
    #expect(throws: ReconciliationError.watchedInputs) {
      try ReconciliationRun.watch(
        reader.order([pepper], time: nil, set: ["receive.watchSeconds=5"]), now: { Timestamp(seconds: 0) },
        pause: { _ in true }, tell: { _ in })
    }
  }
}
