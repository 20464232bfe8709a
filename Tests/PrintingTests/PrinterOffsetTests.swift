// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Paper
import Settings
import Testing
import Trade

@testable import Printing

@Suite struct PrinterOffsetTests {
  private static let printers = """
    printers:
      front-office: { x: 0.4, y: -1.2 }
      "HP 4350 tray 2": { x: -0.1, y: 0.1 }
      far: { x: 12.5, y: 7.3 }
      plain: {}
    """

  private func source(_ printer: String?, offset: String = "x: 3, y: 3") -> TemplateSource {
    var source = Fixture.source(Fixture.yaml(tail: Self.printers, offset: offset))
    source.printer = printer
    return source
  }

  @Test(
    "A printer's offset takes the place of the template's own",
    arguments: [
      (nil, 3, 3), ("front-office", 0.4, -1.2), ("HP 4350 tray 2", -0.1, 0.1), ("plain", 0, 0),
    ] as [(String?, Double, Double)])
  func chosen(printer: String?, x: Double, y: Double) throws {
    let stamper = try Stamper(source(printer))
    #expect(stamper.template.offsetX == x && stamper.template.offsetY == y)
  }

  @Test("An unknown printer is refused with the nearest name")
  func unknown() {
    let error = #expect(throws: PrintingError.self) { _ = try Stamper(source("front-ofice")) }
    #expect(error?.description.hasSuffix("did you mean \"front-office\"?") == true, "\(String(describing: error))")
    var bare = Fixture.source(Fixture.yaml())
    bare.printer = "hp"
    let none = #expect(throws: PrintingError.self) { _ = try Stamper(bare) }
    #expect(none?.description.contains("`certmill template calibrate` measures one") == true)
  }

  /// At 1,270 dpi a tenth of a millimetre is five pixels.
  @Test(
    "What is printed moves by exactly the offset, to less than a twentieth of a millimetre",
    arguments: [
      ("front-office", 0.4, -1.2), ("HP 4350 tray 2", -0.1, 0.1), ("far", 12.5, 7.3),
    ])
  func exact(printer: String, x: Double, y: Double) throws {
    let plain = try Self.corner(of: source(nil, offset: "x: 0, y: 0"))
    let moved = try Self.corner(of: source(printer), expectedX: x, expectedY: y)
    #expect(abs(moved.x - plain.x - x) < 0.03, "\(moved.x - plain.x)")
    #expect(abs(moved.y - plain.y - y) < 0.03, "\(moved.y - plain.y)")
    #expect(abs(plain.x - 150) < 0.03 && abs(plain.y - 240) < 0.03)
  }

  /// Upper left corner of the code's black, millimetres from the sheet's.
  private static func corner(
    of source: TemplateSource, expectedX: Double = 0, expectedY: Double = 0
  ) throws -> (x: Double, y: Double) {
    var stamper = try Stamper(source)
    let file = try PDFFile(stamper.prefix + stamper.stamp(Fixture.order(Fixture.form())), name: "certificate")
    // The finder pattern with a part of its quiet zone.
    let left = 149 + expectedX
    let top = 239 + expectedY
    let image = try file.render(
      page: 0, at: Resolution(dotsPerInch: 1_270), region: Area(millimetresX: left, y: top, width: 3, height: 3))
    let row = image.height - 1
    let column = image.width - 1
    let x = try #require((0..<image.width).first { image[$0, row] < 128 })
    let y = try #require((0..<image.height).first { image[column, $0] < 128 })
    return (left + Double(x) / 50, top + Double(y) / 50)
  }

  // MARK: - Calibration

  @Test(
    "Two measured numbers give the offset that brings the mark to its place",
    arguments: [
      (99.6, 141.2, "front: { x: 0.4, y: -1.2 }"), (100, 140, "front: { x: 0, y: 0 }"),
      (100.1, 139.9, "front: { x: -0.1, y: 0.1 }"), (87.25, 140.05, "front: { x: 12.75, y: -0.05 }"),
    ])
  func measured(x: Double, y: Double, line: String) throws {
    let template = try Template(yaml: Array(Fixture.yaml().utf8), file: "t.yaml")
    #expect(template.calibrationMark == (100, 140))
    #expect(try template.calibrated("front", measuredX: x, measuredY: y).yamlLine == line)
  }

