// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Pipeline
import Submissions
import Testing

@Suite("A night of every format", .serialized)
struct FormatRunTests {
  @Test("Every format is issued, and the same application in another format is a duplicate")
  func formats() throws {
    let chamber = try TestChamber()
    try chamber.receive(
      "clean-boxes-batik.json", "clean-filled-form-porcelain.pdf", "clean-package-orchids.zip",
      "clean-pepper-singapore.json", "clean-ubl-tea.xml", "duplicate-form-of-pepper.pdf", "refused-pdf-with-script.pdf",
      "refused-ubl-with-document-type.xml")
    let counts = try #require(try chamber.run()).counts
    #expect(counts.issued == 5 && counts.duplicates == 1 && counts.refused == 2, "\(counts)")
    #expect(try chamber.ledgerFault == nil)
    let report = try String(contentsOfFile: chamber.folder.path + "/batches/20261124-01/report.json", encoding: .utf8)
    #expect(report.contains(#""name":"papers/invoice.txt""#))
  }

  @Test("A folder that is one application goes in whole, is shown with its papers, and leaves the inbox")
  func folder() throws {
    let chamber = try TestChamber()
    let folder = chamber.workspace.inbox + "/tea.application"
    try DurableFile.makeFolder(folder + "/papers")
    let sample = TestChamber.samples.appending(path: "held-retroactive-herbal-tea.json")
    try DurableFile.write(Array(Data(contentsOf: sample)), to: folder + "/form.json")
    try DurableFile.write([65, 66], to: folder + "/papers/Rechnung März.pdf")
    #expect(try #require(try chamber.run()).counts.held == 1)
    #expect(!DurableFile.exists(folder))
    let item = try #require(try ReviewDesk(chamber.workspace, time: ReviewTests.morning).list().first)
    #expect(item.file == "tea.application")
    #expect(item.papers.map(\.name) == ["papers/Rechnung März.pdf"])
    #expect(item.papers.first?.size == 2)
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z") == nil)
  }

  @Test("The recipe's dialect reads a file of several applications")
  func dialect() throws {
    let chamber = try TestChamber()
    let sample = try String(
      contentsOf: TestChamber.samples.appending(path: "clean-csv-three-applications.csv"), encoding: .utf8)
    // Cells with a comma stand in quotes, so only those between columns are left.
    var isQuoted = false
    let tabbed = String(
      sample.map { character in
        if character == "\"" { isQuoted.toggle() }
        return character == "," && !isQuoted ? "\t" : character
      })
    try chamber.receive(Array(tabbed.utf8), as: "three.csv")
    #expect(try #require(try chamber.run(set: ["receive.csv.separator=tab"])).counts.issued == 3)
  }
}
