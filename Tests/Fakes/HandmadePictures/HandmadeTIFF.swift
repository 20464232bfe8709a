// SPDX-License-Identifier: GPL-3.0-or-later
import CTIFF
import Glibc

/// TIFFs of every kind, written by libtiff sample by sample.
public struct HandmadeTIFF {
  public struct Page {
    public var width: Int
    public var height: Int
    public var bits = 8
    public var samples = 1
    public var photometric = PHOTOMETRIC_MINISBLACK
    public var compression = COMPRESSION_NONE
    public var isPlanar = false
    /// Rows of a strip, or the side of a tile.
    public var rowsPerStrip = 7
    public var tileSide: Int?
    public var orientation = 1
    public var resolution: (across: Double, down: Double, unit: Int)?
    /// More tags, all of integers.
    public var tags: [(tag: Int32, value: Int)] = []
    public var palette: [(Int, Int, Int)] = []
    /// Of a pixel, from 0 to 2^bits - 1.
    public var sample: (_ x: Int, _ y: Int, _ part: Int) -> Int
    /// Whole rows instead, where there are many pixels.
    public var packedRow: ((_ y: Int) -> [UInt8])?

    public init(width: Int, height: Int, sample: @escaping (_ x: Int, _ y: Int, _ part: Int) -> Int) {
      self.width = width
      self.height = height
      self.sample = sample
    }
  }

  public var pages: [Page]
  /// As in TIFFOpen(3tiff): "w", "wb" for the other order of bytes, "w8" for BigTIFF.
  public var mode = "w"

  public init(_ pages: [Page], mode: String = "w") {
    self.pages = pages
    self.mode = mode
  }

  public var bytes: [UInt8] {
    var name = Array("/tmp/handmade-XXXXXX".utf8CString)
    close(mkstemp(&name))
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    guard let tiff = TIFFOpen(path, mode) else { preconditionFailure("cannot write \(path)") }
    for page in pages { Self.write(page, to: tiff) }
    TIFFClose(tiff)
    return Self.contents(of: path)
  }

  private static func contents(of path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { preconditionFailure("cannot read \(path)") }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: count) { room, got in
      got = fread(room.baseAddress, 1, count, file)
    }
  }

  private static func write(_ page: Page, to tiff: OpaquePointer) {
    func set(_ tag: Int32, _ value: any CVarArg) {
      let done = withVaList([value]) { TIFFVSetField(tiff, UInt32(tag), $0) }
      precondition(done == 1, "tag \(tag)")
    }
    set(TIFFTAG_IMAGEWIDTH, Int32(page.width))
    set(TIFFTAG_IMAGELENGTH, Int32(page.height))
    set(TIFFTAG_BITSPERSAMPLE, Int32(page.bits))
    set(TIFFTAG_SAMPLESPERPIXEL, Int32(page.samples))
    set(TIFFTAG_PHOTOMETRIC, page.photometric)
    set(TIFFTAG_COMPRESSION, page.compression)
    set(TIFFTAG_PLANARCONFIG, page.isPlanar ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG)
    set(TIFFTAG_ORIENTATION, Int32(page.orientation))
    if let resolution = page.resolution {
      set(TIFFTAG_XRESOLUTION, resolution.across)
      set(TIFFTAG_YRESOLUTION, resolution.down)
      set(TIFFTAG_RESOLUTIONUNIT, Int32(resolution.unit))
    }
    for (tag, value) in page.tags { set(tag, Int32(value)) }
    if page.compression == COMPRESSION_JPEG {
      set(TIFFTAG_JPEGQUALITY, Int32(95))
      if page.photometric == PHOTOMETRIC_YCBCR { set(TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB) }
    }
    if !page.palette.isEmpty {
      let columns = [page.palette.map(\.0), page.palette.map(\.1), page.palette.map(\.2)].map { $0.map(UInt16.init) }
      let done = columns[0].withUnsafeBufferPointer { red in
        columns[1].withUnsafeBufferPointer { green in
          columns[2].withUnsafeBufferPointer { blue in
            withVaList([red.baseAddress!, green.baseAddress!, blue.baseAddress!]) {
              TIFFVSetField(tiff, UInt32(TIFFTAG_COLORMAP), $0)
            }
          }
        }
      }
      precondition(done == 1, "palette")
    }
    if let side = page.tileSide {
      set(TIFFTAG_TILEWIDTH, Int32(side))
      set(TIFFTAG_TILELENGTH, Int32(side))
      for plane in 0..<(page.isPlanar ? page.samples : 1) {
        for top in stride(from: 0, to: page.height, by: side) {
          for left in stride(from: 0, to: page.width, by: side) {
            var tile = (top..<top + side).flatMap { row(page, y: $0, xs: left..<left + side, plane: plane) }
            TIFFWriteTile(tiff, &tile, UInt32(left), UInt32(top), 0, UInt16(plane))
          }
        }
      }
    } else {
      set(TIFFTAG_ROWSPERSTRIP, Int32(page.rowsPerStrip))
      for plane in 0..<(page.isPlanar ? page.samples : 1) {
        for y in 0..<page.height {
          var bytes = page.packedRow?(y) ?? row(page, y: y, xs: 0..<page.width, plane: plane)
          precondition(TIFFWriteScanline(tiff, &bytes, UInt32(y), UInt16(plane)) == 1, "row \(y)")
        }
      }
    }
    TIFFWriteDirectory(tiff)
  }

  /// Beyond the page, its last row and column go on.
  private static func row(_ page: Page, y: Int, xs: Range<Int>, plane: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var (bits, held) = (0, 0)
    for x in xs {
      for part in page.isPlanar ? plane..<plane + 1 : 0..<page.samples {
        let value = page.sample(min(x, page.width - 1), min(y, page.height - 1), part)
        if page.bits == 16 {
          bytes += [UInt8(value & 255), UInt8(value >> 8)]
          continue
        }
        held = held << page.bits | value
        bits += page.bits
        if bits == 8 {
          bytes.append(UInt8(held))
          (bits, held) = (0, 0)
        }
      }
    }
    if bits > 0 { bytes.append(UInt8(held << (8 - bits) & 255)) }
    return bytes
  }
}