  @Test(
    "A name that YAML would read otherwise is quoted, and read back",
    arguments: [
      "HP 4350", "2", "a: b", "say \"hi\"", "back\\slash", "front_2-b",
    ])
  func names(name: String) throws {
    let template = try Template(yaml: Array(Fixture.yaml().utf8), file: "t.yaml")
    let line = try template.calibrated(name, measuredX: 99, measuredY: 140.5).yamlLine
    let read = try Template(yaml: Array(Fixture.yaml(tail: "printers:\n  \(line)").utf8), file: "t.yaml", printer: name)
    #expect(read.printers == [Template.Printer(name: name, x: 1, y: -0.5, line: 18)] && read.offsetX == 1)
  }

  @Test(
    "A measure that no printer explains, or that leads off the sheet, is refused",
    arguments: [
      (10.0, 140.0, "at most 50 mm off"), (70, 140, "moves what is printed off the sheet"),
    ])
  func absurd(x: Double, y: Double, words: String) throws {
    let template = try Template(yaml: Array(Fixture.yaml().utf8), file: "t.yaml")
    let error = #expect(throws: PrintingError.self) { try template.calibrated("hp", measuredX: x, measuredY: y) }
    #expect(error?.description.hasPrefix("t.yaml: printers.hp: ") == true && error?.description.contains(words) == true)
  }

  @Test(
    "The sheet's mark stands where the sheet says, moved by a printer's offset alone",
    arguments: [
      (nil, 0, 0), ("front-office", 0.4, -1.2), ("far", 12.5, 7.3),
    ] as [(String?, Double, Double)])
  func sheet(printer: String?, x: Double, y: Double) throws {
    let pdf = try CalibrationSheet(source(printer)).pdf(created: Timestamp(seconds: 1_795_000_000))
    try Tool.expectSound(pdf)
    let file = try PDFFile(pdf, name: "sheet")
    #expect(file.pageCount == 1)
    let text = try file.text(ofPage: 0)
    #expect(text.contains("100.0") && text.contains("140.0"))
    #expect(
      text.contains("at 100 %") == (printer == nil) && text.contains("front-office") == (printer == "front-office"))
    // The two lines of the mark, where nothing else is near: 0.25 pt wide, middles at the mark.
    let image = try file.render(
      page: 0, at: Resolution(dotsPerInch: 1_270),
      region: Area(millimetresX: 95 + x, y: 135 + y, width: 10, height: 10))
    let across = (200..<300).filter { image[$0, 20] < 128 }
    let down = (200..<300).filter { image[20, $0] < 128 }
    #expect(abs((Double(across[0]) + Double(across[across.count - 1] + 1)) / 2 - 250) < 1.5, "\(across)")
    #expect(abs((Double(down[0]) + Double(down[down.count - 1] + 1)) / 2 - 250) < 1.5, "\(down)")
    // Ten divisions of the vernier are nine millimetres.
    let ticks = (0..<image.width).filter { image[$0, 200] < 128 }.reduce(into: [Int]()) { found, column in
      if found.last.map({ column - $0 > 10 }) ?? true { found.append(column) }
    }
    #expect(ticks.count >= 5)
    for (one, next) in zip(ticks, ticks.dropFirst()) { #expect(abs(next - one - 45) <= 1) }
  }

  @Test("A template too small for the sheet is told")
  func small() {
    let yaml = Fixture.yaml().replacing("width: 210, height: 297", with: "width: 210, height: 290")
      .replacing("height: 290", with: "height: 279")
    #expect(throws: Never.self) { _ = try CalibrationSheet(Fixture.source(yaml)) }
    let card = """
      template: card
      page: { width: 110, height: 100 }
      preprinted: true
      fonts: { regular: [DejaVuSans.ttf] }
      boxes:
        - { field: number, x: 5, y: 5, width: 60, height: 8, size: 9 }
        - { field: copy.mark, x: 5, y: 14, width: 60, height: 8, size: 9 }
        - { field: sheet.mark, x: 5, y: 24, width: 60, height: 8, size: 9 }
      goods: { x: 5, y: 50, width: 60, height: 40, size: 7, columns: [ { field: goods, x: 5, width: 60 } ] }
      code: { x: 70, y: 60 }
      """
    let error = #expect(throws: PrintingError.self) { _ = try CalibrationSheet(Fixture.source(card)) }
    #expect(error?.description.contains("needs 120 × 180 mm") == true, "\(String(describing: error))")
  }
}
