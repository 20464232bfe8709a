// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Testing
import Trade
import Typography

@testable import Printing

@Suite struct GoodsTableTests {
  private static let quantity = "{ field: quantity, x: 155, width: 35, align: right }"

  /// The layout of the tests with other columns after the goods, and more keys of the table.
  private func yaml(columns: String = quantity, keys: String = "") -> String {
    Fixture.yaml(goods: "x: 20, y: 120, width: 170, height: 60\(keys)").replacing(Self.quantity, with: columns)
  }

  private func layout(
    _ form: ApplicationForm, of stamper: inout Stamper, notes: PrintNotes = Fixture.notes()
  ) throws -> PaperLayout {
    let wording = Wording(form: form, notes: notes, template: stamper.template, number: "SG-2026-0000001-H")
    let (layout, misfit) = try stamper.laidOut(wording)
    #expect(misfit == nil)
    return layout
  }

  private func text(_ line: PlacedLine) -> String { line.line.runs.map(\.text).joined() }

  @Test(
    "A line of goods is taken apart at its first number",
    arguments: [
      ("3240 kg gross", "3240", "", "kg gross"), ("98.25 kg net", "98", ".25", "kg net"),
      ("USD 9360.00", "USD 9360", ".00", ""), ("12.", "12", ".", ""), ("as agreed", "", "", "as agreed"),
      ("7.5.2 x", "7", ".5", ".2 x"), ("", "", "", ""),
    ])
  func parts(line: String, whole: String, fraction: String, unit: String) {
    let parts = NumberParts(line[...])
    #expect(String(parts.whole) == whole && String(parts.fraction) == fraction && String(parts.unit) == unit)
  }

