// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Testing
import Trade

@Suite("A night's run", .serialized)
struct IssuanceRunTests {
  @Test("Clean forms are issued, others held, refused or told as duplicates, and every one is counted")
  func outcomes() throws {
    let chamber = try TestChamber()
    try chamber.receive(
      "clean-pepper-singapore.json", "refused-net-over-gross.json", "held-same-invoice-as-pepper.json",
      "refused-empty-file.json", "clean-csv-three-applications.csv")
    try chamber.receive("clean-pepper-singapore.json", replacing: "\n", with: "\n ", as: "z-other-bytes.json")
    let same = try DurableFile.read(chamber.workspace.inbox + "/clean-pepper-singapore.json")
    try chamber.receive(same, as: "z-same-bytes.json")
    let summary = try #require(try chamber.run())
    #expect(summary.batch == "20261124-01", "the day is that of the chamber's time zone")
    #expect(summary.counts.issued == 4)
    #expect(summary.counts.held == 1)
    #expect(summary.counts.refused == 2)
    #expect(summary.counts.duplicates == 2)
    #expect(summary.counts.failed == 0)
    #expect(summary.counts.received == 9)
    let files = try chamber.released("20261124-01")
    #expect(files.keys.filter { $0.hasSuffix(".pdf") && $0.hasPrefix("certificates/") }.count == 4)
    #expect(files["print-runs/run-001.pdf"] != nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: chamber.workspace.inbox).isEmpty)
    #expect(try chamber.ledgerFault == nil)
    // Nothing more to do.
    #expect(try chamber.run() == nil)
  }

