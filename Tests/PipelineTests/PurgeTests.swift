// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Pipeline
import Signing
import Testing
import Trade

@Suite("Purging a year", .serialized)
struct PurgeTests {
  static let number = "SG-2026-0000001-H"
  static let day = "2029-01-05T09:00:00Z"

  /// Two certificates of 2026, one held form of 2026 that is granted in 2027, printed and reprinted.
  static func chamber() throws -> (TestChamber, key: String) {
    let chamber = try TestChamber()
    try chamber.receive(
      "clean-pepper-singapore.json", "held-same-invoice-as-pepper.json", "refused-net-over-gross.json")
    try chamber.run()
    let key = chamber.folder.path + "/tan.pem"
    _ = try Officer.make("tan", keyPath: key, in: chamber.workspace, random: { [UInt8](repeating: 5, count: $0) })
    return (chamber, key)
  }

  static func carryOver(_ chamber: TestChamber, _ key: String) throws {
    let desk = ReviewDesk(chamber.workspace, time: ReviewTests.morning)
    _ = try desk.decide(#require(desk.list().first).held.doc, grant: true, keyPath: key, reason: "seen")
    try chamber.run(time: "2027-01-10T09:00:00Z")
    _ = try Reprinting(chamber.desk("2027-01-11T09:00:00Z"), executable: TestChamber.executable).reprint(
      number, recipe: TestChamber.printRoom, reason: "jam in tray 2", officer: nil)
    try chamber.print(time: "2027-01-12T09:00:00Z")
  }

  static func purge(_ chamber: TestChamber, _ time: String = day, keepYears: Int? = nil) throws -> Purging.Plan {
    try Purging(chamber.desk(time)).purge(2026, keepYears: keepYears)
  }

  /// Every file of the workspace that holds the text.
  static func files(with text: String, in chamber: TestChamber) throws -> [String] {
    let files = FileManager.default.enumerator(at: chamber.folder, includingPropertiesForKeys: [.isRegularFileKey])
    var found: [String] = []
    while let file = files?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      if try Data(contentsOf: file).range(of: Data(text.utf8)) != nil { found.append(file.lastPathComponent) }
    }
    return found
  }

