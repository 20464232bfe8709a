// SPDX-License-Identifier: GPL-3.0-or-later
import HandmadePDFs
import PDF
import Paper
import Testing

@Suite struct PDFFileTests {
  static let text: [UInt8] = {
    HandmadePDF.page(
      "/MediaBox [100 100 300 200] /CropBox [110 110 290 190]",
      contents: "BT /F 10 Tf 1 0 0 1 120 170 Tm (UPPER LEFT) Tj 1 0 0 1 220 120 Tm (lower right) Tj ET",
      resources: "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    ).bytes
  }()

  @Test("The text of a page and of a part of it is read, from the top left of the cropped page")
  func text() throws {
    let file = try PDFFile(Self.text, name: "text.pdf")
    let whole = try file.text(ofPage: 0)
    #expect(whole.contains("UPPER LEFT"))
    #expect(whole.contains("lower right"))
    let points = { (x: Double, y: Double, width: Double, height: Double) in
      Area(x: Length(points: x), y: Length(points: y), width: Length(points: width), height: Length(points: height))
    }
    #expect(try file.text(ofPage: 0, in: points(0, 0, 100, 40)) == "UPPER LEFT")
    #expect(try file.text(ofPage: 0, in: points(90, 50, 90, 30)) == "lower right")
    #expect(try file.text(ofPage: 0, in: points(0, 50, 60, 30)) == "")
  }

  @Test("A region is the same part of the whole picture")
  func region() throws {
    let file = try PDFFile(HandmadePDF.page().bytes, name: "page.pdf")
    let resolution = Resolution(dotsPerInch: 72)
    let whole = try file.render(page: 0, at: resolution)
    #expect(whole.width == 200)
    #expect(whole.height == 100)
    let part = try file.render(
      page: 0, at: resolution,
      region: Area(x: Length(points: 20), y: Length(points: 30), width: Length(points: 90), height: Length(points: 50)))
    // Soft edges may be cut a shade differently at another origin.
    let cut = whole.cropped(x: 20, y: 30, width: 90, height: 50)
    #expect(part.width == 90 && part.height == 50)
    #expect(zip(part.pixels, cut.pixels).count { abs(Int($0) - Int($1)) > 3 } == 0)
    let colour = try file.renderColour(page: 0, at: resolution)
    #expect((colour.gray == whole) == true, "gray from colour is the gray picture")
  }

  @Test("Sizes are those of the page as seen")
  func sizes() throws {
    let file = try PDFFile(HandmadePDF.page("/MediaBox [0 0 200 100] /Rotate 90").bytes, name: "page.pdf")
    #expect(file.pageCount == 1)
    let size = try file.size(ofPage: 0)
    #expect(size.width.points == 100)
    #expect(size.height.points == 200)
  }

  @Test("A picture beyond the limit is refused before memory is taken")
  func limits() throws {
    let file = try PDFFile(HandmadePDF.page("/MediaBox [0 0 14000 14000]").bytes, name: "wide.pdf")
    #expect(
      throws: PDFError.tooManyPixels(file: "wide.pdf", page: 1, width: 14_000, height: 14_000, limit: 100_000_000)
    ) { try file.render(page: 0, at: Resolution(dotsPerInch: 72)) }
    #expect(throws: PDFError.self) { try file.render(page: 0, at: Resolution(dotsPerInch: .infinity)) }
    #expect(throws: PDFError.emptyRegion(file: "wide.pdf", page: 1)) {
      try file.render(page: 0, at: Resolution(dotsPerInch: 0))
    }
    #expect(throws: PDFError.emptyRegion(file: "wide.pdf", page: 1)) {
      try file.render(page: 0, at: Resolution(dotsPerInch: .nan))
    }
    #expect(throws: PDFError.noSuchPage(file: "wide.pdf", page: 2, pages: 1)) { try file.size(ofPage: 1) }
    #expect(throws: PDFError.noSuchPage(file: "wide.pdf", page: 0, pages: 1)) { try file.text(ofPage: -1) }
  }

  @Test("A damaged file keeps poppler's words")
  func damaged() throws {
    let error = #expect(throws: PDFError.self) {
      _ = try PDFFile(Array("%PDF-1.7\nnothing here".utf8), name: "torn.pdf")
    }
    #expect(try #require(error).description.hasPrefix("torn.pdf: cannot open: the PDF is damaged: "))
  }

  @Test("Encrypted files are told: one that asks for a password, and one that only forbids")
  func encrypted() throws {
    let locked = HandmadePDF.encrypted(userPassword: true)
    #expect(throws: PDFError.encrypted(file: "locked.pdf")) { _ = try PDFFile(locked, name: "locked.pdf") }
    #expect(throws: PDFError.encrypted(file: "locked.pdf")) { _ = try Artwork(reading: locked, file: "locked.pdf") }
    let limited = HandmadePDF.encrypted(userPassword: false)
    // Reading what opens without a password is what its maker allows; making artwork of it is not.
    #expect(try PDFFile(limited, name: "limited.pdf").pageCount == 1)
    #expect(throws: PDFError.encrypted(file: "limited.pdf")) { _ = try Artwork(reading: limited, file: "limited.pdf") }
  }

  @Test("Any bytes changed or cut give a page or an error of the module, never worse")
  func fuzz() {
    var dice = Dice(seed: 11)
    for round in 0..<200 {
      var bytes = round % 2 == 0 ? FilledFormTests.form : ArtworkTests.rich.bytes
      for _ in 0...dice.below(6) { bytes[dice.below(bytes.count)] = UInt8(truncatingIfNeeded: dice.next()) }
      if dice.below(4) == 0 { bytes.removeLast(dice.below(bytes.count)) }
      do throws(PDFError) {
        let file = try PDFFile(bytes, name: "fuzz.pdf")
        _ = try file.render(page: 0, at: Resolution(dotsPerInch: 36), pixelLimit: 1_000_000)
        _ = try file.text(ofPage: 0)
      } catch {
        #expect(error.description.hasPrefix("fuzz.pdf"))
      }
    }
  }

  @Test("Text that runs from right to left does not shift the places of what follows it")
  func directions() throws {
    let fonts = "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /H 5 0 R >> >>"
    var pdf = HandmadePDF.page(
      "/MediaBox [0 0 200 100]",
      contents: "BT /H 10 Tf 1 0 0 1 20 80 Tm (ABCD) Tj /F 10 Tf 1 0 0 1 20 20 Tm (below) Tj ET", resources: fonts)
    pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>")
    pdf.add(
      stream: """
        /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /H def /CMapType 2 def
        1 begincodespacerange <00> <FF> endcodespacerange
        1 beginbfrange <41> <44> <05D0> endbfrange
        endcmap end end
        """)
    let file = try PDFFile(pdf.bytes, name: "letters.pdf")
    // The marks are there, so that the test can fail.
    #expect(try file.text(ofPage: 0).unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
    let points = { (value: Double) in Length(points: value) }
    let half = Area(x: points(0), y: points(50), width: points(200), height: points(50))
    #expect(try file.text(ofPage: 0, in: half) == "below")
  }
}
