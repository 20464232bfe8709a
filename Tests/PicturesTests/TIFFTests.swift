// SPDX-License-Identifier: GPL-3.0-or-later
import CTIFF
import DurableFiles
import HandmadePictures
import Paper
import Pictures
import Testing

@Suite("TIFFs of every kind")
struct TIFFTests {
  static let width = 45
  static let height = 34

  static func page(_ change: (inout HandmadeTIFF.Page) -> Void) -> HandmadeTIFF.Page {
    var page = HandmadeTIFF.Page(width: width, height: height) { x, y, _ in Pattern.tone(x, y, of: width, height) }
    change(&page)
    return page
  }

  /// Black on white, or white on black.
  static func bilevel(_ compression: Int32, photometric: Int32 = PHOTOMETRIC_MINISWHITE) -> HandmadeTIFF.Page {
    page {
      $0.bits = 1
      $0.photometric = photometric
      $0.compression = compression
      $0.sample = { x, y, _ in
        Pattern.isWhite(x, y, of: width, height) == (photometric == PHOTOMETRIC_MINISBLACK) ? 1 : 0
      }
    }
  }

  static func read(_ page: HandmadeTIFF.Page, mode: String = "w") throws -> TIFFPicture {
    let file = try TIFFFile(FileBytes(HandmadeTIFF([page], mode: mode).bytes), name: "a.tif")
    #expect(file.pageCount == 1 && file.isWhole)
    return try file.page(0)
  }

  static func distance(_ image: GrayImage, _ expected: (Int, Int) -> Int) -> Int {
    guard image.width == width, image.height == height else { return 256 }
    return (0..<width * height).map { abs(Int(image.pixels[$0]) - expected($0 % width, $0 / width)) }.max() ?? 0
  }

  static func tone(_ x: Int, _ y: Int) -> Int { Pattern.tone(x, y, of: width, height) }

  @Test(
    "Black and white in every usual compression, orders of bits and bytes, strips and tiles",
    arguments: [
      COMPRESSION_NONE, COMPRESSION_PACKBITS, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_CCITTRLE,
      COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4,
    ], [PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_MINISBLACK])
  func bilevel(compression: Int32, photometric: Int32) throws {
    let plain = Self.bilevel(compression, photometric: photometric)
    var others = [plain, plain, plain, plain]
    others[1].tags = [(TIFFTAG_FILLORDER, Int(FILLORDER_LSB2MSB))]
    others[2].rowsPerStrip = 1_000
    others[3].tileSide = 32
    if compression == COMPRESSION_CCITTFAX3 { others[2].tags = [(TIFFTAG_GROUP3OPTIONS, Int(GROUP3OPT_2DENCODING))] }
    if compression == COMPRESSION_CCITTRLE { others.removeLast() }
    for page in others {
      for mode in ["wl", "wb", "w8"] {
        let unpacked = try Self.read(page, mode: mode).gray(atLeast: 8)
        #expect(Self.distance(unpacked.image) { Pattern.isWhite($0, $1, of: Self.width, Self.height) ? 255 : 0 } == 0)
        #expect(unpacked.isWhole)
      }
    }
  }

  @Test(
    "Gray of every depth, inverted too",
    arguments: [(2, 90), (4, 17), (8, 0), (16, 0)], [PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_MINISBLACK])
  func gray(depth: (bits: Int, tolerance: Int), photometric: Int32) throws {
    let page = Self.page {
      $0.bits = depth.bits
      $0.photometric = photometric
      $0.compression = COMPRESSION_LZW
      $0.sample = { x, y, _ in
        let tone = photometric == PHOTOMETRIC_MINISWHITE ? 255 - Self.tone(x, y) : Self.tone(x, y)
        return depth.bits == 16 ? tone * 257 : tone * ((1 << depth.bits) - 1) / 255
      }
    }
    for mode in ["wl", "wb"] {
      let picture = try Self.read(page, mode: mode)
      #expect(Self.distance(try picture.gray(atLeast: 8).image, Self.tone) <= depth.tolerance)
      #expect(!picture.facts.isColour)
    }
  }

  @Test(
    "Colours in strips, tiles and planes, of 8 and 16 bits",
    arguments: [
      (8, false, false), (8, true, false), (8, false, true), (8, true, true), (16, false, false), (16, true, true),
    ])
  func colours(bits: Int, isTiled: Bool, isPlanar: Bool) throws {
    let page = Self.page {
      $0.bits = bits
      $0.samples = 3
      $0.photometric = PHOTOMETRIC_RGB
      $0.compression = COMPRESSION_ADOBE_DEFLATE
      $0.isPlanar = isPlanar
      if isTiled { $0.tileSide = 16 }
      $0.sample = { x, y, part in
        let tone = part == 0 ? Self.tone(x, y) : part == 1 ? Self.tone(x, y) / 2 : 5
        return bits == 16 ? tone * 257 : tone
      }
    }
    let picture = try Self.read(page)
    #expect(Self.distance(try picture.brightest().image) { max(5, Self.tone($0, $1)) } <= 1)
    let luma = { (x: Int, y: Int) in
      let tone = UInt8(Self.tone(x, y))
      return Int(RGBImage.luma(tone, tone / 2, 5))
    }
    #expect(Self.distance(try picture.gray(atLeast: 8).image, luma) <= 1)
    #expect(picture.facts.isColour)
  }

