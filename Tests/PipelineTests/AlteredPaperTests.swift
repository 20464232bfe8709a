// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import PDF
import Paper
import PaperComparison
import Pipeline
import Reconciliation
import Seals
import Testing
import Trade

@Suite("Altered paper in reconciliation")
struct AlteredPaperTests {
  static let (long, pepper) = ("SG-2026-0000001-H", "SG-2026-0000002-F")

  /// Copies of the pepper: as printed, with another weight under the genuine code, and with ink over the weight.
  static func box(of pepper: String, in folder: String, copies: ClosedRange<Int> = 1...3) throws -> String {
    let box = folder + "/box"
    try DurableFile.makeFolder(box)
    for copy in copies {
      var sheet = try PrintedSheet(pepper, page: copy - 1)
      if copy == 2 { try sheet.write("3420", over: "3240") }
      if copy == 3 { sheet.blot("3240") }
      try sheet.write(to: "\(box)/\(copy)-\(["clean", "weight", "blot"][copy - 1]).png")
    }
    return box
  }

  @Test("In the chamber's own workspace each sheet is compared, and the report shows the box: printed above found")
  func ownWorkspace() throws {
    let (chamber, _, pepper) = try ReconciliationRunTests.issuing()
    let reader = TestReader(in: chamber)
    let report = try #require(try reader.run([Self.box(of: pepper, in: chamber.folder.path)]))
    #expect(report.verdicts == ["genuine", "genuine", "genuine"])
    #expect(report.pages.map(\.paper) == [.matches, .altered, .byEye])
    #expect(!report.isAllGood)
    let altered = report.pages[1]
    #expect(
      altered.reason == "the code is genuine, but the paper is not what was printed: weights (other text stands there)")
    #expect(altered.differences.map(\.box) == [.weights] && altered.differences[0].isAltered)
    #expect(report.pages[2].differences.contains { $0.box == .weights && !$0.isAltered })
    let texts = try reader.reports(report.batch)
    #expect(texts[0].contains(#""boxes":[{"altered":true,"box":"weights","reason":"other text stands there"}]"#))
    #expect(texts[1].contains("2-weight.png,1,genuine,altered"))
    let words = "paper altered on 1, paper to be compared by eye on 1"
    #expect(texts[2].contains("1 genuine, 2 to look at: \(words).") && report.words(reader.workspace).contains(words))
    let folder = reader.workspace.reconciliation(report.batch)
    // The gravest first, its picture with it.
    let page = texts[2]
    let places = ["2-weight.png", "1-clean.png"].compactMap { page.range(of: $0)?.lowerBound }
    #expect(places.count == 2 && places[0] < places[1])
    for name in ["thumbnails/2-1-weights.jpg", "thumbnails/3-1-weights.jpg"] {
      #expect(page.contains(#"src="\#(name)""#) && DurableFile.exists(folder.path + "/" + name), "\(name)")
    }
    #expect(!page.contains("thumbnails/1-1-weights.jpg"))
    #expect(page.contains("weights: other text stands there (printed above, found below)"))
    // Presented again it is a repeat, and its paper no better.
    let again = chamber.folder.path + "/again.png"
    try DurableFile.write(try DurableFile.read(chamber.folder.path + "/box/2-weight.png"), to: again)
    let second = try #require(try reader.run([again]))
    #expect(second.pages.map(\.verdict) == [.repeat] && second.pages.map(\.paper) == [.altered])
    #expect(second.pages[0].reason.hasSuffix("; the paper is altered: weights (other text stands there)"))
    #expect(try reader.ledgerFault == nil)
  }

  @Test("An insurer's shelf is compared with; after a kill with what it held at first, whatever lies there then")
  func frozenShelf() throws {
    let (chamber, _, pepper) = try ReconciliationRunTests.issuing()
    let reader = try TestReader(trusting: chamber)
    try ShelfTests.fill(reader.workspace.trust, with: Self.pepper, from: chamber)
    let box = try Self.box(of: pepper, in: reader.folder.path, copies: 1...2)
    let report = try #require(try reader.run([box]))
    #expect(report.pages.map(\.paper) == [.matches, .altered])
    let (lines, reports) = try (reader.ledgerLines, reader.reports(report.batch))
    // Behind the first match: the other sheet is still to be compared.
    let copy = try TestReader(copying: reader)
    try copy.removeReports(report.batch)
    try TestChamber.cut(copy.workspace, to: lines.count - 3, of: lines)
    try FileManager.default.removeItem(atPath: copy.workspace.trust + "/SG-CC1/certificates")
    try copy.run([copy.folder.path + "/box"], jobs: 1)
    #expect(try copy.ledgerLines == lines)
    #expect(try copy.reports(report.batch) == reports)
  }

  @Test("Each sheet of a long certificate is compared with its own page, and a code on another sheet is altered paper")
  func sheets() throws {
    let (chamber, long, _) = try ReconciliationRunTests.issuing()
    let folder = chamber.folder.path
    // Sheet 3 of copy 2, upside down; the last of copy 1; and the code of sheet 2 on sheet 3.
    var sheets = try [6, 3, 2].map { try PrintedSheet(long, page: $0) }
    sheets[0].turnUpsideDown()
    sheets[2].paste(codeOf: try PrintedSheet(long, page: 1))
    let files = sheets.indices.map { "\(folder)/\($0).png" }
    for (sheet, file) in zip(sheets, files) { try sheet.write(to: file) }
    let rows = try Self.verify(files, trust: chamber.workspace.trust)
    #expect(rows.map { $0.claims?.sheet } == [3, 4, 2])
    #expect(rows.map(\.paper) == [.matches, .matches, .altered])
  }

  @Test("A reprint is compared with its own file, and not with that of the copies before it")
  func reprint() throws {
    let (chamber, _, pepper) = try ReconciliationRunTests.issuing()
    let made = try Reprinting(chamber.desk("2026-11-25T08:00:00Z"), executable: TestChamber.executable).reprint(
      Self.pepper, recipe: TestChamber.printRoom, reason: "lost", officer: nil)
    let folder = chamber.folder.path
    var altered = try PrintedSheet(made.path)
    try altered.write(to: folder + "/1.png")
    try altered.write("3420", over: "3240")
    try altered.write(to: folder + "/2.png")
    let files = [folder + "/1.png", folder + "/2.png"]
    let rows = try Self.verify(files, trust: chamber.workspace.trust)
    #expect(rows.map { $0.claims?.copy } == [4, 4] && rows.map(\.paper) == [.matches, .altered])
    // Named like the reprint's file it is still the other copies'.
    try DurableFile.remove(made.path)
    try DurableFile.write(try DurableFile.read(pepper), to: made.path)
    let other = try #require(try Self.verify([files[1]], trust: chamber.workspace.trust).first)
    #expect(other.paper != .matches && other.reason.contains("the PDF at hand was not used"), "\(other.reason)")
  }

  @Test("Printed on stock that bears the form a sheet matches, and an altered one does not")
  func stock() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    let templates = TestChamber.root.path + "/pipelines/templates"
    try chamber.run(set: ["stamp.template=templates/ordinary-preprinted.yaml"])
    let path = chamber.workspace.batch("20261124-01").certificates + "/SG-2026-0000001-H.pdf"
    let artwork = try PDFFile(try DurableFile.read(templates + "/ordinary-a4.pdf"), name: "stock")
    let form = try artwork.render(page: 0, at: Resolution(dotsPerInch: 300))
    var clean = try PrintedSheet(path, dpi: 300)
    var altered = try PrintedSheet(path, page: 1, dpi: 300)
    try altered.write("3420", over: "3240")
    clean.lay(over: form)
    altered.lay(over: form)
    let files = ["/1.png", "/2.png"].map { chamber.folder.path + $0 }
    try clean.write(to: files[0])
    try altered.write(to: files[1])
    let rows = try Self.verify(files, trust: chamber.workspace.trust)
    #expect(rows.map(\.paper) == [.matches, .altered], "\(rows.map(\.reason))")
  }

  @Test("Of a sheet that is half cut off nobody says that it matches")
  func cutOff() throws {
    let (chamber, _, pepper) = try ReconciliationRunTests.issuing()
    let files = [0.4, 0.76].map { "\(chamber.folder.path)/\($0).png" }
    for (file, share) in zip(files, [0.4, 0.76]) {
      var sheet = try PrintedSheet(pepper)
      sheet.cut(above: share)
      try sheet.write(to: file)
    }
    let rows = try Self.verify(files, trust: chamber.workspace.trust)
    #expect(rows.map(\.paper) == [.byEye, .byEye], "\(rows.map(\.reason))")
  }

  static func verify(_ files: [String], trust: String) throws -> [PageRow] {
    let now = try #require(Timestamp(rfc3339: TestChamber.time))
    return try Verification(trust: trust, now: now, executable: TestChamber.executable, jobs: 2).rows(files)
  }
}
