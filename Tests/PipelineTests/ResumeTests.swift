// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Testing

/// A kill is simulated by putting the workspace back to what is durable after each single entry.
@Suite("Stop and go on", .serialized)
struct ResumeTests {
  static let inputs = [
    "clean-pepper-singapore.json", "held-same-invoice-as-pepper.json", "refused-net-over-gross.json",
    "clean-csv-three-applications.csv",
  ]

  static func chamber() throws -> TestChamber {
    let chamber = try TestChamber()
    for name in inputs { try chamber.receive(name) }
    return chamber
  }

  @Test("After a kill behind any entry the same batch comes out, byte for byte")
  func everyEntry() throws {
    let reference = try Self.chamber()
    try reference.run()
    let lines = try reference.ledgerLines
    let files = try reference.released("20261124-01")
    #expect(lines.count == 32)

    for count in 1..<lines.count {
      let chamber = try TestChamber(copying: reference)
      let workspace = chamber.workspace
      // The inbox is as it was; state, reports and outputs were not yet written.
      for name in Self.inputs { try chamber.receive(name) }
      let batch = workspace.batch("20261124-01")
      for path in [batch.certificates, batch.printRuns, batch.refused, batch.held, batch.report("json")] {
        try? FileManager.default.removeItem(atPath: path)
      }
      try chamber.cut(to: count, of: lines)

      let summary = try #require(try chamber.run(jobs: 1))
      #expect(summary.batch == "20261124-01")
      #expect(summary.counts.received == 6, "killed behind entry \(count)")
      #expect(try chamber.ledgerLines == lines, "killed behind entry \(count)")
      #expect(try chamber.released("20261124-01") == files, "killed behind entry \(count)")
    }
  }

  @Test("A byte of the ledger that somebody changed since the last run stops the next one, though length and time fit")
  func changedBetween() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    let path = chamber.workspace.ledgerFolder + "/ledger.jsonl"
    let modified = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    // A digit of the first entry's digest.
    let line = try chamber.ledgerLines[0]
    let place = try #require(line.firstMatch(of: /"digest":"/)).range.upperBound
    let offset = line.utf8.distance(from: line.startIndex, to: place)
    try handle.seek(toOffset: UInt64(offset))
    let digit = try #require(try handle.read(upToCount: 1)).first
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: Data([digit == 0x30 ? 0x31 : 0x30]))
    try handle.close()
    if let modified { try FileManager.default.setAttributes([.modificationDate: modified], ofItemAtPath: path) }
    try chamber.receive("clean-japanese-tea.json")
    for _ in 0..<2 {
      #expect {
        try chamber.run(time: "2026-11-24T22:00:00Z")
      } throws: { error in
        if case .broken(_, 1, _)? = error as? LedgerError { true } else { false }
      }
    }
  }

  @Test("A run with other inputs finishes the open batch first and then does its own")
  func otherInputs() throws {
    let chamber = try Self.chamber()
    try chamber.run()
    try FileManager.default.removeItem(atPath: chamber.workspace.batch("20261124-01").report("json"))
    let path = TestChamber.samples.appending(path: "clean-vietnamese-coffee.json").path
    let summary = try #require(try chamber.run([path], time: "2026-11-24T22:00:00Z"))
    #expect(summary.batch == "20261125-01")
    #expect(FileManager.default.fileExists(atPath: chamber.workspace.batch("20261124-01").report("json")))
  }
}
