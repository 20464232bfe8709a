// SPDX-License-Identifier: GPL-3.0-or-later
import Paper
import Reconciliation
import Testing
import TextReading

@testable import PaperComparison

@Suite("What a sheet says of what its code says")
struct SealReadingTests {
  static func reading(_ sheet: TestSheet) throws -> SheetFinding {
    var reader = try TextReader()
    let scan = try sheet.scan(dpi: 250, slope: -0.008, isUpsideDown: true, grain: 10)
    let corners = try TestSheet.corners(in: scan, Resolution(dotsPerInch: 250))
    return try finding(on: scan, code: corners, texts: TestSheet.texts, reader: &reader)
  }

  @Test("What is read as the code has it is told, and that the rest was not compared")
  func read() throws {
    let finding = try Self.reading(TestSheet())
    #expect(finding.paper == .notCompared)
    #expect(finding.reason.contains("number, origin, destination, invoice, weights"))
    #expect(finding.reason.hasSuffix("the rest was not compared"))
  }

  @Test("Another certificate's number is an alteration")
  func otherNumber() throws {
    let finding = try Self.reading(TestSheet(number: "SG-2026-0000023-5"))
    #expect(finding.paper == .altered && finding.differences.map(\.box) == [.number])
  }

  @Test("What is not read is for a person to look at")
  func notRead() throws {
    var sheet = TestSheet()
    sheet.goods[0].1 = "9850"
    let finding = try Self.reading(sheet)
    #expect(finding.paper == .byEye && finding.differences.map(\.box) == [.weights])
  }

  @Test(
    "Letters that readers take for each other are one, other digits are not",
    arguments: [("SG-2O26-000OO33-I", true), ("S6-2026 0000033-1", true), ("SG-2026-0000038-1", false)])
  func folded(text: String, isSame: Bool) {
    #expect((FoldedReading(text) == FoldedReading("SG-2026-0000033-1")) == isSame)
  }

  @Test("A figure is a word of its own, and a text broken over lines is found")
  func named() throws {
    let sheet = try TestSheet().stamped()
    func texts(_ box: NamedText.Box) -> [String] { sheet.words.filter { $0.box == box }.map(\.text) }
    #expect(texts(.weights) == ["4600", "1279"])
    #expect(texts(.number) == ["SG-2026-0000033-1"])
    #expect(texts(.origin) == ["Viet", "Nam"])
    #expect(texts(.goods).contains("chromium-plated") && !texts(.goods).contains("goods;"))
  }
}
