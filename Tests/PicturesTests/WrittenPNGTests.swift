// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PDF
import Paper
import Testing

@Suite struct ImageTests {
  /// Bytes of a vector written in hexadecimal.
  static func vector(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: folder.appending(path: "Vectors/images/\(name).hex"), encoding: .utf8)
    let digits = text.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }

  @Test("A gray picture survives PNG, whatever its size", arguments: [(1, 1), (7, 3), (300, 2), (1, 500)])
  func grayRoundTrip(width: Int, height: Int) throws {
    var dice = Dice(seed: UInt64(width))
    let pixels = (0..<width * height).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
    let image = GrayImage(width: width, height: height, pixels: pixels)
    let png = try #require(image.png(resolution: Resolution(dotsPerInch: 300)))
    #expect(try GrayImage(decoding: png, name: "a.png") == image)
  }

  @Test("A colour picture comes back in gray, white and black exactly")
  func colour() throws {
    let image = RGBImage(width: 2, height: 2, pixels: [255, 255, 255, 0, 0, 0, 200, 10, 30, 7, 7, 7])
    let png = try #require(image.png())
    let gray = try GrayImage(decoding: png, name: "a.png")
    #expect(gray == image.gray)
    #expect(gray.pixels[0] == 255)
    #expect(gray.pixels[1] == 0)
    #expect(gray.pixels[3] == 7)
  }

  @Test("An empty picture has no PNG")
  func empty() {
    #expect(GrayImage(width: 0, height: 5).png() == nil)
  }

  @Test("JPEG is read in gray, and with Adobe's inverted inks", arguments: ["gray", "cmyk"])
  func jpeg(colours: String) throws {
    let image = try GrayImage(decoding: Self.vector("half-black-\(colours).jpeg"), name: "a.jpeg")
    #expect(image.width == 16)
    #expect(image.height == 8)
    #expect(image[2, 4] < 8)
    #expect(image[13, 4] > 247)
  }

  @Test("A header that promises too much is refused before memory is taken")
  func bombs() throws {
    var png = try #require(GrayImage(width: 4, height: 4).png())
    png.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
    #expect(throws: PDFError.tooManyPixels(file: "b.png", page: nil, width: 60_000, height: 60_000, limit: 100_000_000))
    {
      try GrayImage(decoding: png, name: "b.png")
    }
    png.replaceSubrange(16..<24, with: [0, 0, 0, 0, 0, 0, 0, 4])
    #expect(throws: PDFError.self) { try GrayImage(decoding: png, name: "b.png") }
    var jpeg = try Self.vector("half-black-gray.jpeg")
    let frame = try #require(jpeg.indices.first { jpeg[$0...].starts(with: [0xFF, 0xC0]) })
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(throws: PDFError.self) { try GrayImage(decoding: jpeg, name: "b.jpeg") }
  }

  @Test("Other bytes are told as no picture", arguments: [[], Array("GIF89a".utf8), [0xFF, 0xD8]] as [[UInt8]])
  func unknown(bytes: [UInt8]) {
    #expect(throws: PDFError.unknownImage(file: "c")) { try GrayImage(decoding: bytes, name: "c") }
  }

  @Test("Pictures cut short or changed give a picture or an error of the module, never worse")
  func fuzz() throws {
    var dice = Dice(seed: 3)
    let whole = [
      try #require(GrayImage(width: 40, height: 30, filledWith: 90).png()), try Self.vector("half-black-gray.jpeg"),
      try Self.vector("half-black-cmyk.jpeg"),
    ]
    for round in 0..<600 {
      var bytes = whole[round % 3]
      for _ in 0..<dice.below(5) { bytes[dice.below(bytes.count)] = UInt8(truncatingIfNeeded: dice.next()) }
      if dice.below(3) == 0 { bytes.removeLast(dice.below(bytes.count)) }
      do throws(PDFError) {
        let image = try GrayImage(decoding: bytes, name: "fuzz", pixelLimit: 1_000_000)
        #expect(image.width * image.height <= 1_000_000)
      } catch {
        #expect(error.description.hasPrefix("fuzz"))
      }
    }
  }
}
