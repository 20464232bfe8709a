// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import DurableFiles
import HandmadePDFs
import HandmadePictures
import PDF
import Paper
import Pictures
import Scanning
import Testing

@Suite("Pages of files as pictures")
struct ScanFileTests {
  static let width = 160
  static let height = 96

  static let jpeg = HandmadeJPEG(width: width, height: height, samples: 1) { x, y, _ in
    Pattern.tone(x, y, of: width, height)
  }.bytes

  /// A page that draws pictures; `contents` says how. It is so small that its scan has 960 dots an inch: drawn pages stop
  /// at 600.
  static func pdf(
    _ contents: String, page: String = "", box: String = "12 7.2",
    image: String = "/ColorSpace /DeviceGray /Filter /DCTDecode",
    data: [UInt8] = jpeg, more: [(stream: [UInt8], entries: String)] = []
  ) -> [UInt8] {
    let names = (0...more.count).map { "/I\($0) \($0 + 5) 0 R" }.joined(separator: " ")
    var pdf = HandmadePDF.page(
      "/MediaBox [0 0 \(box)] \(page)", contents: contents,
      resources: "<< /XObject << \(names) >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>")
    pdf.add(
      stream: data, "/Type /XObject /Subtype /Image /Width \(width) /Height \(height) /BitsPerComponent 8 \(image)")
    for (stream, entries) in more { pdf.add(stream: stream, entries) }
    return pdf.bytes
  }

  static func page(_ bytes: [UInt8], _ index: Int = 0) throws -> any PagePicture {
    try ScanFile(FileBytes(bytes), name: "a").page(index)
  }

  /// Mean difference of the tones of two pictures of any sizes, looked at in a grid.
  static func difference(_ one: GrayImage, _ other: GrayImage) -> Int {
    let grid = 30
    var sum = 0
    for y in 0..<grid {
      for x in 0..<grid {
        let tones = [one, other].map {
          Int($0[(2 * x + 1) * $0.width / (2 * grid), (2 * y + 1) * $0.height / (2 * grid)])
        }
        sum += abs(tones[0] - tones[1])
      }
    }
    return sum / (grid * grid)
  }

  /// The eight ways in which a picture can lie straight on a page, filling it.
  static let placements = [
    "12 0 0 7.2 0 0", "-12 0 0 7.2 12 0", "-12 0 0 -7.2 12 7.2", "12 0 0 -7.2 0 7.2", "0 12 7.2 0 0 0",
    "0 -12 7.2 0 0 12", "0 -12 -7.2 0 7.2 12", "0 12 -7.2 0 7.2 0",
  ]

  @Test(
    "A scanned JPEG is taken as it stands, as poppler would draw it, however it and the page are turned",
    arguments: placements, [0, 90, 180, 270])
  func placed(matrix: String, turn: Int) throws {
    let box = matrix.hasPrefix("0") ? "7.2 12" : "12 7.2"
    let bytes = Self.pdf("q \(matrix) cm /I0 Do Q", page: "/Rotate \(turn)", box: box)
    let page = try Self.page(bytes)
    // Its own pixels, not those of a drawing.
    #expect([page.width, page.height].sorted() == [Self.height, Self.width])
    let drawn = try PDFFile(bytes, name: "a").render(page: 0, at: Resolution(dotsPerInch: 1_440))
    #expect(Self.difference(try page.gray(atLeast: .full), drawn) <= 4)
    #expect(Self.difference(try page.gray(atLeast: Reduction(eighths: 4)), drawn) <= 6)
  }

  @Test(
    "What else is on the page decides whether it is drawn",
    arguments: [
      ("q 12 0 0 7.2 0 0 cm /I0 Do Q", true),
      // An OCR layer.
      ("q 12 0 0 7.2 0 0 cm /I0 Do Q BT /F 4 Tf 3 Tr 1 1 Td (text) Tj ET", true),
      ("/Artifact BMC q .5 0 0 .5 0 0 cm 24 0 0 14.4 0 0 cm /I0 Do Q EMC", true),
      ("q 12 0 0 7.2 0 0 cm /I0 Do Q BT /F 4 Tf 1 1 Td (text) Tj ET", false),
      ("q 12 0 0 7.2 0 0 cm /I0 Do Q 1 1 2 2 re f", false),
      ("q 12 0 0 7.2 0 0 cm /I0 Do /I0 Do Q", false),
      // Aslant, beyond the edge, clipped, in a layer.
      ("q 11 .5 -.3 6.6 .4 0 cm /I0 Do Q", false),
      ("q 14 0 0 8.4 0 0 cm /I0 Do Q", false),
      ("0 0 6 4 re W n q 12 0 0 7.2 0 0 cm /I0 Do Q", false),
      ("/OC /L BDC q 12 0 0 7.2 0 0 cm /I0 Do Q EMC", false),
    ])
  func contents(contents: String, isTaken: Bool) throws {
    let page = try Self.page(Self.pdf(contents))
    #expect((page.width == Self.width && page.height == Self.height) == isTaken)
    let drawn = try PDFFile(Self.pdf(contents), name: "a").render(page: 0, at: Resolution(dotsPerInch: 1_440))
    #expect(Self.difference(try page.gray(atLeast: .full), drawn) <= 5)
  }

