// SPDX-License-Identifier: GPL-3.0-or-later
import HandmadePDFs
import PDF
import Paper
import Testing
import TextReading

@Suite struct TextReaderTests {
  static let resolution = Resolution(dotsPerInch: 300)

  static func line(_ text: String) throws -> GrayImage {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add(
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 40] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
    pdf.add(stream: "BT /F1 11 Tf 20 15 Td (\(text)) Tj ET")
    pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    return try PDFFile(pdf.bytes, name: "line.pdf").render(page: 0, at: resolution)
  }

  @Test("A line is read, and where its words stand is told")
  func read() throws {
    var reader = try TextReader()
    let words = try reader.words(in: Self.line("Gross weight 4600 kg"), resolution: Self.resolution, layout: .line)
    #expect(words.map(\.text) == ["Gross", "weight", "4600", "kg"])
    #expect(words.allSatisfy { $0.confidence > 0.7 && $0.width > 0 && (60..<130).contains($0.top) })
    #expect(zip(words, words.dropFirst()).allSatisfy { $0.left + $0.width < $1.left })
  }

  @Test("A picture without text has no words, whatever its size")
  func empty() throws {
    var reader = try TextReader()
    for side in [0, 1, 7, 200] {
      let picture = GrayImage(width: side, height: side)
      #expect(try reader.words(in: picture, resolution: Self.resolution, layout: .scattered).isEmpty)
    }
  }

  @Test("A picture longer than the engine takes is refused")
  func size() throws {
    var reader = try TextReader()
    #expect(throws: TextReadingError.imageSize(width: 40_000, height: 8, limit: 32_767)) {
      try reader.words(in: GrayImage(width: 40_000, height: 8), resolution: Self.resolution, layout: .line)
    }
  }
}
