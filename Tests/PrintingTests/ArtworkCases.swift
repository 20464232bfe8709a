// SPDX-License-Identifier: GPL-3.0-or-later

import HandmadePDFs
import Printing
import Testing

/// Artwork of A4 that lies in its file in every way that files of print rooms do, under one layout.
struct ArtworkCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var pdf: [UInt8]
  /// Of the artwork, from 1.
  var page = 1
  /// Units of its page are so many points: poppler leaves UserUnit out.
  var unit = 1.0

  func source() -> TemplateSource {
    var yaml = Fixture.yaml().replacing("preprinted: true", with: "artwork: art.pdf\nartworkPage: \(page)")
    // The marks of the handmade pages stand in the whole of the sheet: little room is left for text.
    yaml = yaml.replacing("[DejaVuSans.ttf]", with: "[DejaVuSans.ttf, NotoSansThai-Regular.ttf]")
    return TemplateSource(
      name: "test.yaml", yaml: Array(yaml.utf8), artwork: pdf,
      fontPaths: Fixture.fontPaths(["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "NotoSansThai-Regular.ttf"]))
  }

  private static let (width, height) = (595.28, 841.89)

  private static func page(
    _ entries: String, across: Double = width, down: Double = height, left: Double = 0, bottom: Double = 0
  )
    -> HandmadePDF
  {
    HandmadePDF.page(
      entries,
      contents: "\(across / 200) 0 0 \(down / 100) \(left) \(bottom) cm " + HandmadePDF.drawing)
  }

  static let all: [ArtworkCase] = {
    let box = "/MediaBox [0 0 595.28 841.89]"
    let lying = "/MediaBox [0 0 841.89 595.28]"
    let rich = HandmadePDF.rich(page: box, scale: (width / 200, height / 100), profile: ICCProfile.bytes)
    var two = HandmadePDF()
    two.add("<< /Type /Catalog /Pages 2 0 R >>")
    two.add("<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595.28 841.89] /Resources << >> >>")
    two.add("<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>")
    two.add("<< /Type /Page /Parent 2 0 R /Contents [6 0 R 7 0 R] >>")
    two.add(stream: "1 0 0 rg 0 0 595 842 re f")
    two.add(stream: "2.9 0 0 8 0 0 cm")
    two.add(stream: HandmadePDF.drawing)
    var inherited = HandmadePDF()
    inherited.add("<< /Type /Catalog /Pages 2 0 R >>")
    inherited.add(
      "<< /Type /Pages /Kids [3 0 R] /Count 1 \(lying) /Rotate 270"
        + " /Resources << /ExtGState << /Half 6 0 R >> >> >>")
    inherited.add("<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1 >>")
    inherited.add("<< /Type /Page /Parent 3 0 R /Contents 5 0 R >>")
    inherited.add(stream: "/Half gs 4.2 0 0 5.9 0 0 cm " + HandmadePDF.drawing)
    inherited.add("<< /Type /ExtGState /ca 0.5 >>")
    return [
      ArtworkCase(testDescription: "as it is", pdf: page(box).bytes),
      ArtworkCase(testDescription: "turned by 90", pdf: page("\(lying) /Rotate 90", across: height, down: width).bytes),
      ArtworkCase(testDescription: "turned by 180", pdf: page("\(box) /Rotate 180").bytes),
      ArtworkCase(
        testDescription: "turned by 270", pdf: page("\(lying) /Rotate 270", across: height, down: width).bytes),
      ArtworkCase(
        testDescription: "offset MediaBox",
        pdf: page("/MediaBox [-30 -20 565.28 821.89]", left: -30, bottom: -20).bytes),
      ArtworkCase(
        testDescription: "CropBox within a larger, turned sheet",
        pdf: page(
          "/MediaBox [-50 -40 900 700] /CropBox [10 20 851.89 615.28] /Rotate 90", across: height, down: width,
          left: 10, bottom: 20
        ).bytes),
      ArtworkCase(
        testDescription: "UserUnit of 2",
        pdf: page("/MediaBox [0 0 297.64 420.945] /UserUnit 2", across: width / 2, down: height / 2).bytes, unit: 2),
      ArtworkCase(testDescription: "inherited boxes and resources", pdf: inherited.bytes),
      ArtworkCase(testDescription: "second page of two, contents in two streams", pdf: two.bytes, page: 2),
      ArtworkCase(
        testDescription: "spot, ICC, CMYK, overprint, transparency, OutputIntents, layers", pdf: rich.bytes),
      ArtworkCase(testDescription: "the same in object streams", pdf: rich.packed),
    ]
  }()
}

/// A profile of a monitor whose red is blue: whoever leaves it out shows another colour (ICC.1:2001-04).
enum ICCProfile {
  static let bytes: [UInt8] = {
    func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
    func fixed(_ value: Double) -> [UInt8] { number(Int((value * 65_536).rounded())) }
    func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
      Array("XYZ \0\0\0\0".utf8) + fixed(x) + fixed(y) + fixed(z)
    }
    let text = Array("sample\0".utf8)
    let description =
      Array("desc\0\0\0\0".utf8) + number(text.count) + text + [UInt8](repeating: 0, count: 78 + 1)
    let curve = Array("curv\0\0\0\0".utf8) + number(1) + [2, 0x33, 0, 0]
    let tags: [(String, [UInt8])] = [
      ("desc", description + [0, 0]), ("cprt", Array("text\0\0\0\0none\0\0\0\0".utf8)),
      ("wtpt", xyz(0.9642, 1, 0.8249)), ("rXYZ", xyz(0.1431, 0.0606, 0.7139)), ("gXYZ", xyz(0.3851, 0.7169, 0.0971)),
      ("bXYZ", xyz(0.4361, 0.2225, 0.0139)), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
    ]
    var table = number(tags.count)
    var data: [UInt8] = []
    let start = 128 + 4 + 12 * tags.count
    for (name, content) in tags {
      table += Array(name.utf8) + number(start + data.count) + number(content.count)
      data += content + [UInt8](repeating: 0, count: (4 - content.count % 4) % 4)
    }
    var header = number(start + data.count) + [0, 0, 0, 0] + number(0x0210_0000) + Array("mntrRGB XYZ ".utf8)
    header += [0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0] + Array("acsp".utf8)
    header += [UInt8](repeating: 0, count: 28) + fixed(0.9642) + fixed(1) + fixed(0.8249)
    header += [UInt8](repeating: 0, count: 128 - header.count)
    return header + table + data
  }()
}