  @Test("A year that is not over, too young, or has held forms stays whole")
  func refused() throws {
    let (chamber, _) = try Self.chamber()
    let before = try chamber.ledgerLines
    #expect(throws: PurgeError.notOver(2026)) { try Self.purge(chamber, "2026-12-05T09:00:00Z") }
    // What cannot be undone is done by the machine's clock; a few minutes ahead are none.
    #expect(throws: PurgeError.ahead(time: Self.day, now: "2026-12-05T09:00:00Z")) {
      try Purging(chamber.desk(Self.day, now: "2026-12-05T09:00:00Z")).plan(2026)
    }
    #expect(throws: PurgeError.held(2026, count: 1)) {
      try Purging(chamber.desk(Self.day, now: "2029-01-05T08:51:00Z")).plan(2026)
    }
    #expect(throws: PurgeError.kept(2026, years: 2, until: 2028)) { try Self.purge(chamber, "2028-12-31T09:00:00Z") }
    #expect(throws: PurgeError.keptShorter(asked: 0, years: 2)) { try Self.purge(chamber, keepYears: 0) }
    #expect(throws: PurgeError.held(2026, count: 1)) { try Self.purge(chamber) }
    #expect(try chamber.ledgerLines == before)
  }

  @Test("Nothing of a purged year's traders is left, the ledger stays good, and the state can be made again")
  func purge() throws {
    let (chamber, key) = try Self.chamber()
    try Self.carryOver(chamber, key)
    let workspace = chamber.workspace
    let digest = Digest(
      sha256: try DurableFile.read(workspace.batch("20261124-01").certificates + "/\(Self.number).json"))
    #expect(try !Self.files(with: "jam in tray 2", in: chamber).isEmpty)
    let lines = try chamber.ledgerLines
    let plan = try Self.purge(chamber)
    #expect(plan.batches == 1 && plan.certificates == 1 && plan.documents == 3)

    #expect(!workspace.store.contains(digest))
    #expect(try Self.files(with: "jam in tray 2", in: chamber).isEmpty)
    #expect(!DurableFile.exists(workspace.keys + "/secret-2026.key"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workspace.batch("20261124-01").path).sorted() == [
        "config.json", "events.jsonl", "report.json",
      ])
    // Runs of the next year bear this year's certificates too.
    let runs = try FileManager.default.contentsOfDirectory(atPath: workspace.batch("20270112-01").printRuns)
    #expect(!runs.contains { $0.hasSuffix(".pdf") })
    #expect(try chamber.ledgerLines.count == lines.count + 1 && chamber.ledgerFault == nil)

    let status = try CertificateStatus(Self.number, of: workspace)
    #expect(status.state == "in force" && status.isPurged && status.copies == 3)
    // The form that was carried over is the next year's.
    let carried = try CertificateStatus("SG-2027-0000001-K", of: workspace)
    #expect(!carried.isPurged && carried.state == "in force")
    _ = try Rebuild.run(workspace, now: Self.day)
    #expect(try CertificateStatus(Self.number, of: workspace) == status)
    #expect(try CertificateStatus("SG-2027-0000001-K", of: workspace) == carried)
    #expect(try WorkspaceStatus(workspace).purged == [2026])
  }

  @Test("What was purged can be revoked, and nothing else; work goes on")
  func afterwards() throws {
    let (chamber, key) = try Self.chamber()
    try Self.carryOver(chamber, key)
    _ = try Self.purge(chamber)
    let refusal = DeskError.purged(Self.number)
    #expect(throws: refusal) { try LedgerDesk(chamber.workspace).opening(of: #require(.init(Self.number))) }
    #expect(throws: refusal) {
      try Reprinting(chamber.desk(Self.day), executable: TestChamber.executable).reprint(
        Self.number, recipe: TestChamber.printRoom, reason: "jam", officer: nil)
    }
    #expect(throws: refusal) {
      try chamber.reissuing([], time: Self.day).duplicate(Self.number, reason: .lost, text: nil, officer: key)
    }
    for number in [Self.number, "SG-2027-0000001-K"] {
      _ = try Revoking(chamber.desk(Self.day)).revoke(number, reason: .falseDeclaration, text: nil, officer: key)
    }
    try chamber.receive("clean-japanese-tea.json")
    #expect(try chamber.run(time: "2029-01-06T09:00:00Z")?.counts.received == 1)
    #expect(try chamber.ledgerFault == nil)
    // The secret of a purged year is not made anew.
    #expect(!DurableFile.exists(chamber.workspace.keys + "/secret-2026.key"))
  }

  @Test("The same command finishes what a kill left, and has nothing to do afterwards")
  func killed() throws {
    let (chamber, key) = try Self.chamber()
    try Self.carryOver(chamber, key)
    let whole = try TestChamber(copying: chamber)
    _ = try Self.purge(chamber)
    let (lines, workspace) = (try chamber.ledgerLines, chamber.workspace)
    // As after a kill right behind the entry: all files are still there.
    for name in ["store", "keys", "batches/20261124-01"] {
      let path = "\(workspace.root)/\(name)"
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.copyItem(atPath: "\(whole.workspace.root)/\(name)", toPath: path)
    }
    // And the state is lost besides.
    _ = try Rebuild.run(workspace, now: Self.day)
    #expect(try Purging(chamber.desk(Self.day)).plan(2026).isBegun)
    _ = try Self.purge(chamber)
    #expect(try chamber.ledgerLines == lines)
    #expect(!DurableFile.exists(workspace.keys + "/secret-2026.key"))
    #expect(!DurableFile.exists(workspace.batch("20261124-01").inputs))
    #expect(try Self.purge(chamber).isDone && chamber.ledgerLines == lines)
  }
}
