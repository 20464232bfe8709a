// SPDX-License-Identifier: GPL-3.0-or-later
internal import CTIFF
internal import DurableFiles

/// libtiff at one of the pages of a file in memory.
struct TIFFHandle: ~Copyable {
  let tiff: OpaquePointer
  private let source: UnsafeMutablePointer<ctiff_source>
  private let bytes: FileBytes
  private let name: String

  /// At the first page, or at the page whose directory lies at that place in the file.
  init(_ bytes: FileBytes, name: String, page offset: UInt64?) throws(PictureError) {
    source = .allocate(capacity: 1)
    source.initialize(to: ctiff_source())
    source.pointee.start = bytes.start
    source.pointee.count = UInt64(bytes.count)
    self.bytes = bytes
    self.name = name
    let opened = ctiff_open(source, Int64(StoredPictures.memoryLimit))
    guard let opened, offset.map({ TIFFSetSubDirectory(opened, $0) != 0 }) ?? true else {
      let words = Self.words(source)
      if let opened { TIFFClose(opened) }
      source.deallocate()
      throw .damaged(name: name, format: .tiff, library: words)
    }
    tiff = opened
  }

  deinit {
    TIFFClose(tiff)
    source.deallocate()
  }

  private static func words(_ source: UnsafeMutablePointer<ctiff_source>) -> String {
    let words = withUnsafeBytes(of: &source.pointee.fault) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    return words.isEmpty ? "cut short" : words
  }

  /// The first thing that libtiff found wrong.
  var fault: PictureError { .damaged(name: name, format: .tiff, library: Self.words(source)) }

  // MARK: directories

  var offset: UInt64 { TIFFCurrentDirOffset(tiff) }
  var isLast: Bool { TIFFLastDirectory(tiff) != 0 }
  func next() -> Bool { TIFFReadDirectory(tiff) != 0 }

  /// Neither a reduced copy (bit 0 of NewSubfileType) nor a mask (bit 2).
  var isPage: Bool { ctiff_u32(tiff, UInt32(TIFFTAG_SUBFILETYPE)) & 0b101 == 0 }

  // MARK: tags

  func short(_ tag: Int32) -> Int { Int(ctiff_u16(tiff, UInt32(tag))) }
  func long(_ tag: Int32) -> Int { Int(ctiff_u32(tiff, UInt32(tag))) }
  func fraction(_ tag: Int32) -> Double { Double(ctiff_float(tiff, UInt32(tag))) }
}