  @Test("Alpha is laid on white")
  func alpha() throws {
    let page = Self.page {
      $0.samples = 4
      $0.photometric = PHOTOMETRIC_RGB
      $0.sample = { x, _, part in part < 3 ? 0 : x * 255 / (Self.width - 1) }
    }
    var pages = [page]
    // No way to give TIFFTAG_EXTRASAMPLES as one integer: four samples of RGB are read as alpha anyway.
    pages[0].tileSide = 16
    for page in pages {
      let image = try Self.read(page).gray(atLeast: 8).image
      #expect(image[0, 0] > 250 && image[Self.width - 1, 0] == 0)
    }
  }

  @Test("A palette, inks, and JPEG within TIFF")
  func rarer() throws {
    let palette = Self.page {
      $0.photometric = PHOTOMETRIC_PALETTE
      $0.palette = (0..<256).map { (($0 ^ 255) * 257, 0, 0) }
      $0.sample = { Self.tone($0, $1) ^ ($2 + 255) }
    }
    #expect(Self.distance(try Self.read(palette).brightest().image, Self.tone) == 0)
    let inks = Self.page {
      $0.samples = 4
      $0.photometric = PHOTOMETRIC_SEPARATED
      $0.sample = { x, y, part in part == 3 ? 255 - Self.tone(x, y) : 0 }
    }
    #expect(Self.distance(try Self.read(inks).gray(atLeast: 8).image, Self.tone) == 0)
    for (samples, photometric) in [(1, PHOTOMETRIC_MINISBLACK), (3, PHOTOMETRIC_RGB), (3, PHOTOMETRIC_YCBCR)] {
      let jpeg = Self.page {
        $0.compression = COMPRESSION_JPEG
        $0.samples = samples
        $0.photometric = photometric
        $0.rowsPerStrip = 16
      }
      let image = try Self.read(jpeg).gray(atLeast: 8).image
      for (x, y) in [(10, 2), (1, 20), (20, 15), (40, 32)] { #expect(abs(Int(image[x, y]) - Self.tone(x, y)) < 30) }
    }
  }

  @Test("Resolution and orientation are told; an unknown unit tells none")
  func facts() throws {
    let page = Self.page {
      $0.resolution = (204, 98, 2)
      $0.orientation = 6
    }
    let facts = try Self.read(page).facts
    #expect(facts.density == PictureFacts.Density(across: 204, down: 98))
    #expect(facts.orientation == .quarterTurn)
    #expect(facts.width == Self.width && facts.height == Self.height)
    let metric = try Self.read(Self.page { $0.resolution = (100, 100, 3) }).facts.density
    #expect(metric == PictureFacts.Density(across: 254, down: 254))
    #expect(try Self.read(Self.page { $0.resolution = (100, 100, 1) }).facts.density == nil)
  }

  @Test("Pages are counted without those that are copies for viewers or masks")
  func pages() throws {
    var pages = (0..<40).map { number in
      Self.page { $0.sample = { _, _, _ in number } }
    }
    pages[3].tags = [(TIFFTAG_SUBFILETYPE, Int(FILETYPE_REDUCEDIMAGE))]
    pages[4].tags = [(TIFFTAG_SUBFILETYPE, Int(FILETYPE_PAGE))]
    pages[5].tags = [(TIFFTAG_SUBFILETYPE, Int(FILETYPE_MASK))]
    let file = try TIFFFile(FileBytes(HandmadeTIFF(pages).bytes), name: "a.tif")
    #expect(file.pageCount == 38)
    #expect(try file.page(2).gray(atLeast: 8).image[0, 0] == 2)
    #expect(try file.page(3).gray(atLeast: 8).image[0, 0] == 4)
    #expect(try file.page(37).gray(atLeast: 8).image[0, 0] == 39)
  }

  @Test("A damaged strip is white, and the others are read")
  func damagedStrip() throws {
    var page = Self.page { $0.compression = COMPRESSION_ADOBE_DEFLATE }
    page.rowsPerStrip = 10
    var bytes = HandmadeTIFF([page]).bytes
    // The second strip begins where a deflate stream begins again.
    let starts = bytes.indices.dropLast().filter {
      bytes[$0] == 0x78 && [0x9C, 0xDA, 0x5E, 0x01].contains(bytes[$0 + 1])
    }
    #expect(starts.count == 4)
    bytes[starts[1]] = 0
    let unpacked = try TIFFFile(FileBytes(bytes), name: "a.tif").page(0).gray(atLeast: 8)
    #expect(!unpacked.isWhole)
    #expect(unpacked.image[20, 0] == 60 && unpacked.image[1, 12] == 255 && unpacked.image[1, 25] == 140)
  }

  @Test("A chain of pages that loops or leads nowhere ends")
  func chains() throws {
    let whole = HandmadeTIFF([Self.bilevel(COMPRESSION_CCITTFAX4), Self.bilevel(COMPRESSION_CCITTFAX4)], mode: "wl")
      .bytes
    func number(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(whole[at + $1]) << (8 * $1) } }
    let first = number(4, 4)
    let link = first + 2 + 12 * number(first, 2)
    var looped = whole
    looped.replaceSubrange(link..<link + 4, with: whole[4..<8])
    let loop = try TIFFFile(FileBytes(looped), name: "a.tif")
    #expect(loop.pageCount == 1 && !loop.isWhole)
    var broken = whole
    broken.replaceSubrange(link..<link + 4, with: [255, 255, 255, 0])
    let lost = try TIFFFile(FileBytes(broken), name: "a.tif")
    #expect(lost.pageCount == 1 && !lost.isWhole)
  }
}
