// SPDX-License-Identifier: GPL-3.0-or-later
import CTIFF
import DurableFiles
import HandmadePictures
import Paper
import Pictures
import Testing

/// Every byte of small files changed, and every cut: a picture or an error of the module, never worse.
@Suite("Damaged pictures")
struct DamageTests {
  static func open(_ bytes: [UInt8]) throws(PictureError) -> [any StoredPicture] {
    let bytes = FileBytes(bytes)
    switch PictureFormat(sniffing: bytes.prefix(8)) {
    case .png: return [try PNGPicture(bytes, name: "x")]
    case .jpeg: return [try JPEGPicture(bytes, name: "x")]
    case .tiff:
      let file = try TIFFFile(bytes, name: "x")
      var pages: [any StoredPicture] = []
      for index in 0..<min(3, file.pageCount) { pages.append(try file.page(index)) }
      return pages
    case nil: return []
    }
  }

  static func look(_ bytes: [UInt8]) {
    do throws(PictureError) {
      for picture in try open(bytes) {
        // Larger ones have tests of their own.
        guard picture.facts.width * picture.facts.height < 1_000_000 else { continue }
        let image = try picture.gray(atLeast: 2).image
        #expect(image.width <= picture.facts.width)
        _ = try picture.brightest()
      }
    } catch {
      #expect(error.description.hasPrefix("x") || error.description.hasPrefix("memory"))
    }
  }

  static let files: [(name: String, bytes: [UInt8])] = {
    let (width, height) = (20, 12)
    func tiff(_ change: (inout HandmadeTIFF.Page) -> Void) -> [UInt8] {
      var page = HandmadeTIFF.Page(width: width, height: height) { x, y, _ in Pattern.tone(x, y, of: width, height) }
      change(&page)
      return HandmadeTIFF([page, page]).bytes
    }
    var interlaced = PNGTests.gray(4)
    interlaced.isInterlaced = true
    var palette = HandmadePNG(width: 9, height: 5, depth: 2, kind: 3) { x, y, _ in (x + y) % 3 }
    palette.chunks = [("PLTE", [0, 0, 0, 90, 10, 20, 255, 255, 255]), ("tRNS", [0, 100])]
    var exif = HandmadeJPEG(width: 24, height: 17, samples: 3) { x, y, _ in Pattern.tone(x, y, of: 24, 17) }
    exif.segments = [HandmadeJPEG.exif(orientation: 6, dotsPerInch: 300)]
    var progressive = exif
    progressive.isProgressive = true
    return [
      ("gray.png", PNGTests.gray(8).bytes), ("interlaced.png", interlaced.bytes), ("palette.png", palette.bytes),
      ("exif.jpg", exif.bytes), ("progressive.jpg", progressive.bytes),
      ("plain.tif", tiff { _ in }),
      (
        "g4.tif",
        tiff { page in
          page.bits = 1
          page.compression = COMPRESSION_CCITTFAX4
          page.sample = { x, y, _ in (x ^ y) & 1 }
        }
      ),
      (
        "g3.tif",
        tiff { page in
          page.bits = 1
          page.compression = COMPRESSION_CCITTFAX3
          page.sample = { x, y, _ in (x / 3 ^ y) & 1 }
        }
      ),
      (
        "tiles.tif",
        tiff { page in
          page.tileSide = 16
          page.compression = COMPRESSION_LZW
        }
      ),
      (
        "planes.tif",
        tiff { page in
          (page.samples, page.photometric, page.isPlanar) = (3, PHOTOMETRIC_RGB, true)
        }
      ),
      (
        "jpeg.tif",
        tiff { page in
          (page.samples, page.photometric, page.compression) = (3, PHOTOMETRIC_YCBCR, COMPRESSION_JPEG)
          page.rowsPerStrip = 16
        }
      ),
    ]
  }()

  @Test("Each byte changed in two ways", arguments: files.indices)
  func changed(file: Int) {
    let whole = Self.files[file].bytes
    for index in whole.indices {
      for change in [0xFF, 0x01] as [UInt8] {
        var bytes = whole
        bytes[index] ^= change
        Self.look(bytes)
      }
    }
  }

  @Test("Each cut", arguments: files.indices)
  func cut(file: Int) {
    let whole = Self.files[file].bytes
    for count in 0..<whole.count { Self.look(Array(whole.prefix(count))) }
  }

  @Test("Bytes thrown in by dice", arguments: files.indices)
  func thrown(file: Int) {
    var state = UInt64(file) &* 2_654_435_761 | 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<800 {
      var bytes = Self.files[file].bytes
      for _ in 0...next(6) { bytes[next(bytes.count)] = UInt8(next(256)) }
      Self.look(bytes)
    }
  }
}
