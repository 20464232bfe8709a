// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import PDF
import Pipeline
import Testing
import Trade

@Suite("The print room", .serialized)
struct PrintRoomTests {
  /// Number 1 has two copies of four sheets, 2 to 4 are plain, one of them in two copies, 5 has three: 9 copies
  /// on 15 sheets.
  static func issued() throws -> TestChamber {
    let chamber = try TestChamber()
    try chamber.receive(
      "clean-pharma-three-copies.json", "clean-25-items-continuation-sheet.json", "clean-csv-three-applications.csv")
    let counts = try #require(try chamber.run()).counts
    #expect(counts.issued == 5 && counts.sheets == 15, "\(counts)")
    return chamber
  }

  static func manifest(_ chamber: TestChamber, _ batch: String, run: Int = 1) throws -> JSONObject {
    let path = chamber.workspace.batch(batch).printRuns + "/run-00\(run).json"
    return try #require(try JSONValue(parsing: try DurableFile.read(path)).object)
  }

  static func sheets(_ chamber: TestChamber, _ batch: String, run: Int = 1) throws -> [String] {
    let sheets = try #require(try manifest(chamber, batch, run: run)["sheets"]?.array)
    return try sheets.map { json in
      let sheet = try #require(json.object)
      let number = try #require(sheet["number"]?.string)
      return "\(number.dropFirst(8).prefix(7)) \(sheet["copy"]?.integer ?? 0)/\(sheet["sheet"]?.integer ?? 0) "
        + (sheet["stock"]?.string ?? "-")
    }
  }

  @Test("What was issued is printed once, in runs of whole certificates, each sheet entered")
  func runs() throws {
    let chamber = try Self.issued()
    let rehearsed = try #require(try chamber.print(rehearsal: true))
    #expect(rehearsed.batch == nil && rehearsed.sheets == 15 && rehearsed.copies == 9)
    let before = try chamber.ledgerLines.count
    let summary = try #require(try chamber.print(set: ["print.runSheets=4", "select.order=[number]"]))
    #expect(summary.batch == "20261124-02" && summary.runs == 3 && summary.sheets == 15 && summary.failed == 0)
    // batch.open, one entry a copy, batch.close.
    #expect(try chamber.ledgerLines.count == before + 2 + 9)
    #expect(try chamber.ledgerFault == nil)
    let folder = chamber.workspace.batch("20261124-02").printRuns
    for (run, sheets) in [(1, 8), (2, 4), (3, 3)] {
      let pdf = try PDFFile(DurableFile.read(folder + "/run-00\(run).pdf"), name: "run")
      let listed = try Self.sheets(chamber, "20261124-02", run: run).count
      #expect(pdf.pageCount == listed + 1 && listed == sheets)
    }
    #expect(try chamber.print() == nil)
  }

  @Test("The stack is sorted as the recipe says")
  func order() throws {
    let chamber = try Self.issued()
    try chamber.print()
    let byExporter = try Self.sheets(chamber, "20261124-02").map { String($0.prefix(7)) }
    let again = try Self.issued()
    try again.print(set: ["select.order=[number]"])
    let byNumber = try Self.sheets(again, "20261124-02").map { String($0.prefix(7)) }
    #expect(byNumber == byNumber.sorted())
    #expect(byExporter != byNumber && byExporter.sorted() == byNumber)
  }

  @Test("Only what is named is printed; what is no number, no batch or not in force is told")
  func wishes() throws {
    let chamber = try Self.issued()
    #expect(try chamber.print(["SG-2026-0000001-H"])?.copies == 2)
    #expect(try chamber.print(["SG-2026-0000001-H"]) == nil)
    #expect(throws: PrintRoomError.wish("1")) { try chamber.print(["1"]) }
    #expect(throws: PrintRoomError.unknownBatch("20261124-09")) { try chamber.print(["20261124-09"]) }
    #expect(throws: DeskError.unknownNumber("SG-2026-0000009-1")) { try chamber.print(["SG-2026-0000009-1"]) }
    #expect(try chamber.print(["20261124-01"])?.copies == 7)
  }

