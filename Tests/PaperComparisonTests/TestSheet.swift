// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import HandmadePDFs
import PDF
import Paper
import Scanning

@testable import PaperComparison

/// A small certificate, A6, with a code like a seal's.
struct TestSheet {
  static let code = Array("HTTPS://VERIFY.EXAMPLE/1/".utf8) + (0..<320).map { Array("QX7ZLM2PAB5".utf8)[$0 * $0 % 11] }

  var number = "SG-2026-0000033-1"
  var consignee = ["Orchard Valves Trading Ltd", "14 Quay Street, Harbourside"]
  var origin = "Viet Nam"
  var destination = "Singapore"
  var invoice = "INV/77/0000512"
  var goods = [
    ("40 cartons of brass valves, chromium-plated", "4600"), ("12 crates of copper fittings, 22 mm", "1279"),
  ]
  /// A digit in front of the second weight.
  var inFront = ""
  /// The form's own lines and words; without them the sheet is for stock that bears them.
  var hasForm = true

  /// What the genuine one says.
  static var texts: [NamedText] {
    let sheet = TestSheet()
    return [
      NamedText(.number, sheet.number), NamedText(.origin, sheet.origin), NamedText(.destination, sheet.destination),
      NamedText(.invoice, sheet.invoice),
    ] + sheet.consignee.map { NamedText(.consignee, $0) }
      + sheet.goods.flatMap { [NamedText(.goods, $0.0), NamedText(.weights, $0.1)] }
  }

  var pdf: [UInt8] {
    var drawing = "0 g\n"
    func text(_ text: String, x: Double, y: Double, size: Double, font: String = "F1") {
      drawing += "BT /\(font) \(size) Tf \(x) \(y) Td (\(text)) Tj ET\n"
    }
    if hasForm {
      text("CERTIFICATE OF ORIGIN", x: 60, y: 392, size: 13, font: "F2")
      let labels = [
        ("Number", 18.0, 376.0), ("Consignee", 18, 340), ("Country of origin", 160, 376),
        ("Destination", 160, 340), ("Invoice", 160, 304), ("Description of goods; gross weight in kg", 18, 276),
      ]
      for (label, x, y) in labels { text(label, x: x, y: y, size: 6) }
      drawing += "0.6 w 14 120 270 266 re S 14 284 m 284 284 l S 156 284 m 156 386 l S 14 348 m 284 348 l S\n"
      drawing += "0.3 w 14 130 m 284 140 l S 20 20 m 150 118 l S\n"
    }
    text(number, x: 18, y: 360, size: 11, font: "F2")
    for (index, line) in consignee.enumerated() { text(line, x: 18, y: 326 - Double(index) * 11, size: 8.5) }
    text(origin, x: 160, y: 360, size: 9)
    text(destination, x: 160, y: 324, size: 9)
    text(invoice, x: 160, y: 290, size: 8.5)
    for (index, line) in goods.enumerated() {
      text(line.0, x: 18, y: 258 - Double(index) * 14, size: 8.5)
      text(line.1, x: 250, y: 258 - Double(index) * 14, size: 8.5)
    }
    text(inFront, x: 245.27, y: 244, size: 8.5)
    let module = Length(millimetres: 0.46).points
    guard let symbol = try? QRSymbol(alphanumeric: Self.code, version: 14, level: .quartile) else { return [] }
    for run in symbol.darkRuns {
      drawing += "\(170 + Double(run.x) * module) \(113 - Double(run.y + 1) * module) \(Double(run.length) * module)"
      drawing += " \(module) re\n"
    }
    drawing += "f"
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add(
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420] /Contents 4 0 R /Resources << /Font << /F1 5 0 R"
        + " /F2 6 0 R >> >> >>")
    pdf.add(stream: drawing)
    pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>")
    return pdf.bytes
  }

  func picture(dpi: Double) throws -> GrayImage {
    try PDFFile(pdf, name: "sheet.pdf").render(page: 0, at: Resolution(dotsPerInch: dpi))
  }

  /// As it is compared with.
  func stamped() throws -> StampedSheet {
    let file = try PDFFile(pdf, name: "sheet.pdf")
    let picture = try file.render(page: 0, at: StampedSheet.resolution)
    var sheet = StampedSheet(
      picture: picture, code: try Self.corners(in: picture, StampedSheet.resolution),
      characters: try file.characters(ofPage: 0))
    sheet.name(Self.texts)
    return sheet
  }

  static func corners(in picture: GrayImage, _ resolution: Resolution) throws -> [PagePoint] {
    var scanner = try SealScanner()
    let codes = try scanner.read(WholePicture(picture, name: "sheet", resolution: resolution)).codes
    let corners = codes.first { $0.text == code }?.corners ?? []
    return corners.map { PagePoint(x: Double($0.x), y: Double($0.y)) }
  }

  /// Printed and scanned: turned by `slope` (pixels down for one across), softened, grayed and grained.
  func scan(dpi: Double = 200, slope: Double = 0.01, isUpsideDown: Bool = false, grain: Int = 24) throws -> GrayImage {
    let page = try picture(dpi: dpi)
    let sheet = GrayImage(width: page.width + 30, height: page.height + 30)
    var scan = Registration.laid(page, over: sheet, factor: 1) { point in
      let (x, y) = (point.x - 12, point.y - 17)
      return PagePoint(x: 1.004 * x + slope * y, y: y - slope * x)
    }.blurred(sigma: 0.7)
    var state: UInt32 = 7
    for index in scan.pixels.indices {
      state = state &* 1_664_525 &+ 1_013_904_223
      let tone = 40 + Int(scan.pixels[index]) * 190 / 255 + Int(state >> 16) % (2 * grain + 1) - grain
      scan.pixels[index] = UInt8(min(max(tone, 0), 255))
    }
    if isUpsideDown { scan.pixels.reverse() }
    return scan
  }
}