  @Test("Numbers stand with their points one under another, units end at the column's right edge")
  func decimal() throws {
    var form = Fixture.form(items: 4)
    for (index, mass) in ["7600", "98.25", "12.125", "1240.5"].enumerated() {
      form.items[index].grossKg = mass
      form.items[index].netKg = nil
    }
    var stamper = try Stamper(Fixture.source(yaml(columns: "{ field: quantity, x: 155, width: 35, align: decimal }")))
    let lines = try layout(form, of: &stamper).sheets[0].lines
    let right = 190 * pointsPerMillimetre
    let units = lines.filter { text($0) == "kg gross" }
    #expect(units.count == 4)
    for unit in units { #expect(abs(unit.x + unit.line.width - right) < 0.01) }
    var points: [Double] = []
    for mass in ["7600", "98.25", "12.125", "1240.5"] {
      let number = try #require(lines.first { text($0) == mass })
      let whole = String(mass.prefix { $0 != "." })
      let size = try #require(number.line.runs.first).size
      points.append(number.x + (try stamper.fonts.paragraph(whole, style: .regular, size: size, width: 1_000).width))
    }
    for point in points { #expect(abs(point - points[0]) < 0.01) }
  }

  @Test("Amounts of money have a line of points of their own, at the right edge")
  func money() throws {
    var form = Fixture.form(items: 2)
    for (index, amount) in ["9360.00", "48.5"].enumerated() {
      form.items[index].criterion = "RVC 40%"
      form.items[index].fob = Amount(amount: amount, currency: "USD")
    }
    var stamper = try Stamper(
      Fixture.source(yaml(columns: "{ field: quantity.fob, x: 150, width: 40, align: decimal }")))
    let lines = try layout(form, of: &stamper).sheets[0].lines
    let first = try #require(lines.first { text($0) == "USD 9360.00" })
    #expect(abs(first.x + first.line.width - 190 * pointsPerMillimetre) < 0.01)
    let second = try #require(lines.first { text($0) == "USD 48.5" })
    #expect(second.x + second.line.width < first.x + first.line.width - 3)
  }

  @Test("A decimal column too narrow for its numbers is set flush right, and nothing is lost")
  func narrow() throws {
    var form = Fixture.form(items: 2)
    form.items[0].grossKg = "123456789.123456"
    var stamper = try Stamper(Fixture.source(yaml(columns: "{ field: quantity, x: 175, width: 15, align: decimal }")))
    let lines = try layout(form, of: &stamper).sheets[0].lines
    let all = lines.filter { $0.x >= 174 * pointsPerMillimetre }.map(text).joined()
    #expect(all.contains("123456789.123456") && all.contains("3241"))
    let last = try #require(lines.last { text($0).hasSuffix("gross") })
    #expect(abs(last.x + last.line.width - 190 * pointsPerMillimetre) < 0.01)
  }

  @Test("Line breaks within a number or unit leave no line over another")
  func breaks() throws {
    var form = Fixture.form(items: 2)
    form.items[0].grossKg = "12\r\n34"
    var stamper = try Stamper(Fixture.source(yaml(columns: "{ field: quantity, x: 155, width: 35, align: decimal }")))
    let lines = try layout(form, of: &stamper).sheets[0].lines.filter { $0.x >= 154 * pointsPerMillimetre }
    let levels = lines.map(\.baseline)
    #expect(lines.count > 4 && Set(levels).count == levels.count)
  }

  @Test("Heads stand above the goods on every sheet, with a line under them, and items keep below")
  func heads() throws {
    let source = Fixture.source(
      yaml(
        columns: "{ field: gross, x: 152, width: 18, align: decimal, head: Gross }, "
          + "{ field: net, x: 171, width: 19, align: decimal, head: Net mass }",
        keys: ", heads: { height: 6, size: 7, font: bold }"))
    var stamper = try Stamper(source)
    let form = Fixture.form(items: 40)
    let layout = try layout(form, of: &stamper)
    #expect(layout.sheets.count > 1)
    let top = (297 - 126) * pointsPerMillimetre
    let rule = (297 - 126 + 0.8) * pointsPerMillimetre
    for words in ["Gross", "Net mass"] {
      let head = try #require(layout.common.first { text($0) == words })
      #expect(head.baseline > rule + 1 && head.baseline < top + 6 * pointsPerMillimetre)
    }
    for sheet in layout.sheets {
      #expect(sheet.strokes.contains { abs($0.fromY - rule) < 0.01 && abs($0.toY - rule) < 0.01 })
      for line in sheet.lines where line.baseline < top + 20 { #expect(line.baseline < top) }
    }
    let tail = try stamper.stamp(try Fixture.order(form, sheets: layout.sheets.count))
    let file = try PDFFile(stamper.prefix + tail, name: "certificate")
    for page in 0..<layout.sheets.count { #expect(try file.text(ofPage: page).contains("Net mass")) }
  }

  @Test("Gross and net mass leave the quantity's column where they have columns of their own")
  func ownColumns() throws {
    var form = Fixture.form(items: 1)
    form.items[0].quantity = Quantity(value: "96", unit: "SET")
    var stamper = try Stamper(
      Fixture.source(
        yaml(
          columns: "{ field: gross, x: 151, width: 13 }, { field: net, x: 164.5, width: 13 }, "
            + "{ field: quantity, x: 178, width: 12 }")))
    let lines = try layout(form, of: &stamper).sheets[0].lines.map(text)
    #expect(lines.contains("3240 kg") && lines.contains("3120 kg"))
    #expect(lines.contains("96 sets"))
    #expect(!lines.contains { $0.contains("gross") && !$0.hasPrefix("Total") })
  }

  @Test(
    "A head without `heads`, heads too low and a head too long are told with their line",
    arguments: [
      ("{ field: quantity, x: 155, width: 35, head: Q }", "", "a head needs `heads"),
      ("{ field: quantity, x: 155, width: 35, head: Q }", ", heads: { height: 2, size: 7 }", "goods heads: 2 mm high"),
      (
        "{ field: quantity, x: 155, width: 35, head: \(String(repeating: "Quantity ", count: 20)) }",
        ", heads: { height: 6, size: 7 }", "head of the goods column quantity: its text does not fit 35 × 4.4 mm"
      ),
      (
        "{ field: quantity, x: 155, width: 35, head: \u{13000} }", ", heads: { height: 6, size: 7 }",
        "U+13000, which it prints on every sheet"
      ),
      ("{ field: quantity, x: 155, width: 35, align: middle }", "", "\"middle\""),
    ])
  func headFaults(columns: String, keys: String, expected: String) {
    let error = #expect(throws: PrintingError.self) {
      _ = try Stamper(Fixture.source(yaml(columns: columns, keys: keys)))
    }
    #expect(error?.description.contains(expected) ?? false, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("test.yaml") ?? false)
  }

  @Test("Each item prints its invoice; the first without one prints all; unnamed ones stand in the remarks")
  func invoices() throws {
    var form = Fixture.form(items: 3)
    form.invoices = ["A-1", "B-2", "C-3"].map { Invoice(number: $0, date: "2026-11-18") }
    let template = try Template(
      yaml: Array(yaml(columns: "{ field: invoice, x: 155, width: 35 }").utf8), file: "test.yaml")
    func words(_ indexes: [Int?]) -> (columns: [String], remarks: String) {
      for (item, index) in indexes.enumerated() { form.items[item].invoice = index }
      let wording = Wording(form: form, notes: Fixture.notes(), template: template, number: "")
      let columns = form.items.map { wording.text(of: .invoice, item: $0).replacing("\n18 November 2026", with: "") }
      return (columns, wording.text(of: BoxField.remarks))
    }
    #expect(words([0, 1, 2]) == (["A-1", "B-2", "C-3"], ""))
    #expect(words([0, 0, 1]) == (["A-1", "A-1", "B-2"], "Invoice C-3 of 18 November 2026"))
    #expect(words([1, nil, nil]) == (["B-2", "A-1\nB-2\nC-3", ""], ""))
  }
}