  @Test("On security paper every sheet takes the next serial; void serials are passed over, gaps and reuse are told")
  func stock() throws {
    let chamber = try Self.issued()
    let paper = ["print.stock=ordinary", "stamp.template=templates/ordinary-preprinted.yaml", "select.order=[number]"]
    #expect(throws: StockError.unknownKind("ordinary", known: [])) { try chamber.print(set: paper) }
    let stock = StockDesk(try chamber.desk("2026-11-24T07:00:00Z"))
    func range(_ first: String, _ last: String) throws -> StockRange {
      let (first, last) = (try #require(StockSerial(first)), try #require(StockSerial(last)))
      return try #require(StockRange(first: first, last: last))
    }
    try stock.add(range("A001", "A012"), kind: "ordinary")
    #expect(throws: StockError.short(kind: "ordinary", needed: 15, left: 12)) { try chamber.print(set: paper) }
    #expect(throws: DeskError.stockOverlap("A012–A019", known: "A001–A012", kind: "ordinary")) {
      try stock.add(range("A012", "A019"), kind: "other")
    }
    try stock.add(range("B90", "B99"), kind: "ordinary")
    try stock.void(range("A004", "A004"), reason: "torn")
    #expect(throws: DeskError.stockVoid("A004", reason: "torn")) {
      try stock.void(range("A003", "A004"), reason: "again")
    }
    #expect(throws: DeskError.stockUnknown("A013")) { try stock.void(range("A012", "A013"), reason: "lost") }

    let summary = try #require(try chamber.print(set: paper + ["print.from=A002"]))
    #expect(summary.sheets == 15 && summary.failed == 0)
    let serials = try Self.sheets(chamber, "20261124-02").compactMap { $0.split(separator: " ").last.map(String.init) }
    let expected =
      "A002 A003 A005 A006 A007 A008 A009 A010 A011 A012 B90 B91 B92 B93 B94".split(separator: " ").map(String.init)
    #expect(serials == expected)
    // The banner is a file of its own: no security paper is spent on it.
    let folder = chamber.workspace.batch("20261124-02").printRuns
    #expect(try PDFFile(DurableFile.read(folder + "/run-001.pdf"), name: "run").pageCount == 15)
    let banner = try PDFFile(DurableFile.read(folder + "/run-001-banner.pdf"), name: "banner").text(ofPage: 0)
    #expect(banner.contains("A002–A003, A005–A010"))
    #expect(try chamber.ledgerLines.count { $0.contains(#""stage":"print","stock":""#) } == 15)
    #expect(try chamber.ledgerFault == nil)

