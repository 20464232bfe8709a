// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import Paper
import Testing

@Suite struct QRReaderTests {
  @Test(
    "Every text comes back from pixels, under every mask, scale and density",
    arguments: [(2, 1), (2.5, 1), (3, 1), (7.0 / 3, 2), (3, 2)] as [(Double, Int)])
  func roundTrip(scale: Double, density: Int) throws {
    var reader = try QRReader(density: density)
    for seed in 1...40 {
      let text = sealText(length: 330 + seed, seed: UInt64(seed))
      let symbol = try QRSymbol(
        alphanumeric: text, version: 14, level: .quartile, mask: seed % 9 == 8 ? nil : seed % 9)
      let readings = try reader.symbols(in: symbol.image(pixelsPerModule: scale))
      #expect(readings.map(\.payload) == [text])
    }
  }

  @Test("Two codes on a sheet are both read, and their corners enclose them")
  func corners() throws {
    let texts = [sealText(length: 350, seed: 1), sealText(length: 40, seed: 2)]
    let symbols = [
      try QRSymbol(alphanumeric: texts[0], version: 14, level: .quartile),
      try QRSymbol(alphanumeric: texts[1], version: 4, level: .medium),
    ]
    var sheet = GrayImage(width: 600, height: 400)
    let origins = [(x: 30, y: 60), (x: 420, y: 200)]
    for (symbol, origin) in zip(symbols, origins) {
      let picture = symbol.image(pixelsPerModule: 3, quietZone: 0)
      for y in 0..<picture.height {
        for x in 0..<picture.width { sheet[origin.x + x, origin.y + y] = picture[x, y] }
      }
    }
    var reader = try QRReader()
    let readings = try reader.symbols(in: sheet)
    #expect(readings.count == 2)
    for (text, (symbol, origin)) in zip(texts, zip(symbols, origins)) {
      let reading = try #require(readings.first { $0.payload == text })
      #expect(reading.corners.count == 4)
      let side = 3 * symbol.width
      for corner in reading.corners {
        #expect(abs(corner.x - origin.x) < 6 || abs(corner.x - origin.x - side) < 6)
        #expect(abs(corner.y - origin.y) < 6 || abs(corner.y - origin.y - side) < 6)
      }
    }
  }

  @Test("Sheets without a code give none: white, black, noise, and a code with its middle gone")
  func nothing() throws {
    var reader = try QRReader()
    #expect(try reader.symbols(in: GrayImage(width: 300, height: 200)).isEmpty)
    #expect(try reader.symbols(in: GrayImage(width: 300, height: 200, filledWith: 0)).isEmpty)
    #expect(try reader.symbols(in: GrayImage(width: 1, height: 1)).isEmpty)
    var state: UInt32 = 1
    let noise = (0..<60_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
    #expect(try reader.symbols(in: GrayImage(width: 300, height: 200, pixels: noise)).isEmpty)
    var holed = try QRSymbol(alphanumeric: sealText(length: 350, seed: 4), version: 14, level: .quartile)
      .image(pixelsPerModule: 3)
    for y in 60..<200 { for x in 60..<200 { holed[x, y] = 0 } }
    #expect(try reader.symbols(in: holed).isEmpty)
  }

  @Test(
    "Images without pixels or beyond the reader's reach are told", arguments: [(0, 0), (0, 9), (9, 0), (20_000, 1)])
  func sizes(width: Int, height: Int) throws {
    var reader = try QRReader()
    #expect(throws: BarcodeError.imageSize(width: width, height: height, limit: QRReader.sideLimit)) {
      try reader.symbols(in: GrayImage(width: width, height: height))
    }
  }
}
