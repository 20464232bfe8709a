// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import HandmadePictures
import PDF
import Paper
import Pictures
import Testing

@Suite("PNGs of every kind")
struct PNGTests {
  static let width = 21
  static let height = 19

  static func gray(_ depth: Int, isInterlaced: Bool = false) -> HandmadePNG {
    var png = HandmadePNG(width: width, height: height, depth: depth, kind: 0) { x, y, _ in
      Pattern.tone(x, y, of: width, height) * ((1 << depth) - 1) / 255
    }
    png.isInterlaced = isInterlaced
    return png
  }

  /// Widest difference from the pattern.
  static func distance(_ image: GrayImage) -> Int {
    guard image.width == width, image.height == height else { return 256 }
    return (0..<width * height).map {
      abs(Int(image.pixels[$0]) - Pattern.tone($0 % width, $0 / width, of: width, height))
    }.max() ?? 0
  }

  static func read(_ png: HandmadePNG) throws -> PNGPicture { try PNGPicture(FileBytes(png.bytes), name: "a.png") }

  @Test(
    "Gray of every depth, plain and interlaced", arguments: [(2, 90), (4, 9), (8, 0), (16, 1)], [false, true])
  func depths(depth: (bits: Int, tolerance: Int), isInterlaced: Bool) throws {
    let unpacked = try Self.read(Self.gray(depth.bits, isInterlaced: isInterlaced)).gray(atLeast: 8)
    #expect(Self.distance(unpacked.image) <= depth.tolerance)
    #expect(unpacked.isWhole)
  }

  @Test("One bit a pixel is black and white", arguments: [false, true])
  func oneBit(isInterlaced: Bool) throws {
    var png = HandmadePNG(width: 21, height: 19, depth: 1, kind: 0) { x, y, _ in (x + y) % 3 == 0 ? 0 : 1 }
    png.isInterlaced = isInterlaced
    let image = try Self.read(png).gray(atLeast: 8).image
    #expect(image.pixels == (0..<21 * 19).map { ($0 % 21 + $0 / 21) % 3 == 0 ? 0 : 255 })
  }

  @Test("Colours of 8 and 16 bits", arguments: [8, 16])
  func colours(depth: Int) throws {
    let scale = depth == 8 ? 1 : 257
    let png = HandmadePNG(width: 2, height: 1, depth: depth, kind: 2) { x, _, part in
      [[200, 10, 30], [1, 2, 250]][x][part] * scale
    }
    let picture = try Self.read(png)
    #expect(try picture.brightest().image.pixels == [200, 250])
    #expect(try picture.gray(atLeast: 8).image.pixels == [RGBImage.luma(200, 10, 30), RGBImage.luma(1, 2, 250)])
    #expect(picture.facts.isColour)
  }

  @Test("A palette of every depth, and one colour of it see-through", arguments: [1, 2, 4, 8])
  func palettes(depth: Int) throws {
    var png = HandmadePNG(width: 2, height: 1, depth: depth, kind: 3) { x, _, _ in x }
    png.chunks = [("PLTE", [0, 0, 0, 90, 10, 20])]
    #expect(try Self.read(png).brightest().image.pixels == [0, 90])
    png.chunks.append(("tRNS", [0]))
    #expect(try Self.read(png).brightest().image.pixels == [255, 90])
  }

  @Test("Alpha is laid on white", arguments: [(8, UInt8(4)), (16, 4), (8, 6), (16, 6)])
  func alpha(depth: Int, kind: UInt8) throws {
    let most = (1 << depth) - 1
    // Black, from clear to solid.
    let png = HandmadePNG(width: 3, height: 1, depth: depth, kind: kind) { x, _, part in
      part == (kind == 4 ? 1 : 3) ? x * most / 2 : 0
    }
    let pixels = try Self.read(png).gray(atLeast: 8).image.pixels
    // libpng rounds 16 bits down.
    #expect(pixels[0] >= 254 && pixels[2] == 0)
    #expect(abs(Int(pixels[1]) - 128) <= 1)
  }

  @Test("One gray is see-through", arguments: [1, 2, 4, 8, 16])
  func transparentGray(depth: Int) throws {
    var png = HandmadePNG(width: 2, height: 1, depth: depth, kind: 0) { x, _, _ in x }
    png.chunks = [("tRNS", [0, 0])]
    #expect(try Self.read(png).gray(atLeast: 8).image.pixels[0] >= 254)
  }

  @Test("The resolution is told a metre, across and down")
  func resolution() throws {
    var png = Self.gray(8)
    png.chunks = [("pHYs", HandmadePNG.number(8_000) + HandmadePNG.number(4_000) + [1])]
    let density = try #require(try Self.read(png).facts.density)
    #expect(abs(density.across - 203.2) < 0.01 && abs(density.down - 101.6) < 0.01)
    png.chunks = [("pHYs", HandmadePNG.number(1) + HandmadePNG.number(2) + [0])]
    #expect(try Self.read(png).facts.density == nil)
  }

  @Test("A file that is cut short gives what is there and says so")
  func cutShort() throws {
    let noise = (0..<160_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13 ^ $0 &* $0 >> 3) }
    let whole = try #require(GrayImage(width: 400, height: 400, pixels: noise).png())
    let picture = try PNGPicture(FileBytes(Array(whole.prefix(whole.count / 2))), name: "a.png")
    let unpacked = try picture.gray(atLeast: 8)
    #expect(!unpacked.isWhole && unpacked.image.height == 400)
    #expect(unpacked.image.pixels.last == 255)
    #expect(unpacked.image.pixels.prefix(400) == noise.prefix(400))
  }
}
