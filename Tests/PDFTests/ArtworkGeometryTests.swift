// SPDX-License-Identifier: GPL-3.0-or-later
import HandmadePDFs
import PDF
import Paper
import Testing

@Suite struct ArtworkGeometryTests {
  @Test(
    "A form drawn at the origin gives the page as a reader sees it, however it lies",
    arguments: [
      "/MediaBox [0 0 200 100]",
      "/MediaBox [0 0 200 100] /Rotate 90",
      "/MediaBox [0 0 200 100] /Rotate 180",
      "/MediaBox [0 0 200 100] /Rotate 270",
      "/MediaBox [0 0 200 100] /Rotate -90",
      "/MediaBox [0 0 200 100] /Rotate 450",
      "/MediaBox [-30 -20 170 80]",
      "/MediaBox [10 5 210 105] /Rotate 90",
      "/MediaBox [170 80 -30 -20] /Rotate 270",
      "/MediaBox [0 0 200 100] /CropBox [20 10 160 90]",
      "/MediaBox [0 0 200 100] /CropBox [20 10 160 90] /Rotate 90",
      "/MediaBox [-50 -50 250 150] /CropBox [-10 -10 190 110] /Rotate 180",
    ])
  func asSeen(pageEntries: String) throws {
    let template = HandmadePDF.page(pageEntries).bytes
    let artwork = try Artwork(reading: template, file: "template.pdf")
    let alone = try picture(template)
    let drawn = try picture(sheet(bearing: artwork))
    #expect(differingPixels(alone, drawn) == 0)
    #expect(alone.pixels.contains { $0 != 255 })
  }

  @Test("A user unit of two makes a page twice as large")
  func userUnit() throws {
    let template = HandmadePDF.page("/MediaBox [0 0 200 100] /UserUnit 2 /Rotate 90").bytes
    let artwork = try Artwork(reading: template, file: "template.pdf")
    #expect(artwork.width == 200)
    #expect(artwork.height == 400)
    // Poppler leaves UserUnit out: the template is drawn at twice the resolution instead.
    let alone = try picture(template, dpi: 144)
    let drawn = try picture(sheet(bearing: artwork), dpi: 72)
    #expect(differingPixels(alone, drawn) == 0)
  }

  /// ISO 32000-1 14.11.2.1: what lies outside the paper is not seen. Renderers differ here, so only sizes are compared.
  @Test(
    "A CropBox is cut by the MediaBox, and one beside it is left out",
    arguments: [
      ("/CropBox [-10 -10 1000 60]", 200.0, 60.0), ("/CropBox [150 20 90 1000]", 60, 80),
      ("/CropBox [500 500 600 600]", 200, 100),
    ])
  func overhangingCrop(crop: String, width: Double, height: Double) throws {
    let template = HandmadePDF.page("/MediaBox [0 0 200 100] \(crop)").bytes
    let artwork = try Artwork(reading: template, file: "template.pdf")
    #expect(artwork.width == width)
    #expect(artwork.height == height)
  }

  @Test("Boxes, turns and resources are inherited from the parents of the page")
  func inheritance() throws {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add(
      "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 100] /Rotate 90"
        + " /Resources << /ExtGState << /Half 6 0 R >> >> >>")
    pdf.add("<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1 /CropBox [0 0 150 100] >>")
    pdf.add("<< /Type /Page /Parent 3 0 R /Contents 5 0 R >>")
    pdf.add(stream: "/Half gs " + HandmadePDF.drawing)
    pdf.add("<< /Type /ExtGState /ca 0.5 >>")
    let artwork = try Artwork(reading: pdf.bytes, file: "template.pdf")
    #expect(artwork.width == 100)
    #expect(artwork.height == 150)
    #expect(try differingPixels(picture(pdf.bytes), picture(sheet(bearing: artwork))) == 0)
  }

  @Test(
    "A page box that gives no page is told",
    arguments: [
      ("", "no MediaBox"),
      ("/MediaBox [0 0 0 100]", "0.0 × 100.0"),
      ("/MediaBox [0 0 200]", "four numbers"),
      ("/MediaBox [0 0 200 /A]", "four numbers"),
      ("/MediaBox [0 0 20000 100]", "up to 14400"),
      ("/MediaBox [0 0 200 100] /Rotate 45", "multiple of 90"),
      ("/MediaBox [0 0 200 100] /UserUnit 0", "UserUnit"),
      ("/MediaBox [0 0 200 100] /UserUnit -1", "UserUnit"),
    ])
  func badBoxes(pageEntries: String, words: String) throws {
    let error = #expect(throws: PDFError.self) {
      try Artwork(reading: HandmadePDF.page(pageEntries).bytes, file: "template.pdf")
    }
    let message = try #require(error).description
    #expect(message.hasPrefix("template.pdf page 1: "))
    #expect(message.contains(words))
  }

  @Test("A page of five metres is taken: the template's check judges it")
  func largePage() throws {
    let artwork = try Artwork(reading: HandmadePDF.page("/MediaBox [0 0 14173 14173]").bytes, file: "template.pdf")
    #expect(artwork.width == 14_173)
  }
}