    let reports = try StockDesk.list(chamber.workspace)
    #expect(reports.map(\.printed) == [10, 5] && reports.map(\.void) == [1, 0] && reports.map(\.free) == [0, 5])
    #expect(reports[0].gaps.map(\.description) == ["A001"] && reports[1].gaps.isEmpty)
    #expect(reports[1].next?.description == "B95")
    let reprint = try Reprinting(chamber.desk("2026-11-24T09:00:00Z"), executable: TestChamber.executable).reprint(
      "SG-2026-0000001-H", recipe: TestChamber.printRoom, reason: "lost", officer: nil)
    #expect(reprint.copy == 3)
    // A serial that bears a sheet is not taken again.
    #expect(throws: DeskError.stockUsed("A003", number: "SG-2026-0000001-H", copy: 1)) {
      try chamber.print(time: "2026-11-24T10:00:00Z", set: paper + ["print.from=A003"])
    }
  }

  @Test("A template that gives other sheets is refused for that certificate alone")
  func otherSheets() throws {
    let chamber = try Self.issued()
    let template = TestChamber.root.appending(path: "pipelines/templates/ordinary-preprinted.yaml")
    let narrow = chamber.folder.appending(path: "narrow.yaml")
    try String(contentsOf: template, encoding: .utf8).replacing("height: 83.2", with: "height: 30")
      .write(to: narrow, atomically: true, encoding: .utf8)
    let summary = try #require(try chamber.print(set: ["stamp.template=\(narrow.path)"]))
    #expect(summary.failed >= 1 && summary.copies >= 1 && summary.copies < 9)
    let failed = try #require(try Self.manifest(chamber, "20261124-02")["failed"]?.array)
    #expect(failed.count == summary.failed)
    #expect(failed.allSatisfy { $0.object?["reason"]?.string?.contains("sheets") == true })
    // It was not printed, so it can be.
    #expect(try chamber.print(time: "2026-11-24T09:00:00Z")?.failed == 0)
  }

  @Test("Reprints beyond the allowance need an officer; each has its own copy number, seal and file")
  func reprints() throws {
    let chamber = try Self.issued()
    let number = "SG-2026-0000002-F"
    try chamber.print()
    func reprint(_ time: String, officer: String? = nil, allowance: Int = 1) throws -> Reprinting.Made {
      try Reprinting(chamber.desk("2026-11-24T\(time):00Z"), executable: TestChamber.executable).reprint(
        number, recipe: TestChamber.printRoom, overrides: [Override("print.allowance=\(allowance)")],
        reason: "spoiled in tray 2", officer: officer)
    }
    #expect(throws: DeskError.allowanceUsed(number, reprints: 0, allowance: 0)) { try reprint("09:00", allowance: 0) }
    let first = try reprint("09:01")
    #expect(first.copy == 2 && first.officer == nil)
    #expect(throws: DeskError.allowanceUsed(number, reprints: 1, allowance: 1)) { try reprint("09:02") }
    #expect(throws: DeskError.allowanceRaised(asked: 3, allowance: 2)) { try reprint("09:02", allowance: 3) }
    let key = chamber.folder.path + "/tan.pem"
    _ = try Officer.make("tan", keyPath: key, in: chamber.workspace, random: { [UInt8](repeating: 5, count: $0) })
    let second = try reprint("09:03", officer: key)
    #expect(second.copy == 3 && second.officer == "tan")
    #expect(try chamber.ledgerFault == nil)
    let rows = try VerificationTests.rows([first.path, second.path], trust: chamber.workspace.trust)
    #expect(rows.map { $0["verdict"]?.string } == ["genuine", "genuine"])
    #expect(rows.map { $0["copy"]?.integer } == [2, 3] && rows.map { $0["copies"]?.integer } == [2, 3])
    // The next run prints the two, and nothing else.
    #expect(try chamber.print(time: "2026-11-24T10:00:00Z")?.copies == 2)
    #expect(try Self.sheets(chamber, "20261124-03").map { String($0.suffix(5)) } == ["2/1 -", "3/1 -"])
  }

  @Test("A spoiled sheet is told as spoiled from then on, its copy is not printed any more")
  func spoil() throws {
    let chamber = try Self.issued()
    let spoiling = Spoiling(try chamber.desk("2026-11-24T09:00:00Z"))
    let number = "SG-2026-0000001-H"
    #expect(throws: DeskError.noSuchCopy(number, copy: 3, copies: 2)) {
      try spoiling.spoil(number, copy: 3, sheet: nil, reason: "jam")
    }
    #expect(throws: DeskError.noSuchSheet(number, sheet: 5, sheets: 4)) {
      try spoiling.spoil(number, copy: 1, sheet: 5, reason: "jam")
    }
    #expect(throws: DeskError.reasonNeeded(number)) { try spoiling.spoil(number, copy: 1, sheet: 1, reason: "") }
    _ = try spoiling.spoil(number, copy: 1, sheet: 2, reason: "jam")
    #expect(throws: DeskError.alreadySpoiled(number, copy: 1, sheet: 2)) {
      try spoiling.spoil(number, copy: 1, sheet: 2, reason: "jam")
    }
    let pdf = chamber.workspace.batch("20261124-01").certificates + "/\(number).pdf"
    let verdicts = try VerificationTests.rows([pdf], trust: chamber.workspace.trust).map { $0["verdict"]?.string }
    #expect(verdicts == ["genuine", "spoiled"] + Array(repeating: "genuine", count: 6))
    #expect(try chamber.print(time: "2026-11-24T10:00:00Z")?.copies == 8)
    #expect(throws: DeskError.timeTooEarly(now: "2026-11-24T09:00:00Z", last: "2026-11-24T10:00:00Z")) {
      try spoiling.spoil(number, copy: 1, sheet: 1, reason: "jam")
    }
  }
}
