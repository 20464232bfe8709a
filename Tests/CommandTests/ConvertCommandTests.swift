// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Foundation
import Testing

@Suite("certmill convert", .serialized)
struct ConvertCommandTests {
  static let samples = CommandTests.root.appending(path: "samples/inbox").path

  @Test("A form is shown as flat JSON with the places that its fields came from")
  func text() throws {
    try CommandTests.inTemporaryFolder { folder in
      let result = try CommandTests.certmill("convert", "\(Self.samples)/clean-ubl-tea.xml", in: folder)
      #expect(result.code == 0 && result.err.isEmpty)
      let keys = result.out.matches(of: #/\n  "(\w+)": /#).map { String($0.1) }
      // In the order of docs/applications.md, not of the alphabet.
      #expect(
        keys == [
          "form", "reference", "agreement", "copies", "consignor", "consignee", "origin", "destination", "transport",
          "remarks", "invoices", "items", "declaration",
        ])
      #expect(result.out.contains("\"form\": \"certmill.application/1\""))
      #expect(result.out.contains("GoodsItem[2]/FreeOnBoardValueAmount"))
    }
  }

  @Test("A program gets JSON, one document for each application")
  func json() throws {
    try CommandTests.inTemporaryFolder { folder in
      let result = try CommandTests.certmill(
        "convert", "--json", "\(Self.samples)/clean-csv-three-applications.csv",
        "\(Self.samples)/refused-pdf-with-script.pdf", in: folder)
      #expect(result.code == 2)
      let documents = try #require(JSONValue(parsing: Array(result.out.utf8)).array)
      #expect(documents.count == 4)
      #expect(documents[0].object?["form"]?.object?["form"]?.string == "certmill.application/1")
      #expect(documents[3].object?["form"] == .null)
      #expect(documents[3].object?["findings"]?.array?.first?.object?["rule"]?.string == "pdf.scripts")
    }
  }

  @Test("A recipe's CSV settings are used, and one that is wrong is told with its place")
  func recipe() throws {
    try CommandTests.inTemporaryFolder { folder in
      let recipe = CommandTests.root.appending(path: "pipelines/nightly-issuance.yaml").path
      let file = "\(Self.samples)/clean-csv-quotes-and-crlf.csv"
      let other = try CommandTests.certmill(
        "convert", file, "--recipe", recipe, "--set", "receive.csv.separator=;", in: folder)
      #expect(other.code == 2 && other.out.contains("csv.separator"))
      let wrong = try CommandTests.certmill(
        "convert", file, "--recipe", recipe, "--set", "receive.csv.dates=soon", in: folder)
      #expect(wrong.code == 1 && wrong.err.contains("DD.MM.YYYY"))
      #expect(try CommandTests.certmill("convert", "nothing.json", in: folder).code == 1)
    }
  }
}