  @Test(
    "A JPEG that is not shown as it is, is drawn",
    arguments: [
      "/ColorSpace /DeviceGray /Filter /DCTDecode /Decode [1 0]",
      "/ColorSpace [/Separation /Black /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>] /Filter /DCTDecode",
      "/ColorSpace /DeviceGray /Filter /DCTDecode /Mask [0 100]",
      "/ColorSpace /DeviceGray /Filter [/DCTDecode /DCTDecode]",
    ])
  func reinterpreted(image: String) throws {
    let bytes = Self.pdf("q 12 0 0 7.2 0 0 cm /I0 Do Q", image: image)
    let page = try Self.page(bytes)
    #expect(page.width < Self.width)
    let drawn = try PDFFile(bytes, name: "a").render(page: 0, at: Resolution(dotsPerInch: 1_440))
    #expect(Self.difference(try page.gray(atLeast: .full), drawn) <= 5)
  }

  @Test("A scan within a form, and a note stuck to the page")
  func formsAndNotes() throws {
    let form = (
      stream: Array("q 6 0 0 3.6 0 0 cm /I0 Do Q".utf8),
      entries: "/Type /XObject /Subtype /Form /BBox [0 0 6 3.6] /Matrix [2 0 0 2 0 0]"
    )
    #expect(try Self.page(Self.pdf("/I1 Do", more: [form])).width == Self.width)
    let note = "/Annots [<< /Type /Annot /Subtype /Square /Rect [1 1 5 5] /C [1 0 0] >>]"
    #expect(try Self.page(Self.pdf("q 12 0 0 7.2 0 0 cm /I0 Do Q", page: note)).width != Self.width)
  }

