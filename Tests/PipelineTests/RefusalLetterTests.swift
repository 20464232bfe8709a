// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import PDF
import Pipeline
import Testing

@Suite("Letters for refused applications", .serialized)
struct RefusalLetterTests {
  private static func files(_ chamber: TestChamber, _ batch: String = "20261124-01") throws -> [String: [UInt8]] {
    let folder = chamber.workspace.batch(batch).refused
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try DurableFile.read(folder + "/" + name)
    }
    return files
  }

  private static func file(_ files: [String: [UInt8]], _ ending: String) throws -> [UInt8] {
    try #require(files.first { $0.key.hasSuffix(ending) }).value
  }

  @Test("Every refused form has a PDF, a text and a twin: errors with their parts, and no warning")
  func refused() throws {
    let chamber = try TestChamber()
    try chamber.receive("refused-net-over-gross.json", "refused-empty-file.json")
    // Departure long before the issue is a warning; a mistyped country an error.
    try chamber.receive(
      "held-retroactive-steel.json", replacing: #""destination": "LK""#, with: #""destination": "SINGAPOUR""#,
      as: "both.json")
    let counts = try #require(try chamber.run()).counts
    #expect(counts.refused == 3, "\(counts)")
    let files = try Self.files(chamber)
    #expect(files.count == 9)
    let text = String(decoding: try Self.file(files, "both.json.txt"), as: UTF8.self)
    #expect(text.contains("APPLICATION RETURNED") && text.contains("ANTRAG ZURÜCKGESANDT"))
    #expect(text.contains("Bestimmungsland ist “SINGAPOUR"))
    #expect(text.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 78 })
    #expect(!text.contains("retroactive"))
    let twin = try #require(JSONValue(parsing: try Self.file(files, "both.json.json")).object)
    let findings = try #require(twin["findings"]?.array)
    #expect(findings.allSatisfy { $0.object?["severity"] == "error" } && !findings.isEmpty)
    #expect(findings.contains { $0.object?["field"] == "destination" && $0.object?["expected"] != nil })
    #expect(twin["letter"] == .bool(true))
    #expect(twin["reference"]?.string?.isEmpty == false)
    let page = try PDFFile(try Self.file(files, "net-over-gross.json.pdf"), name: "letter").text(ofPage: 0)
    #expect(page.contains("Straits Chamber of Trade") && page.contains("item.netKg.at-most"))
    let empty = try PDFFile(try Self.file(files, "empty-file.json.pdf"), name: "letter").text(ofPage: 0)
    #expect(empty.contains("The file is empty.") && empty.contains("Die Datei ist leer."))
    // The officer sees the warning.
    let report = String(
      decoding: try DurableFile.read(chamber.workspace.batch("20261124-01").report("json")), as: UTF8.self)
    #expect(report.contains("transport.departure.retroactive"))
  }

  @Test("An officer's refusal reaches the exporter with its reason and the exporter's reference")
  func officer() throws {
    let (chamber, desk, key) = try ReviewTests.held()
    let id = try ReviewTests.id(desk, "held-same-invoice-as-pepper.json")
    _ = try desk.decide(id, grant: false, keyPath: key, reason: "The invoice was used before.")
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z")?.counts.refused == 1)
    let files = try Self.files(chamber, "20261125-01")
    let text = String(decoding: try Self.file(files, "as-pepper.json.txt"), as: UTF8.self)
    #expect(text.contains("an officer of the chamber has refused") && text.contains("The invoice was used before."))
    #expect(text.contains("Your reference:"))
    let page = try PDFFile(try Self.file(files, "as-pepper.json.pdf"), name: "letter").text(ofPage: 0)
    #expect(page.contains("The invoice was used before.") && page.contains("Ihr Zeichen"))
  }

  @Test("Letters are the same bytes whatever the number of workers, and English alone without strings")
  func same() throws {
    var all: [[String: [UInt8]]] = []
    for jobs in [1, 3] {
      let chamber = try TestChamber()
      try chamber.receive("refused-net-over-gross.json", "refused-many-faults.json", "refused-empty-file.json")
      try chamber.run(jobs: jobs)
      all.append(try Self.files(chamber))
    }
    #expect(all[0] == all[1] && all[0].count == 9)
    let chamber = try TestChamber()
    try chamber.receive("refused-net-over-gross.json")
    let folder = chamber.folder.appending(path: "pipelines")
    try FileManager.default.copyItem(at: TestChamber.root.appending(path: "pipelines"), to: folder)
    let recipe = folder.appending(path: "nightly-issuance.yaml")
    let lines = try String(contentsOf: recipe, encoding: .utf8).split(separator: "\n")
    try lines.filter { !$0.contains("letters:") }.joined(separator: "\n")
      .write(to: recipe, atomically: true, encoding: .utf8)
    try chamber.run(recipe: recipe.path)
    let text = String(decoding: try Self.file(Self.files(chamber), "gross.json.txt"), as: UTF8.self)
    #expect(text.contains("APPLICATION RETURNED") && !text.contains("Antrag"))
  }

  @Test("The shipped German is complete for the shipped recipe")
  func german() throws {
    let report = try #require(try LetterDesk(recipe: TestChamber.recipe).check())
    #expect(report.language == "de" && report.ruleCount > 80)
    #expect(report.isComplete && report.lines == [])
  }
}
