// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PDF
import Paper
import Testing

@testable import Printing

/// Whole certificates against the artwork alone: what lies under the text must be what the chamber's designer drew.
@Suite struct FidelityTests {
  @Test(
    "Two renderers see the artwork of a certificate as they see it alone, pixel for pixel", arguments: ArtworkCase.all)
  func background(_ artwork: ArtworkCase) throws {
    let source = artwork.source()
    var stamper = try Stamper(source)
    let certificate = try stamper.prefix + stamper.stamp(Fixture.order(Fixture.form(items: 2)))
    let dots = 60.0
    let alone = try PDFFile(artwork.pdf, name: "artwork")
      .renderColour(page: artwork.page - 1, at: Resolution(dotsPerInch: dots * artwork.unit))
    let printed = try PDFFile(certificate, name: "certificate")
      .renderColour(page: 0, at: Resolution(dotsPerInch: dots))
    try expectSameBackground(alone, printed, dots: dots, template: stamper.template)
    try expectSameBackground(
      Tool.mupdf(artwork.pdf, page: artwork.page, dpi: 60), Tool.mupdf(certificate, dpi: 60), dots: dots,
      template: stamper.template)
  }

  @Test("The same of every template that the project ships, on every sheet", arguments: Fixture.shippedWithArtwork)
  func shipped(name: String) throws {
    let source = try Fixture.shipped(name)
    var stamper = try Stamper(source)
    let form = Fixture.form(items: 40)
    guard case .sheets(let sheets) = try stamper.examine(form, notes: Fixture.notes()) else {
      Issue.record("cannot be printed")
      return
    }
    let certificate = try stamper.prefix + stamper.stamp(Fixture.order(form, sheets: sheets))
    let artwork = try #require(source.artwork)
    let page = stamper.template.artworkPage ?? 1
    let continuation = stamper.template.continuationPage ?? page
    let ground = try PDFFile(artwork, name: "artwork")
    let file = try PDFFile(certificate, name: "certificate")
    for (sheet, page) in [(1, page), (sheets, continuation)] {
      try expectSameBackground(
        ground.renderColour(page: page - 1, at: Resolution(dotsPerInch: 72)),
        file.renderColour(page: sheet - 1, at: Resolution(dotsPerInch: 72)), dots: 72, template: stamper.template)
    }
    try expectSameBackground(
      Tool.mupdf(artwork, page: continuation, dpi: 72), Tool.mupdf(certificate, page: sheets, dpi: 72), dots: 72,
      template: stamper.template)
  }

  /// Outside of what the program itself prints.
  private func expectSameBackground(
    _ alone: RGBImage, _ printed: RGBImage, dots: Double, template: Template,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try #require(
      alone.width == printed.width && alone.height == printed.height,
      "\(alone.width) × \(alone.height), \(printed.width) × \(printed.height)", sourceLocation: sourceLocation)
    // Under a tight leading a descender reaches a hair below its box, and a ruled line is half its width outside.
    let frames = template.printedFrames.map { $0.grown(by: 0.3) }
    let pixel = 25.4 / dots
    var differing = 0
    var marked = 0
    for y in 0..<alone.height {
      for x in 0..<alone.width {
        let area = SheetFrame(x: Double(x) * pixel, y: Double(y) * pixel, width: pixel, height: pixel)
        if frames.contains(where: { $0.overlaps(area) }) { continue }
        let place = (y * alone.width + x) * 3
        let colour = alone.pixels[place..<place + 3]
        if colour != printed.pixels[place..<place + 3] { differing += 1 }
        if colour.contains(where: { $0 != 255 }) { marked += 1 }
      }
    }
    #expect(differing == 0, sourceLocation: sourceLocation)
    #expect(marked > 1_000, "there is nothing to compare", sourceLocation: sourceLocation)
  }
}
