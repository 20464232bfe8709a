// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Reconciliation
import Testing

@testable import Pipeline

@Suite("Reports of a reconciliation", .serialized)
struct ReconciliationReportTests {
  @Test("Names from outside are shown and do nothing; the worst comes first; the columns are those of the contract")
  func hostileNames() throws {
    let (chamber, _, pepper) = try ReconciliationRunTests.issuing()
    let reader = try TestReader(trusting: chamber)
    let name = "=cmd <img src=x onerror=alert(1)>\u{202E}.pdf"
    try reader.receive(pepper, as: name)
    try reader.receive(Array("letter".utf8), as: "zz.txt")
    let report = try #require(try reader.run())
    let (csv, html) = try (reader.reports(report.batch)[1], reader.reports(report.batch)[2])
    #expect(
      csv.hasPrefix(
        "file,page,verdict,paper,issuer,number,copy,copies,sheet,sheets,reason,resolution,step,skew\r\n'=cmd"))
    #expect(csv.split(separator: "\r\n").count == 1 + 4)
    #expect(!html.contains("<img src=x") && html.contains("&lt;img src=x onerror=alert(1)&gt;\\u{202E}.pdf"))
    let first = try #require(html.firstRange(of: "data-row"))
    #expect(html[first.upperBound...].hasPrefix(" data-verdict=\"unreadable\""))
    #expect(html.contains("The code says: origin ID") || html.contains("The code says: origin SG"))
    // The report is made again from the journal, the same.
    let again = try #require(try JSONValue(parsing: Array(reader.reports(report.batch)[0].utf8)).object)
    #expect(again == report.json.object)
  }

  @Test("A picture is shown with the code outlined")
  func pictures() throws {
    let (chamber, _, pepper) = try ReconciliationRunTests.issuing()
    let reader = try TestReader(trusting: chamber)
    let made = try #require(try reader.run([pepper]))
    #expect(made.rows.map { $0.picture?.path } == (1...3).map { "thumbnails/1-\($0).jpg" })
    for row in made.rows {
      let picture = try #require(row.picture)
      #expect(
        try DurableFile.read(reader.workspace.reconciliation(made.batch).path + "/" + picture.path).starts(with: [
          0xFF, 0xD8,
        ]))
      // The code of the shipped form stands in the lower half of an upright page.
      #expect(
        picture.outline.count == 4
          && picture.outline.allSatisfy { (0.3...0.8).contains($0.x) && (0.5...1).contains($0.y) })
    }
    var rows = made.rows
    rows[0].picture?.outline = [(0.1, 0.2), (0.4, 0.2), (0.4, 0.4), (0.1, 0.4)]
    for place in 1...2 { rows[place].picture = nil }
    var report = made
    report.rows = rows
    let html = String(decoding: report.html, as: UTF8.self)
    #expect(html.contains("<img loading=\"lazy\" decoding=\"async\" alt=\"\" src=\"thumbnails/1-1.jpg\">"))
    #expect(html.contains("<polygon points=\"10.0,20.0 40.0,20.0 40.0,40.0 10.0,40.0\"/>"))
    #expect(html.ranges(of: "<figure>").count == 1)
  }

  @Test("Every event of the journal is read back as it was written")
  func events() throws {
    var drafts = [
      Draft(
        file: "a", place: .init(argument: 0, page: 3), code: .init(text: Array("HTTPS://X/1/".utf8)), step: "plain",
        skew: Skew(hundredths: -44)),
      Draft(file: "a", code: .init(text: [0, 255, 128, 10])),
      Draft(file: "a", finding: .init(.blank, reason: "nothing is printed on this page"), resolution: 150),
    ]
    drafts.append(Draft(file: "a", code: .init(text: Array(0...127))))
    for draft in drafts {
      let row = DecodedRow(draft, pageCount: 7)
      let json = try JSONValue(parsing: ScanEvent.decoded(row).bytes)
      guard case .decoded(let read)? = ScanEvent(json) else {
        Issue.record("\(json)")
        continue
      }
      #expect(read == row)
    }
  }
}
