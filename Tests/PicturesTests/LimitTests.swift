// SPDX-License-Identifier: GPL-3.0-or-later
import CTIFF
import DurableFiles
import HandmadePictures
import PDF
import Paper
import Pictures
import Testing

@Suite("Pictures that promise too much")
struct LimitTests {
  @Test("A very large picture is reduced while it is unpacked: PNG and TIFF by rows, JPEG in eighths")
  func reduced() throws {
    // 12,000 × 12,000: above the limit, yet small when packed. Its lower right quarter is black.
    let side = 12_000
    func isDark(_ x: Int, _ y: Int) -> Bool { x >= side / 2 && y >= side / 2 }
    let row = { (y: Int) in [UInt8(0)] + (0..<side / 8).map { UInt8(isDark($0 * 8, y) ? 0 : 255) } }
    var rows: [UInt8] = []
    for y in 0..<side { rows += row(y) }
    var png = HandmadePNG(width: 1, height: 1, depth: 1, kind: 0) { _, _, _ in 0 }.bytes
    let header = Array("IHDR".utf8) + HandmadePNG.number(side) + HandmadePNG.number(side) + [1, 0, 0, 0, 0]
    let data = Array("IDAT".utf8) + Deflate.compress(rows, level: 1)
    png = Array(png.prefix(8))
    for chunk in [header, data, Array("IEND".utf8)] {
      png += HandmadePNG.number(chunk.count - 4) + chunk + HandmadePNG.number(Int(HandmadePNG.crc(chunk)))
    }
    var page = HandmadeTIFF.Page(width: side, height: side) { _, _, _ in 0 }
    page.bits = 1
    page.photometric = PHOTOMETRIC_MINISWHITE
    page.compression = COMPRESSION_CCITTFAX4
    page.rowsPerStrip = side
    page.resolution = (600, 600, 2)
    page.packedRow = { y in row(y).dropFirst().map(~) }
    let tiff = try TIFFFile(FileBytes(HandmadeTIFF([page]).bytes), name: "a.tif").page(0)
    #expect(tiff.facts.density == PictureFacts.Density(across: 300, down: 300))
    for picture in [try PNGPicture(FileBytes(png), name: "a.png"), tiff] as [any StoredPicture] {
      #expect(picture.facts.width == side / 2 && picture.facts.height == side / 2)
      let image = try picture.gray(atLeast: 8).image
      #expect(image.width == side / 2)
      #expect(image[side / 4 + 1, side / 4 + 1] == 0 && image[side / 4 - 2, side / 4 - 2] == 255)
    }
    let large = try #require(GrayImage(width: 10_016, height: 10_016, filledWith: 90).jpeg(quality: 50))
    let jpeg = try JPEGPicture(FileBytes(large), name: "a.jpg")
    #expect(jpeg.facts.width == 8_764 && jpeg.facts.height == 8_764)
    #expect(try jpeg.gray(atLeast: 1).image.width == 8_764)
  }

  /// The fields of a header, changed.
  static func changed(_ bytes: [UInt8], at: Int, _ new: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes.replaceSubrange(at..<at + new.count, with: new)
    return bytes
  }

  @Test("Headers that promise more than anybody looks at are refused before memory is taken")
  func promises() throws {
    let png = HandmadePNG(width: 4, height: 4, depth: 8, kind: 0) { _, _, _ in 0 }.bytes
    let crc = { (bytes: [UInt8]) in
      Self.changed(bytes, at: 29, HandmadePNG.number(Int(HandmadePNG.crc(Array(bytes[12..<29])))))
    }
    let huge = crc(Self.changed(png, at: 16, HandmadePNG.number(900_000) + HandmadePNG.number(900_000)))
    #expect(
      throws: PictureError.tooManyPixels(name: "a", width: 900_000, height: 900_000, limit: StoredPictures.sourceLimit)
    ) {
      try PNGPicture(FileBytes(huge), name: "a")
    }
    let none = crc(Self.changed(png, at: 16, HandmadePNG.number(0) + HandmadePNG.number(4)))
    #expect(throws: PictureError.self) { try PNGPicture(FileBytes(none), name: "a") }
    // 60,000 × 60,000 with nothing behind the header: some reason, at once.
    let empty = crc(Self.changed(png, at: 16, HandmadePNG.number(60_000) + HandmadePNG.number(60_000)))
    let picture = try PNGPicture(FileBytes(Array(empty.prefix(44))), name: "a")
    #expect(picture.facts.width == 10_000)
    #expect(throws: PictureError.self) { try picture.gray(atLeast: 8) }
    let interlaced = crc(Self.changed(empty, at: 28, [1]))
    #expect(throws: PictureError.self) { try PNGPicture(FileBytes(interlaced), name: "a").gray(atLeast: 8) }
  }

  @Test("A progressive JPEG that would be kept whole is refused")
  func progressive() throws {
    let jpeg = HandmadeJPEG(width: 64, height: 64, samples: 3) { _, _, _ in 90 }
    var progressive = jpeg
    progressive.isProgressive = true
    let bytes = progressive.bytes
    let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC2]) })
    let huge = Self.changed(bytes, at: frame + 5, [0xEA, 0x60, 0xEA, 0x60])
    let error = #expect(throws: PictureError.self) { try JPEGPicture(FileBytes(huge), name: "a") }
    #expect(try #require(error).description.contains("progressive"))
  }
}
