// SPDX-License-Identifier: GPL-3.0-or-later
import HandmadePDFs
import PDF
import Paper
import Testing

@Suite struct ArtworkTests {
  static let rich = HandmadePDF.rich()

  @Test("Spot colours, overprint, transparency, layers and nested forms come out pixel for pixel")
  func fidelity() throws {
    let artwork = try Artwork(reading: Self.rich.bytes, file: "rich.pdf")
    let made = sheet(bearing: artwork)
    for dpi in [72.0, 131, 300] {
      #expect(try differingPixels(picture(Self.rich.bytes, dpi: dpi), picture(made, dpi: dpi)) == 0)
    }
  }

  @Test("Streams are copied byte for byte, names escaped again, each object once")
  func copies() throws {
    let artwork = try Artwork(reading: Self.rich.bytes, file: "rich.pdf")
    let made = artwork.objects(numberedFrom: 40)
    let joined = Array(made.joined())
    #expect(contains(joined, "/PANTONE#20286#20C".utf8))
    #expect(contains(joined, [0x78, 0x9C, 0x00, 0xFF, 0x0A, 0x0D, 0x25]))
    #expect(occurrences(of: "0 0 1 rg 0 0 10 10 re f".utf8, in: joined) == 1)
    // Form, resources, function, nested form, two layers, profile; nothing that no one needs.
    #expect(artwork.objectCount == 7)
    #expect(made.count == 7)
    #expect(!contains(joined, "Unused".utf8))
    #expect(!contains(joined, "secret".utf8))
    #expect(!contains(joined, "/StructParents".utf8))
    // The way back to the page is cut.
    #expect(contains(joined, "/P null".utf8))
    #expect(made[0].starts(with: "40 0 obj\n<< /Type /XObject /Subtype /Form".utf8))
    #expect(artwork.pageEntries(numberedFrom: 40) == Array(" /Group << /CS /DeviceRGB /S /Transparency >>".utf8))
    #expect(artwork.minimumVersion == PDFVersion(major: 1, minor: 6))
    let catalog = String(decoding: artwork.catalogEntries(numberedFrom: 40), as: UTF8.self)
    #expect(catalog.contains("/OutputIntents [ << "))
    #expect(catalog.contains("/OFF [ 4"))
  }

  @Test("The same template gives the same bytes, under any numbering of the same width")
  func deterministic() throws {
    let one = try Artwork(reading: Self.rich.bytes, file: "rich.pdf")
    let two = try Artwork(reading: Self.rich.bytes, file: "rich.pdf")
    #expect(one.objects(numberedFrom: 12) == two.objects(numberedFrom: 12))
    #expect(one.objects(numberedFrom: 12).map(\.count) == one.objects(numberedFrom: 52).map(\.count))
  }

  @Test("A file of object streams gives the same objects as a plain one")
  func objectStreams() throws {
    let plain = try Artwork(reading: Self.rich.bytes, file: "plain.pdf")
    let packed = try Artwork(reading: Self.rich.packed, file: "packed.pdf")
    #expect(packed.notices.isEmpty)
    #expect(packed.objects(numberedFrom: 1) == plain.objects(numberedFrom: 1))
  }

  @Test("A single compressed stream keeps its compression and its bytes")
  func singleStream() throws {
    let compressed = Deflate.compress(Array(HandmadePDF.drawing.utf8), level: 1)
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents [4 0 R] >>")
    pdf.add(stream: compressed, "/Filter [/FlateDecode] /DecodeParms [null]")
    let artwork = try Artwork(reading: pdf.bytes, file: "one.pdf")
    #expect(contains(artwork.objects(numberedFrom: 1)[0], compressed))
    #expect(try differingPixels(picture(pdf.bytes), picture(sheet(bearing: artwork))) == 0)
  }

  @Test("Contents in several streams, cut between any two words, are joined")
  func severalStreams() throws {
    let words = HandmadePDF.drawing.split(whereSeparator: \.isWhitespace)
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    let parts = words.indices.map { "\($0 + 4) 0 R" }.joined(separator: " ")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents [\(parts)] >>")
    for (index, word) in words.enumerated() {
      if index % 2 == 0 {
        pdf.add(stream: String(word))
      } else {
        pdf.add(stream: Deflate.compress(Array(word.utf8), level: 6), "/Filter /FlateDecode")
      }
    }
    let artwork = try Artwork(reading: pdf.bytes, file: "many.pdf")
    #expect(artwork.objectCount == 1)
    #expect(try differingPixels(picture(pdf.bytes), picture(sheet(bearing: artwork))) == 0)
  }

