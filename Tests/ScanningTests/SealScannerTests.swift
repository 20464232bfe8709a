// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import PDF
import Paper
import Scanning
import Testing

@Suite struct SealScannerTests {
  static let text = Array("HTTPS://VERIFY.EXAMPLE/1/".utf8) + (0..<320).map { Array("QX7ZLM2PAB5".utf8)[$0 * $0 % 11] }

  /// An A4 page with the code where a certificate bears it, 0.46 mm a module, as a PDF of plain rectangles.
  static func page() throws -> [UInt8] {
    let symbol = try QRSymbol(alphanumeric: text, version: 14, level: .quartile)
    let module = Length(millimetres: 0.46).points
    let (left, top) = (Length(millimetres: 160).points, 842 - Length(millimetres: 245).points)
    var drawing = "0 g\n"
    for run in symbol.darkRuns {
      let (x, y) = (left + Double(run.x) * module, top - Double(run.y + 1) * module)
      drawing += "\(x) \(y) \(Double(run.length) * module) \(module) re\n"
    }
    drawing += "f"
    var file = "%PDF-1.4\n"
    var table = "xref\n0 5\n0000000000 65535 f \n"
    let bodies = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
      "<< /Length \(drawing.utf8.count) >>\nstream\n\(drawing)\nendstream",
    ]
    for (index, body) in bodies.enumerated() {
      let offset = String(file.utf8.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      file += "\(index + 1) 0 obj\n\(body)\nendobj\n"
    }
    let start = file.utf8.count
    file += "\(table)trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }

  static func codes(in picture: GrayImage, dpi: Double? = nil) throws -> [Scan] {
    var scanner = try SealScanner()
    return try scanner.read(
      WholePicture(picture, name: "page.png", resolution: dpi.map(Resolution.init(dotsPerInch:)))
    ).codes
  }

  static func scan(dpi: Double) throws -> GrayImage {
    try PDFFile(page(), name: "page.pdf").render(page: 0, at: Resolution(dotsPerInch: dpi))
  }

  @Test("The code of a page is read at every usual resolution", arguments: [100.0, 150, 200, 300, 400])
  func resolutions(dpi: Double) throws {
    let scans = try Self.codes(in: Self.scan(dpi: dpi), dpi: dpi)
    #expect(scans.map(\.text) == [Self.text])
    let pixels = { (millimetres: Double) in Length(millimetres: millimetres).pixels(at: Resolution(dotsPerInch: dpi)) }
    let corners = try #require(scans.first).corners
    #expect(corners.count == 4)
    for corner in corners {
      #expect(Double(corner.x) > pixels(158) && Double(corner.x) < pixels(196))
      #expect(Double(corner.y) > pixels(243) && Double(corner.y) < pixels(281))
    }
  }

  @Test("Gray paper, a shadow across it and noise do not hide the code")
  func shadow() throws {
    var picture = try Self.scan(dpi: 200)
    var state: UInt32 = 5
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        state = state &* 1_664_525 &+ 1_013_904_223
        let light = 60 + 150 * x / picture.width
        let tone = Int(picture[x, y]) * light / 255 + 25 + Int(state >> 24) % 12
        picture[x, y] = UInt8(min(255, tone))
      }
    }
    #expect(try Self.codes(in: picture).map(\.text) == [Self.text])
  }

  @Test("A page on its side or head is read")
  func turned() throws {
    let upright = try Self.scan(dpi: 150)
    let head = GrayImage(width: upright.width, height: upright.height, pixels: upright.pixels.reversed())
    #expect(try Self.codes(in: head).map(\.text) == [Self.text])
    var side = GrayImage(width: upright.height, height: upright.width)
    for y in 0..<upright.height {
      for x in 0..<upright.width { side[upright.height - 1 - y, x] = upright[x, y] }
    }
    #expect(try Self.codes(in: side).map(\.text) == [Self.text])
  }

  @Test(
    "Pictures without a code give none, whatever their size",
    arguments: [(1, 1), (1, 900), (3, 2), (700, 500), (20_000, 3)])
  func nothing(width: Int, height: Int) throws {
    #expect(try Self.codes(in: GrayImage(width: width, height: height, filledWith: 200)).isEmpty)
  }

  @Test("An empty picture gives none")
  func empty() throws {
    #expect(try Self.codes(in: GrayImage(width: 0, height: 0)).isEmpty)
  }
}
