// SPDX-License-Identifier: GPL-3.0-or-later
import Paper
import Reconciliation
import Testing
import TextReading

@testable import PaperComparison

@Suite("Whether the paper around a code is what was printed")
struct SheetComparisonTests {
  static func finding(_ scan: GrayImage, _ printed: TestSheet = TestSheet(), dpi: Double = 200) throws -> SheetFinding {
    var reader = try TextReader()
    let sheet = try printed.stamped()
    return try sheet.finding(
      on: scan, code: try TestSheet.corners(in: scan, Resolution(dotsPerInch: dpi)), reader: &reader)
  }

  @Test("A print matches, at usual resolutions, askew and upside down", arguments: [(150.0, false), (200, true)])
  func matches(dpi: Double, isUpsideDown: Bool) throws {
    let finding = try Self.finding(TestSheet().scan(dpi: dpi, isUpsideDown: isUpsideDown), dpi: dpi)
    #expect(finding == SheetFinding(.matches, reason: "the paper is what was printed, in every box"))
  }

  /// A change and the box it is found in.
  static let changes: [(box: NamedText.Box, change: @Sendable (inout TestSheet) -> Void)] = [
    (.weights, { $0.goods[1].1 = "1239" }),
    (.number, { $0.number = "SG-2026-0000023-5" }),
    (.origin, { $0.origin = "Malaysia" }),
    (.invoice, { $0.invoice = "INV/77/0000572" }),
    (.consignee, { $0.consignee = ["Lantern Imports and Exports", "203 Meadow Crescent, Northgate"] }),
    (.goods, { $0.goods.append(("25 pallets of roller bearings, 45 mm", "")) }),
  ]

  @Test("A change in the certificate's own type is found and its box named", arguments: changes.indices)
  func altered(index: Int) throws {
    let (box, change) = Self.changes[index]
    var sheet = TestSheet()
    change(&sheet)
    let finding = try Self.finding(sheet.scan())
    // Short words of another length leave too little to be sure of.
    #expect(finding.paper == (box == .origin ? .byEye : .altered))
    let difference = try #require(finding.differences.first { $0.isAltered == (box != .origin) && $0.box == box })
    let picture = try #require(difference.picture)
    // What was printed above what was found.
    #expect(picture.height % 2 == 1 && picture.pixels.contains { $0 < 60 })
    #expect(!finding.reason.contains("1239") && !finding.reason.contains("Lantern"))
  }

  @Test("A digit put in front of a weight is found, though all that was printed stands there", arguments: ["9", "1"])
  func longer(digit: String) throws {
    var sheet = TestSheet()
    sheet.inFront = digit
    let finding = try Self.finding(sheet.scan())
    #expect(finding.paper == .altered)
    #expect(finding.differences.map(\.box) == [.weights])
  }

  @Test("A stamp over the goods and a pen's stroke are no alteration")
  func stamped() throws {
    var scan = try TestSheet().scan()
    for y in 0..<scan.height {
      for x in 0..<scan.width {
        let (across, down) = (Double(x - 330), Double(y - 420))
        let distance = (across * across + down * down).squareRoot()
        let isRing = abs(distance - 110) < 5 || abs(distance - 80) < 3
        let isStroke = abs(y - 560 - (x * x / 700) % 40) < 3 && x < 400
        if isRing || isStroke { scan[x, y] = min(scan[x, y], 90) }
      }
    }
    #expect(try Self.finding(scan).paper != .altered)
  }

  @Test("Text that is covered or gone is for a person to look at", arguments: [UInt8(50), 230])
  func covered(tone: UInt8) throws {
    var scan = try TestSheet().scan(slope: 0)
    // The number, 12 and 17 pixels off its place at 200 dots an inch.
    for y in 160..<205 {
      for x in 55..<360 { scan[x, y] = tone }
    }
    let finding = try Self.finding(scan)
    #expect(finding.paper == .byEye)
    #expect(finding.differences.contains { $0.box == .number && !$0.isAltered })
  }

  @Test("A code pasted on a sheet of another form cannot be laid over: by eye")
  func pasted() throws {
    var scan = try TestSheet().scan(slope: 0)
    for y in 0..<scan.height {
      for x in 0..<scan.width where x < 470 || y < 850 {
        scan[x, y] = (y / 23) % 2 == 0 && (x / 9 + y / 23) % 3 != 0 && x % 9 < 6 ? 60 : 230
      }
    }
    let finding = try Self.finding(scan)
    #expect(finding.paper == .byEye && finding.differences.isEmpty)
    #expect(finding.reason.contains("laid over"))
  }

  @Test("On stock that bears the form, the form is no addition, and added goods are")
  func preprinted() throws {
    var printed = TestSheet()
    printed.hasForm = false
    #expect(try Self.finding(TestSheet().scan(), printed).paper == .matches)
    var added = TestSheet()
    added.goods.append(("25 pallets of roller bearings, 45 mm", ""))
    let finding = try Self.finding(added.scan(), printed)
    #expect(finding.paper == .altered && finding.differences.first?.box == .goods)
  }

  @Test("The same pictures give the same finding")
  func deterministic() throws {
    let scan = try TestSheet().scan(dpi: 150, grain: 40)
    #expect(try Self.finding(scan, dpi: 150) == Self.finding(scan))
  }
}