  @Test("Resolution: of the scan as it is placed; of the finest of several; else 300")
  func resolutions() throws {
    // 160 pixels on 120 points.
    #expect(
      try Self.page(Self.pdf("120 0 0 72 0 0 cm /I0 Do", box: "120 72")).resolution == Resolution(dotsPerInch: 96))
    let strips = "q 36 0 0 21.6 0 0 cm /I0 Do Q q 36 0 0 21.6 40 40 cm /I0 Do Q"
    let two = try Self.page(Self.pdf(strips, box: "120 120"))
    #expect(abs(try #require(two.resolution).dotsPerInch - 320) < 1e-6 && !two.isColour)
    #expect(try Self.page(Self.pdf("\(strips) 0 0 5 5 re f", box: "120 120")).isColour)
    // Unequal sides: the finer one.
    #expect(try Self.page(Self.pdf("120 0 0 100 0 0 cm /I0 Do", box: "120 100")).height == 133)
    #expect(try Self.page(HandmadePDF.page().bytes).resolution == Resolution(dotsPerInch: 300))
    #expect(
      try Self.page(HandmadePDF.page("/MediaBox [0 0 14173 842]").bytes).resolution.map { $0.dotsPerInch > 150 }
        ?? false)
  }

  @Test("Unequal sides of a fax's pixels are made square, whichever way up it lies", arguments: 1...8)
  func fax(orientation: Int) throws {
    // 204 × 98 dots an inch, upright 2 × 2 inch.
    var page = HandmadeTIFF.Page(width: 408, height: 196) { x, y, _ in Pattern.tone(x, y, of: 408, 196) }
    page.resolution = (204, 98, 2)
    page.orientation = orientation
    let picture = try Self.page(HandmadeTIFF([page]).bytes)
    #expect(picture.width == 408 && picture.height == 408)
    #expect(picture.resolution == Resolution(dotsPerInch: 204))
    let upright = try picture.gray(atLeast: .full)
    var jpeg = HandmadeJPEG(width: 408, height: 408, samples: 3) { x, y, _ in Pattern.tone(x, y, of: 408, 408) }
    jpeg.segments = [HandmadeJPEG.exif(orientation: orientation)]
    let photo = try Self.page(jpeg.bytes)
    #expect(Self.difference(upright, try photo.gray(atLeast: .full)) <= 2)
    #expect(Self.difference(upright, try photo.brightest(in: PixelArea(x: 0, y: 0, width: 408, height: 408))) <= 2)
    // Where the black patch lies (TIFF 6.0, tag 274): lower right of what is stored.
    let patch = [(1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0)][orientation - 1]
    #expect(upright[patch.0 == 1 ? 390 : 18, patch.1 == 1 ? 390 : 18] < 10)
  }

  @Test("The brightest of a region is that part of the brightest of the page")
  func regions() throws {
    let png = HandmadePNG(width: 20, height: 10, depth: 8, kind: 2) { x, y, part in part == 0 ? x * 10 : y }.bytes
    let page = try Self.page(png)
    let region = try page.brightest(in: PixelArea(x: -3, y: 2, width: 8, height: 100))
    #expect(region.width == 5 && region.height == 8)
    #expect(region[4, 0] == 40 && region[0, 7] == 9)
    let drawn = try Self.page(HandmadePDF.page(contents: "1 0 0 rg 0 0 200 100 re f").bytes)
    let red = try drawn.brightest(in: PixelArea(x: 10, y: 10, width: 30, height: 20))
    #expect(red == GrayImage(width: 30, height: 20))
    #expect(try drawn.gray(atLeast: .full)[20, 20] < 100)
    #expect(try drawn.brightest(in: PixelArea(x: 5_000, y: 0, width: 5, height: 5)).pixels.isEmpty)
  }

  @Test("Pages are told without looking at them, and each by its number")
  func pages() throws {
    let pages = (0..<5).map { number in HandmadeTIFF.Page(width: 30, height: 20) { _, _, _ in number * 10 } }
    let file = try ScanFile(FileBytes(HandmadeTIFF(pages).bytes), name: "box.tif")
    #expect(file.pageCount == 5)
    #expect(try file.page(3).gray(atLeast: .full)[4, 4] == 30)
    #expect(try file.page(3).name == "box.tif page 4")
    var cut = HandmadeTIFF(pages, mode: "wl").bytes
    // Directories stand behind their pixels: the last one is lost.
    cut.removeLast(40)
    let damaged = try ScanFile(FileBytes(cut), name: "box.tif")
    #expect(damaged.pageCount == 5)
    let error = #expect(throws: ScanError.self) { try damaged.page(4) }
    #expect(error == .pagesLost(file: "box.tif", found: 4))
  }

  @Test("All of 500 codes on one page are read, from a PNG and from a PDF that holds the same JPEG")
  func manyCodes() throws {
    var sheet = Sheet(width: 2_480, height: 3_508, module: 1)
    let texts = (0..<500).map { Array("CODE \($0)".utf8) }
    for (index, text) in texts.enumerated() {
      let code = try QRSymbol(alphanumeric: text, version: 1, level: .medium).image(pixelsPerModule: 3, quietZone: 0)
      for row in 0..<code.height {
        for column in 0..<code.width {
          sheet.picture[50 + index % 20 * 120 + column, 60 + index / 20 * 135 + row] = code[column, row]
        }
      }
    }
    let jpeg = try #require(sheet.picture.jpeg(quality: 90))
    var pdf = HandmadePDF.page(
      "/MediaBox [0 0 595.2 841.92]", contents: "595.2 0 0 841.92 0 0 cm /I0 Do",
      resources: "<< /XObject << /I0 5 0 R >> >>")
    pdf.add(
      stream: jpeg,
      "/Type /XObject /Subtype /Image /Width 2480 /Height 3508 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode"
    )
    var scanner = try SealScanner()
    for bytes in [try #require(sheet.picture.png()), pdf.bytes] {
      let codes = try scanner.read(ScanFile(FileBytes(bytes), name: "a").page(0)).codes
      #expect(codes.count == 500 && Set(codes.map(\.text)) == Set(texts))
    }
  }

  @Test("A thumbnail is small, whatever the page")
  func thumbnails() throws {
    for (bytes, width) in [
      (Self.jpeg, 160), (HandmadePDF.page().bytes, 240), (try #require(GrayImage(width: 1, height: 3_000).png()), 1),
      (try #require(GrayImage(width: 3_000, height: 1).png()), 240),
    ] {
      let thumbnail = try Self.page(bytes).thumbnail(width: 240)
      let picture = try Self.page(thumbnail)
      #expect(picture.width == width && picture.height <= 960 && thumbnail.count < 20_000)
    }
  }

  @Test("Files that cannot be scanned are told with their name and what to do")
  func unreadable() throws {
    let protected = HandmadePDF.encrypted(userPassword: true)
    for (bytes, words) in [
      ([], "no bytes"), (Array("HTTPS://A/1/B".utf8), "neither PDF, TIFF, PNG nor JPEG"),
      ([0x50, 0x4B, 3, 4], "neither"),
      (Array("%PDF-1.7".utf8), "damaged"), ([0xFF, 0xD8, 0xFF, 0, 0], "JPEG"), (Array("II*\0".utf8), "TIFF"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "PNG"), (protected, "password"),
    ] as [([UInt8], String)] {
      let error = #expect(throws: ScanError.self) { try ScanFile(FileBytes(bytes), name: "x.bin") }
      let text = "\(try #require(error))"
      #expect(text.hasPrefix("x.bin: ") && text.contains(words))
    }
    // One that opens without a password is looked at.
    #expect(try Self.page(HandmadePDF.encrypted(userPassword: false)).gray(atLeast: .full).width == 834)
  }

  @Test(
    "Contents that unpack to more than any page needs are refused, once or several times packed", arguments: [1, 2, 3])
  func bombs(times: Int) throws {
    var packed = [UInt8](repeating: 0x20, count: 70 << 20)
    for _ in 0..<times { packed = Deflate.compress(packed, level: 6) }
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>")
    pdf.add(stream: packed, "/Filter [\(Array(repeating: "/FlateDecode", count: times).joined(separator: " "))]")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>")
    let file = try ScanFile(FileBytes(pdf.bytes), name: "a")
    let error = #expect(throws: ScanError.self) { try file.page(0) }
    #expect(error == .unreadable(.contentsTooLong(file: "a", page: 1, limit: 64 << 20)))
    #expect(try file.page(1).gray(atLeast: .full).pixels.allSatisfy { $0 == 255 })
  }

  @Test(
    "A picture of many bytes or none that poppler leaves out is damage, one of few an empty sheet",
    arguments: [
      ("CCITTFaxDecode", 3_000, true), ("JBIG2Decode", 3_000, true), ("JPXDecode", 3_000, true), ("JPXDecode", 0, true),
      ("DCTDecode", 3_000, true), ("JBIG2Decode", 60, false), ("FlateDecode", 3_000, false),
    ])
  func leftOut(filter: String, bytes: Int, isDamage: Bool) throws {
    let data = [UInt8](repeating: 0, count: bytes)
    let page = try Self.page(
      Self.pdf("12 0 0 7.2 0 0 cm /I0 Do", image: "/ColorSpace /DeviceGray /Filter /\(filter)", data: data))
    let damage = ScanError.unreadable(
      .damaged(file: "a", doing: "draw page 1", library: "its picture cannot be unpacked"))
    var error: ScanError?
    do throws(ScanError) { _ = try page.gray(atLeast: .full) } catch let thrown { error = thrown }
    #expect(error == (isDamage ? damage : nil))
  }

  @Test(
    "A fax of a few rows, a stub of JPEG 2000 or fewer bytes than the rows need in a PDF is not whole, an empty fax is",
    arguments: [
      ("/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 160 /Rows 96 >>", 8, false),
      ("/Filter [/CCITTFaxDecode] /DecodeParms [<< /K -1 /Columns 160 /Rows 96 >>]", 12, true),
      ("/Filter /JPXDecode", 300, false), ("/Filter /FlateDecode", 14, false), ("/Filter /FlateDecode", 15, true),
      ("", 15_359, false), ("", 15_360, true), ("/Filter [/FlateDecode /DCTDecode]", 8, true),
    ])
  func wholeness(entries: String, bytes: Int, isWhole: Bool) throws {
    let data = [UInt8](repeating: 0xFF, count: bytes)
    let pdf = Self.pdf("12 0 0 7.2 0 0 cm /I0 Do", image: "/ColorSpace /DeviceGray \(entries)", data: data)
    #expect(try ScanFile(FileBytes(pdf), name: "a").page(0).isWhole == isWhole)
  }

  @Test("PDFs of scans with a byte changed or cut give pages or reasons")
  func damage() throws {
    let whole = Self.pdf("q 12 0 0 7.2 0 0 cm /I0 Do Q", page: "/Rotate 90")
    var damaged = stride(from: 0, to: whole.count, by: 40).map { Array(whole.prefix($0)) }
    for index in stride(from: 0, to: whole.count, by: 7) {
      var bytes = whole
      bytes[index] ^= index % 2 == 0 ? 0xFF : 0x01
      damaged.append(bytes)
    }
    for bytes in damaged {
      do throws(ScanError) {
        let file = try ScanFile(FileBytes(bytes), name: "x")
        for index in 0..<min(2, file.pageCount) {
          let page = try file.page(index)
          if page.width * page.height < 1_000_000 { _ = try page.gray(atLeast: Reduction(eighths: 2)) }
        }
      } catch {
        #expect(error.description.hasPrefix("x"))
      }
    }
  }
}
