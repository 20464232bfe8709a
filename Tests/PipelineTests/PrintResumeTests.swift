// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Pipeline
import Testing
import Trade

/// A kill is simulated by putting the workspace back to what is durable after each single entry.
@Suite("The print room stops and goes on", .serialized)
struct PrintResumeTests {
  static let settings = [
    "print.runSheets=4", "print.stock=ordinary", "stamp.template=templates/ordinary-preprinted.yaml",
  ]

  @Test("After a kill behind any entry the same runs come out, byte for byte, on the same paper")
  func everyEntry() throws {
    let reference = try TestChamber()
    try reference.receive("clean-csv-three-applications.csv", "clean-pharma-three-copies.json")
    try reference.run()
    let (first, last) = (try #require(StockSerial("A001")), try #require(StockSerial("A020")))
    try StockDesk(reference.desk("2026-11-24T07:00:00Z")).add(
      try #require(StockRange(first: first, last: last)), kind: "ordinary")
    let before = try reference.ledgerLines.count
    let summary = try #require(try reference.print(set: Self.settings))
    #expect(summary.runs == 2 && summary.sheets == 7 && summary.failed == 0)
    let lines = try reference.ledgerLines
    let files = try reference.released("20261124-02")
    #expect(lines.count == before + 2 + 7)

    for count in before + 1..<lines.count {
      let chamber = try TestChamber(copying: reference)
      let batch = chamber.workspace.batch("20261124-02")
      try FileManager.default.removeItem(atPath: batch.report("json"))
      // Every second time the files that were released survive.
      if count.isMultiple(of: 2) { try FileManager.default.removeItem(atPath: batch.printRuns) }
      try chamber.cut(to: count, of: lines)
      let again = try #require(try chamber.print(jobs: 1, set: Self.settings))
      #expect(again.batch == "20261124-02" && again.sheets == 7, "killed behind entry \(count)")
      #expect(try chamber.ledgerLines == lines, "killed behind entry \(count)")
      #expect(try chamber.released("20261124-02") == files, "killed behind entry \(count)")
    }
  }

  @Test("What is lost of a run is made again as it was, and nothing is entered for it", arguments: [true, false])
  func lost(isOnStock: Bool) throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-csv-three-applications.csv", "clean-pharma-three-copies.json")
    try chamber.run()
    if isOnStock {
      let (first, last) = (try #require(StockSerial("A001")), try #require(StockSerial("A020")))
      try StockDesk(chamber.desk("2026-11-24T07:00:00Z")).add(
        try #require(StockRange(first: first, last: last)), kind: "ordinary")
    }
    let settings = isOnStock ? Self.settings : ["print.runSheets=4", "print.sides=duplex"]
    try chamber.print(set: settings)
    let (lines, files) = (try chamber.ledgerLines, try chamber.released("20261124-02"))
    let batch = chamber.workspace.batch("20261124-02")
    let run = batch.printRuns + "/run-00"
    let losses: [() throws -> Void] = [
      { try DurableFile.remove(run + "1.pdf") },
      { try DurableFile.remove(run + "2.json") },
      { try DurableFile.write(Array("{\"run\":".utf8), to: run + "1.json") },
      { try FileManager.default.removeItem(atPath: batch.printRuns) },
    ]
    for (place, lose) in losses.enumerated() {
      try lose()
      try DurableFile.remove(batch.report("json"))
      let again = try #require(try chamber.print(set: settings))
      #expect(again.batch == "20261124-02" && again.sheets == 7 && again.runs == 2, "loss \(place)")
      #expect(try chamber.released("20261124-02") == files, "loss \(place)")
      #expect(try chamber.ledgerLines == lines, "loss \(place)")
    }
  }

  @Test("An issuing run finishes the print room's open batch first, and the other way round")
  func eachOther() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    try chamber.print()
    let printed = chamber.workspace.batch("20261124-02").report("json")
    try FileManager.default.removeItem(atPath: printed)
    try chamber.receive("clean-vietnamese-coffee.json")
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z")?.counts.issued == 1)
    #expect(FileManager.default.fileExists(atPath: printed))
    let issued = chamber.workspace.batch("20261125-01").report("json")
    try FileManager.default.removeItem(atPath: issued)
    #expect(try chamber.print(time: "2026-11-25T08:00:00Z")?.copies == 2)
    #expect(FileManager.default.fileExists(atPath: issued))
  }

  @Test("The desk waits for an interrupted batch; a reprint that was allowed and not made is made")
  func desk() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let lines = try chamber.ledgerLines
    let open = try TestChamber(copying: chamber)
    try open.cut(to: lines.count - 1, of: lines)
    #expect(throws: DeskError.openBatch("20261124-01")) {
      try Spoiling(open.desk("2026-11-24T09:00:00Z")).spoil("SG-2026-0000001-H", copy: 1, sheet: nil, reason: "jam")
    }
    func reprint(_ chamber: TestChamber, _ time: String) throws -> Reprinting.Made {
      try Reprinting(chamber.desk(time), executable: TestChamber.executable).reprint(
        "SG-2026-0000001-H", recipe: TestChamber.printRoom, reason: "lost", officer: nil)
    }
    let made = try reprint(chamber, "2026-11-24T09:00:00Z")
    let whole = try chamber.ledgerLines
    #expect(whole.count == lines.count + 3)
    let bytes = try DurableFile.read(made.path)
    // Killed between the entries and the file's name.
    try FileManager.default.removeItem(atPath: made.path)
    #expect(try reprint(chamber, "2026-11-24T09:00:00Z").copy == made.copy)
    #expect(try DurableFile.read(made.path) == bytes)
    #expect(try chamber.ledgerLines == whole)
    for count in lines.count + 1..<whole.count {
      let cut = try TestChamber(copying: chamber)
      try cut.cut(to: count, of: whole)
      try FileManager.default.removeItem(
        atPath: cut.workspace.batch("20261124-01").certificates + "/SG-2026-0000001-H.copy\(made.copy).pdf")
      let again = try reprint(cut, "2026-11-24T09:00:00Z")
      #expect(again.copy == made.copy)
      #expect(try DurableFile.read(again.path) == bytes)
      #expect(try cut.ledgerFault == nil)
    }
  }
}
