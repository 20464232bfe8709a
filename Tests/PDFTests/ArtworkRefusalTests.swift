// SPDX-License-Identifier: GPL-3.0-or-later
import HandmadePDFs
import PDF
import Testing

@Suite struct ArtworkRefusalTests {
  @Test(
    "Whatever acts by itself is refused",
    arguments: [
      ("/OpenAction << /S /JavaScript /JS (app.alert) >>", "", "JavaScript action"),
      ("/OpenAction << /S /Launch /F (cmd) >>", "", "Launch action"),
      ("/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /JavaScript /JS (x) >>] >>", "", "JavaScript action"),
      ("/OpenAction << /S /URI /URI (http://x) >>", "", "URI action"),
      ("/AA << /WP << /S /JavaScript /JS (x) >> >>", "", "an event of the document"),
      ("/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>", "", "list of names"),
      ("/AcroForm << /Fields [] /XFA (x) >>", "", "XFA"),
      ("", "/AA << /O << /S /Launch /F (cmd) >> >>", "an event of page 1"),
      ("", "/Annots [<< /Subtype /Widget /A << /S /JavaScript /JS (x) >> >>]", "annotation 1"),
      ("", "/Annots [<< /Subtype /Widget /AA << /K << /S /JavaScript /JS (x) >> >> >>]", "annotation 1"),
    ])
  func activeContent(catalog: String, page: String, words: String) throws {
    let pdf = HandmadePDF.page("/MediaBox [0 0 200 100] \(page)", catalog: catalog)
    let error = #expect(throws: PDFError.self) { try Artwork(reading: pdf.bytes, file: "bad.pdf") }
    let message = try #require(error).description
    #expect(message.hasPrefix("bad.pdf: refused: "))
    #expect(message.contains(words))
  }

  @Test(
    "What only moves about is taken",
    arguments: [
      "/OpenAction [3 0 R /Fit]", "/OpenAction << /S /GoTo /D [3 0 R /Fit] >>",
      "/Names << /JavaScript << /Names [] >> >>",
      "/AcroForm << /Fields [] >>", "/AA << >>",
    ])
  func harmless(catalog: String) throws {
    let pdf = HandmadePDF.page(catalog: catalog)
    #expect(try Artwork(reading: pdf.bytes, file: "good.pdf").objectCount == 1)
  }

  @Test("An endless chain of actions ends in an error")
  func actionLoop() {
    var pdf = HandmadePDF.page(catalog: "/OpenAction 5 0 R")
    pdf.add("<< /S /GoTo /D [3 0 R /Fit] /Next 5 0 R >>")
    #expect(throws: PDFError.self) { try Artwork(reading: pdf.bytes, file: "loop.pdf") }
  }

  @Test(
    "Bytes that are no PDF are told as such",
    arguments: [
      [], Array("hello".utf8), [0x89, 0x50, 0x4E, 0x47], Array(repeating: 0, count: 5_000),
    ] as [[UInt8]])
  func notPDF(bytes: [UInt8]) {
    #expect(throws: PDFError.notAPDF(file: "x.pdf")) { try Artwork(reading: bytes, file: "x.pdf") }
    #expect(throws: PDFError.notAPDF(file: "x.pdf")) { _ = try PDFFile(bytes, name: "x.pdf") }
  }

  @Test("A stream that stands in another file is refused")
  func externalStream() {
    var pdf = HandmadePDF.page(resources: "<< /XObject << /A 5 0 R >> >>")
    pdf.add(stream: "", "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /F (/etc/passwd)")
    #expect(throws: PDFError.externalStream(file: "x.pdf", object: 5)) {
      try Artwork(reading: pdf.bytes, file: "x.pdf")
    }
  }

  @Test("Contents that no reader could read are refused")
  func brokenContents() {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R >>")
    pdf.add(stream: "not deflated", "/Filter /FlateDecode")
    #expect(throws: PDFError.self) { try Artwork(reading: pdf.bytes, file: "x.pdf") }
  }

  @Test("Contents that swell without end are refused")
  func bomb() {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents [4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R] >>")
    pdf.add(stream: Deflate.compress([UInt8](repeating: 0x20, count: 50 << 20), level: 9), "/Filter /FlateDecode")
    #expect(throws: PDFError.self) { try Artwork(reading: pdf.bytes, file: "bomb.pdf") }
  }

  @Test("A broken table of objects is mended and told")
  func brokenTable() throws {
    var bytes = HandmadePDF.page().bytes
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: "startxref".utf8) })
    bytes.removeSubrange(start...)
    let artwork = try Artwork(reading: bytes, file: "torn.pdf")
    #expect(!artwork.notices.isEmpty)
    #expect(try differingPixels(picture(HandmadePDF.page().bytes), picture(sheet(bearing: artwork))) == 0)
  }

  @Test("A page tree that loops, and a page that is its own parent, end in an error or a page")
  func loops() {
    var loop = HandmadePDF()
    loop.add("<< /Type /Catalog /Pages 2 0 R >>")
    loop.add("<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>")
    #expect(throws: PDFError.self) { try Artwork(reading: loop.bytes, file: "loop.pdf") }
    var own = HandmadePDF()
    own.add("<< /Type /Catalog /Pages 2 0 R >>")
    own.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    own.add("<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>")
    own.add(stream: "")
    #expect(throws: PDFError.self) { try Artwork(reading: own.bytes, file: "own.pdf") }
  }

  @Test("Any bytes changed or cut give artwork or an error of the module, never worse")
  func fuzz() {
    var dice = Dice(seed: 7)
    let whole = ArtworkTests.rich.bytes
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0...dice.below(6) { bytes[dice.below(bytes.count)] = UInt8(truncatingIfNeeded: dice.next()) }
      if dice.below(4) == 0 { bytes.removeLast(dice.below(bytes.count)) }
      do throws(PDFError) {
        let artwork = try Artwork(reading: bytes, file: "fuzz.pdf")
        #expect(artwork.objectCount >= 1)
      } catch {
        #expect(error.description.hasPrefix("fuzz.pdf"))
      }
    }
  }
}
