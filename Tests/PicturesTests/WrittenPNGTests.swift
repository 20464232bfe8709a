// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import PDF
import Paper
import Pictures
import Testing

@Suite("PNGs that this program writes")
struct WrittenPNGTests {
  @Test("A gray picture survives PNG, whatever its size", arguments: [(1, 1), (7, 3), (300, 2), (1, 500)])
  func grayRoundTrip(width: Int, height: Int) throws {
    let pixels = (0..<width * height).map { UInt8(truncatingIfNeeded: $0 * $0 &* 31 + $0) }
    let image = GrayImage(width: width, height: height, pixels: pixels)
    let png = try #require(image.png(resolution: Resolution(dotsPerInch: 300)))
    let picture = try PNGPicture(FileBytes(png), name: "a.png")
    let unpacked = try picture.gray(atLeast: 8)
    #expect(unpacked.image == image && unpacked.isWhole)
    #expect(abs(try #require(picture.facts.density).across - 300) < 0.1)
    #expect(!picture.facts.isColour)
  }

  @Test("A colour picture comes back in gray and in its brightest part")
  func colour() throws {
    let image = RGBImage(width: 2, height: 2, pixels: [255, 255, 255, 0, 0, 0, 200, 10, 30, 7, 7, 9])
    let picture = try PNGPicture(FileBytes(try #require(image.png())), name: "a.png")
    #expect(try picture.gray(atLeast: 1).image == image.gray)
    #expect(try picture.brightest().image.pixels == [255, 0, 200, 9])
    #expect(picture.facts.density == nil && picture.facts.isColour)
  }

  @Test("An empty picture has no PNG")
  func empty() {
    #expect(GrayImage(width: 0, height: 5).png() == nil)
  }
}