  @Test("Numbers go on without gaps from batch to batch, and the same bytes are never issued twice")
  func numbers() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    try chamber.receive("clean-pepper-singapore.json", "clean-csv-three-applications.csv")
    let second = try #require(try chamber.run(time: "2026-11-24T22:00:00Z"))
    #expect(second.counts.duplicates == 1)
    #expect(second.counts.issued == 3)
    let numbers = try chamber.ledgerLines.filter { $0.contains("\"stage\":\"certify\"") }
      .compactMap { $0.firstMatch(of: /"no":"([^"]+)"/).map { String($0.1) } }
    #expect(numbers == (1...4).compactMap { CertificateNumber(country: "SG", year: 2026, sequence: $0)?.description })
  }

  @Test("The result does not depend on the number of workers")
  func jobs() throws {
    var ledgers: [[String]] = []
    var files: [[String: String]] = []
    for jobs in [1, 3] {
      let chamber = try TestChamber()
      try chamber.receive(
        "clean-pepper-singapore.json", "clean-many-scripts.json", "clean-csv-three-applications.csv",
        "refused-many-faults.json")
      try chamber.run(jobs: jobs)
      ledgers.append(try chamber.ledgerLines)
      files.append(try chamber.released("20261124-01"))
    }
    #expect(ledgers[0] == ledgers[1])
    #expect(files[0] == files[1])
  }

  @Test("A document that crashes or hangs its worker fails alone; the next one is issued")
  func crash() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.receive(Array("fake-crash".utf8), as: "a-crash.json")
    try chamber.receive(Array("fake-loop".utf8), as: "b-loop.json")
    let summary = try #require(try chamber.run())
    #expect(summary.counts.failed == 2)
    #expect(summary.counts.issued == 1)
    #expect(try chamber.report("20261124-01").contains("crashed (signal 6)"))
    #expect(try chamber.ledgerFault == nil)
  }

  @Test("A certificate whose stamping fails for good is void: its number stays used and nothing of it is released")
  func void() throws {
    let chamber = try TestChamber()
    // The words reach the worker with the certificate, not with the application's bytes.
    try chamber.receive(
      "clean-pepper-singapore.json", replacing: "\"reference\": \"", with: "\"reference\": \"f\\u0061ke-crash ",
      as: "a.json")
    try chamber.receive("clean-csv-three-applications.csv")
    let summary = try #require(try chamber.run())
    #expect(summary.counts.failed == 1)
    #expect(summary.counts.issued == 3)
    #expect(try chamber.ledgerLines.count { $0.contains("\"stage\":\"void\"") } == 1)
    let files = try chamber.released("20261124-01").keys.filter { $0.hasPrefix("certificates/") }
    #expect(files.count == 6)
    #expect(!files.contains { $0.contains("0000001") })
    #expect(try chamber.ledgerFault == nil)
    // The bytes may come again and are judged anew.
    try chamber.receive(
      "clean-pepper-singapore.json", replacing: "\"reference\": \"", with: "\"reference\": \"f\\u0061ke-crash ",
      as: "a.json")
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z")?.counts.duplicates == 0)
  }

  @Test("A rehearsal tells the outcome and leaves no trace")
  func rehearsal() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json", "refused-net-over-gross.json")
    let summary = try #require(try chamber.run(rehearsal: true))
    #expect(summary.counts.issued == 1)
    #expect(summary.counts.refused == 1)
    #expect(try chamber.ledgerLines.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: chamber.workspace.batches).isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: chamber.workspace.inbox).count == 2)
  }

  @Test("A second run at the same time says who holds the lock")
  func lock() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    let lock = try FileLock.acquire(chamber.workspace.lockPath, holder: "process 4711 on elsewhere since noon")
    defer { _ = lock }
    #expect {
      try chamber.run()
    } throws: { error in
      "\(error)".contains("held by process 4711 on elsewhere since noon")
    }
  }

  @Test("A batch time before the ledger's last entry is refused")
  func time() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    try chamber.receive("clean-csv-three-applications.csv")
    #expect(throws: RunError.self) { try chamber.run(time: "2026-11-22T22:00:00Z") }
  }

  @Test("Files that are named stay where they are; a symbolic link and a pipe in a folder fail alone")
  func inputs() throws {
    let chamber = try TestChamber()
    let folder = chamber.folder.appending(path: "drop")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try FileManager.default.copyItem(
      at: TestChamber.samples.appending(path: "clean-pepper-singapore.json"), to: folder.appending(path: "a\nb.json"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "link.json"), withDestinationURL: URL(filePath: "/etc/hostname"))
    let summary = try #require(try chamber.run([folder.path]))
    #expect(summary.counts.issued == 1)
    #expect(summary.counts.failed == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }

  @Test("A duplicate of last year's certificate is one, and the ledger stays good")
  func nextYear() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    try chamber.receive("clean-pepper-singapore.json")
    let summary = try #require(try chamber.run(time: "2027-01-05T22:00:00Z"))
    #expect(summary.counts.duplicates == 1)
    #expect(try chamber.ledgerFault == nil)
  }

  @Test("Bytes or a form too large to be read are refused, and take no memory")
  func large() throws {
    let chamber = try TestChamber()
    try chamber.receive([UInt8](repeating: 32, count: 3 << 20), as: "blank.json")
    try chamber.receive(
      "clean-pepper-singapore.json", replacing: "\"reference\"",
      with: "\"remarks\": \"" + String(repeating: "x", count: 900_000) + "\", \"reference\"", as: "long.json")
    let summary = try #require(try chamber.run(set: ["receive.maximumMegabytes=1"]))
    #expect(summary.counts.refused == 2)
    #expect(try chamber.ledgerFault == nil)
  }

  @Test("State made again from ledger and journals is the state that was")
  func rebuild() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json", "held-same-invoice-as-pepper.json", "refused-many-faults.json")
    try chamber.run()
    let before = try WorkspaceStatus(chamber.workspace).json
    #expect(try Rebuild.run(chamber.workspace, now: "now") == chamber.ledgerLines.count)
    #expect(try WorkspaceStatus(chamber.workspace).json == before)
    try chamber.receive("clean-pepper-singapore.json")
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z")?.counts.duplicates == 1)
  }
}
