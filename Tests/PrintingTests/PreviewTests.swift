// SPDX-License-Identifier: GPL-3.0-or-later

import Barcodes
import PDF
import Paper
import Testing
import Trade

@testable import Printing

@Suite struct PreviewTests {
  private static let created = Timestamp(seconds: 1_795_000_000)

  @Test(
    "A preview has a full sheet and a continuation, is sound, and the same every time", arguments: Fixture.shippedNames)
  func sheets(name: String) throws {
    var stamper = try Stamper(try Fixture.shipped(name))
    let pdf = try stamper.preview(created: Self.created)
    try Tool.expectSound(pdf)
    #expect(try stamper.preview(created: Self.created) == pdf)
    let file = try PDFFile(pdf, name: "preview")
    #expect(file.pageCount == 2)
    let first = try file.text(ofPage: 0)
    #expect(first.contains("Sheet 1 of 1") && first.contains("ORIGINAL"))
    #expect(!first.contains("ontinued on sheet"))
    // The word SPECIMEN lies across, its letters in lines of their own to a reader of text: its pale ink is looked for.
    let page = try file.renderColour(page: 0, at: Resolution(dotsPerInch: 36))
    let pale = stride(from: 0, to: page.pixels.count, by: 3).count { at in
      let (red, green, blue) = (Int(page.pixels[at]), Int(page.pixels[at + 1]), Int(page.pixels[at + 2]))
      return green < red - 8 && green < blue - 8 && green > 180
    }
    #expect(pale > 1_500)
    #expect(try file.text(ofPage: 1).contains("Sheet 2 of 2"))
    // Every box says its name, once a sheet at least.
    for box in stamper.template.boxes { #expect(first.contains(box.field.rawValue), "\(box.field.rawValue)") }
    for column in stamper.template.goods.columns { #expect(first.contains(column.field.rawValue)) }
  }

  @Test("Each box holds the longest text that fits: with one step more it does not", arguments: Fixture.shippedNames)
  func full(name: String) throws {
    var stamper = try Stamper(try Fixture.shipped(name))
    let template = stamper.template
    let specimen = try Specimen.full(template, fonts: &stamper.fonts)
    func fits(_ specimen: Specimen, _ box: Template.Box, _ stamper: inout Stamper) throws -> Bool {
      let outcome = try BoxLayout(box: box, sheetHeight: template.height * pointsPerMillimetre).set(
        specimen.wording(in: template).text(of: box.field), fonts: &stamper.fonts)
      return outcome.fits && outcome.continued == nil
    }
    for box in template.boxes { #expect(try fits(specimen, box, &stamper), "\(box.field)") }
    var more = specimen
    let words = specimen.form.remarks.split(separator: " ").count
    SpecimenPart.remarks.set(words + 2, in: &more)
    for box in template.boxes where box.field == .remarks { #expect(try !fits(more, box, &stamper)) }
    #expect(try PaperLayout.of(specimen.wording(in: template), fonts: &stamper.fonts).layout.sheets.count == 1)
    #expect(
      try PaperLayout.of(specimen.overflowing().wording(in: template), fonts: &stamper.fonts).layout.sheets.count > 1)
    #expect(specimen.form.items.count > 1)
  }

  @Test("The code of a preview says that it is a specimen, and is no seal")
  func code() throws {
    var stamper = try Stamper(try Fixture.shipped("ordinary-preprinted"))
    let file = try PDFFile(stamper.preview(created: Self.created), name: "preview")
    var reader = try QRReader(density: 1)
    for page in 0..<2 {
      let found = try reader.symbols(in: file.render(page: page, at: Resolution(dotsPerInch: 200)))
      #expect(found.count == 1)
      let text = String(decoding: found.first?.payload ?? [], as: UTF8.self)
      #expect(text.hasPrefix("SPECIMEN - NOT A CERTIFICATE") && !text.contains("HTTPS"))
    }
  }

  @Test("Outlines stand at the boxes, in an ink of their own")
  func outlines() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    let pdf = try stamper.preview(created: Self.created)
    let structure = try PDFStructure(pdf)
    let spaces = try #require(
      structure.dictionary(
        structure.dictionary(structure.dictionary(structure.pages[0]["/Parent"])?["/Resources"])?["/ColorSpace"]))
    #expect((spaces["/Sample"] as? [Any])?[1] as? String == "/Certmill Sample")
    let file = try PDFFile(pdf, name: "preview")
    for box in stamper.template.boxes {
      let frame = box.frame
      // A millimetre around the middle of the left edge has a magenta line, and only one.
      let image = try file.renderColour(
        page: 0, at: Resolution(dotsPerInch: 508),
        region: Area(millimetresX: frame.x - 0.5, y: frame.y + frame.height / 2, width: 0.7, height: 0.1))
      let magenta = (0..<image.width).filter { x in
        let pixel = image.pixels[(x * 3)..<(x * 3 + 3)].map { Int($0) }
        return pixel[1] < 160 && pixel[0] > pixel[1] + 40
      }
      #expect(magenta.contains { abs($0 - 10) <= 1 }, "\(box.field) \(magenta)")
    }
  }
}
