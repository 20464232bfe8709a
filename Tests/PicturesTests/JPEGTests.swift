// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import HandmadePictures
import Paper
import Pictures
import Testing

@Suite("JPEGs of every kind")
struct JPEGTests {
  static let width = 203
  static let height = 150

  static func jpeg(_ samples: Int, _ change: (inout HandmadeJPEG) -> Void = { _ in }) -> HandmadeJPEG {
    var jpeg = HandmadeJPEG(width: width, height: height, samples: samples) { x, y, _ in
      Pattern.tone(x, y, of: width, height)
    }
    change(&jpeg)
    return jpeg
  }

  static func read(_ jpeg: HandmadeJPEG) throws -> JPEGPicture { try JPEGPicture(FileBytes(jpeg.bytes), name: "a.jpg") }

  /// Bytes of a vector written in hexadecimal.
  static func vector(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: folder.appending(path: "Vectors/images/\(name).hex"), encoding: .utf8)
    let digits = text.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }

  @Test("Gray and colours, in one pass and in several", arguments: [1, 3], [false, true])
  func kinds(samples: Int, isProgressive: Bool) throws {
    let picture = try Self.read(Self.jpeg(samples) { $0.isProgressive = isProgressive })
    for eighths in 1...8 {
      let unpacked = try picture.gray(atLeast: eighths)
      let image = unpacked.image
      #expect(unpacked.isWhole)
      #expect(8 * image.width >= eighths * Self.width && image.width <= Self.width)
      for (x, y) in [(0.5, 0.1), (0.05, 0.6), (0.5, 0.5), (0.9, 0.9)] {
        let expected = Pattern.tone(Int(x * 203), Int(y * 150), of: Self.width, Self.height)
        let found = image[Int(x * Double(image.width)), Int(y * Double(image.height))]
        #expect(abs(Int(found) - expected) < 12)
      }
    }
    #expect(picture.facts.isColour == (samples == 3))
    #expect(try picture.brightest().image.width == Self.width)
  }

  @Test("Coloured ink fades in the brightest part")
  func brightest() throws {
    let red = HandmadeJPEG(width: 64, height: 64, samples: 3) { _, _, part in part == 0 ? 230 : 20 }
    let picture = try Self.read(red)
    #expect(abs(Int(try picture.brightest().image[30, 30]) - 230) < 6)
    #expect(try picture.gray(atLeast: 8).image[30, 30] < 100)
  }

  @Test("Gray, and Adobe's inverted inks", arguments: ["gray", "cmyk"])
  func vectors(colours: String) throws {
    let picture = try JPEGPicture(FileBytes(Self.vector("half-black-\(colours).jpeg")), name: "a.jpeg")
    let image = try picture.gray(atLeast: 8).image
    #expect(image.width == 16 && image.height == 8)
    #expect(image[2, 4] < 8 && image[13, 4] > 247)
    #expect(try picture.brightest().image[13, 4] > 247)
  }

  @Test("EXIF tells orientation and resolution in either order of bytes", arguments: 1...8, [false, true])
  func exif(orientation: Int, isLittle: Bool) throws {
    var jpeg = Self.jpeg(1)
    jpeg.segments = [HandmadeJPEG.exif(orientation: orientation, dotsPerInch: 240, isLittle: isLittle)]
    let facts = try Self.read(jpeg).facts
    #expect(facts.orientation.rawValue == orientation)
    // libjpeg's own JFIF header stands behind it and tells the shape of a pixel only.
    #expect(facts.density == PictureFacts.Density(across: 240, down: 240))
  }

  @Test("JFIF tells the resolution an inch or a centimetre")
  func jfif() throws {
    for (unit, expected) in [(0, nil), (1, 118.0), (2, 118 * 2.54)] as [(UInt8, Double?)] {
      var bytes = Self.jpeg(1).bytes
      bytes.replaceSubrange(13..<18, with: [unit, 0, 118, 0, 118])
      let density = try JPEGPicture(FileBytes(bytes), name: "a.jpg").facts.density
      #expect(density?.across == expected && density?.down == expected)
    }
  }

  @Test("A file that is cut short gives what is there and says so")
  func cutShort() throws {
    let noisy = HandmadeJPEG(width: 640, height: 640, samples: 1) { x, y, _ in (x &* 7919 ^ y &* 104_729) >> 3 & 255 }
    let picture = try JPEGPicture(FileBytes(Array(noisy.bytes.prefix(noisy.bytes.count / 2))), name: "a.jpg")
    let unpacked = try picture.gray(atLeast: 8)
    #expect(!unpacked.isWhole && unpacked.image.height == 640)
    #expect(Set(unpacked.image.pixels.prefix(64_000)).count > 50)
  }
}