  @Test("A nested form without resources of its own goes on using those of the page")
  func borrowedResources() throws {
    var pdf = HandmadePDF.page(
      contents: "/Nested Do", resources: "<< /XObject << /Nested 5 0 R >> /ExtGState << /Half << /ca 0.5 >> >> >>")
    pdf.add(stream: "/Half gs " + HandmadePDF.drawing, "/Type /XObject /Subtype /Form /BBox [0 0 200 100]")
    let artwork = try Artwork(reading: pdf.bytes, file: "old.pdf")
    #expect(contains(artwork.objects(numberedFrom: 1)[1], "/Resources << /ExtGState << /Half".utf8))
    #expect(try differingPixels(picture(pdf.bytes), picture(sheet(bearing: artwork))) == 0)
  }

  @Test("A page without contents is an empty sheet")
  func emptyPage() throws {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>")
    let drawn = try picture(sheet(bearing: Artwork(reading: pdf.bytes, file: "empty.pdf")))
    #expect(drawn.pixels.allSatisfy { $0 == 255 })
  }

  @Test("Twenty thousand objects, each leading to the next and back, are copied once")
  func manyObjects() throws {
    let count = 20_000
    var pdf = HandmadePDF.page(resources: "<< /Properties << /Chain 5 0 R >> >>")
    for index in 0..<count {
      let this = 5 + index
      pdf.add(
        "<< /Before \(max(5, this - 1)) 0 R /After \(min(this + 1, 4 + count)) 0 R /Numbers [\(index) 1.50 (a\\)b)] >>")
    }
    let artwork = try Artwork(reading: pdf.bytes, file: "many.pdf")
    #expect(artwork.objectCount == count + 1)
    #expect(contains(artwork.objects(numberedFrom: 1)[1], "/Numbers [ 0 1.50 (a\\)b) ]".utf8))
    #expect(try differingPixels(picture(pdf.bytes), picture(sheet(bearing: artwork))) == 0)
  }

  @Test("One page of several is taken when it is named")
  func severalPages() throws {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 200 100] >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Rotate 90 >>")
    pdf.add(stream: "1 0 0 rg 0 0 20 20 re f")
    pdf.add(stream: HandmadePDF.drawing)
    #expect(throws: PDFError.severalPages(file: "two.pdf", pages: 2)) {
      try Artwork(reading: pdf.bytes, file: "two.pdf")
    }
    #expect(throws: PDFError.noSuchPage(file: "two.pdf", page: 3, pages: 2)) {
      try Artwork(reading: pdf.bytes, file: "two.pdf", page: 2)
    }
    for page in 0...1 {
      let artwork = try Artwork(reading: pdf.bytes, file: "two.pdf", page: page)
      #expect(artwork.pageCount == 2)
      #expect(try differingPixels(picture(pdf.bytes, page: page), picture(sheet(bearing: artwork))) == 0)
    }
  }

  @Test("Inks beyond the process colours are named, each once")
  func spotColours() throws {
    let spaces =
      "/A [/Separation /Gold#20Foil /DeviceGray 5 0 R] /B [/Separation /Gold#20Foil /DeviceGray 5 0 R]"
      + " /C [/DeviceN [/Cyan /Black /Warm#20Red] /DeviceCMYK 5 0 R] /D [/Separation /All /DeviceGray 5 0 R]"
      + " /E [/Separation /None /DeviceGray 5 0 R] /F [/Separation /Short]"
    var pdf = HandmadePDF.page(resources: "<< /ColorSpace << \(spaces) >> >>")
    pdf.add("<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0] /C1 [1] >>")
    #expect(try Artwork(reading: pdf.bytes, file: "inks.pdf").spotColours == ["Gold Foil", "Warm Red"])
    #expect(try Artwork(reading: HandmadePDF.page().bytes, file: "plain.pdf").spotColours.isEmpty)
  }

  @Test("Form fields on the page are told, links are not")
  func annotations() throws {
    let plain = HandmadePDF.page("/MediaBox [0 0 200 100] /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>]")
    #expect(try Artwork(reading: plain.bytes, file: "a.pdf").notices.isEmpty)
    let filled = HandmadePDF.page(
      "/MediaBox [0 0 200 100] /Annots [<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>]")
    let notices = try Artwork(reading: filled.bytes, file: "a.pdf").notices
    #expect(notices.count == 1)
    #expect(notices.first?.contains("left out") == true)
  }
}
