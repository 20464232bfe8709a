// SPDX-License-Identifier: GPL-3.0-or-later
internal import CTurboJPEG
public import DurableFiles
internal import Paper

/// A JPEG of any kind, unpacked in the size that is needed with libjpeg-turbo.
public struct JPEGPicture: StoredPicture {
  public let facts: PictureFacts
  /// Samples of a pixel: 1 gray, 3 colours, 4 inks.
  public let samples: Int
  private let bytes: FileBytes
  private let name: String
  /// Eighths of the stored picture that are its full size here: fewer than 8 for a very large one.
  private let fullSize: Int

  /// `name` is the file in messages.
  public init(_ bytes: FileBytes, name: String) throws(PictureError) {
    let decoder = try Decoder(bytes, name: name)
    let (width, height) = (decoder.width, decoder.height)
    let fit = try StoredPictures.fit(width: width, height: height, name: name, format: .jpeg)
    fullSize =
      fit.width == width
      ? 8
      : (1...7).last { Self.scaled(width, $0) * Self.scaled(height, $0) <= StoredPictures.pixelLimit } ?? 1
    let header = JPEGHeader(bytes)
    samples = decoder.samples
    // Every coefficient of every pass is kept, two bytes each.
    let (kept, limit) = (2 * samples * width * height, StoredPictures.memoryLimit)
    if header.isProgressive && kept > limit {
      throw .tooLargeToUnpack(name: name, bytes: kept, limit: limit, why: "a progressive JPEG is kept whole")
    }
    let shrunk = Double(fullSize) / 8
    facts = PictureFacts(
      width: Self.scaled(width, fullSize), height: Self.scaled(height, fullSize),
      density: PictureFacts.Density(across: header.across * shrunk, down: header.down * shrunk),
      orientation: header.orientation, isColour: samples > 1)
    self.bytes = bytes
    self.name = name
  }

  private static func scaled(_ side: Int, _ eighths: Int) -> Int { (side * eighths + 7) / 8 }

  public func gray(atLeast eighths: Int) throws(PictureError) -> UnpackedPicture {
    let size = fullSize < 8 ? fullSize : Self.quickSizes.first { $0 >= eighths } ?? 8
    return try Decoder(bytes, name: name).unpack(size, .gray)
  }

  public func brightest() throws(PictureError) -> UnpackedPicture {
    try Decoder(bytes, name: name).unpack(fullSize, samples == 1 ? .gray : .brightest)
  }

  /// libjpeg-turbo has vectorised transforms for these; the sizes between take longer than the next larger one.
  private static let quickSizes = [1, 2, 4, 8]

  /// libjpeg-turbo's state, its header read.
  private struct Decoder: ~Copyable {
    private let handle: tjhandle
    private let bytes: FileBytes
    private let name: String
    let width: Int
    let height: Int
    let samples: Int

    init(_ bytes: FileBytes, name: String) throws(PictureError) {
      guard let handle = tjInitDecompress() else { throw .outOfMemory(bytes: 0) }
      var (width, height, subsampling, colours): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
      guard
        tjDecompressHeader3(handle, bytes.start, UInt(bytes.count), &width, &height, &subsampling, &colours) == 0
          || tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue)
      else {
        let words = String(cString: tjGetErrorStr2(handle))
        tjDestroy(handle)
        throw .damaged(name: name, format: .jpeg, library: words)
      }
      self.handle = handle
      self.bytes = bytes
      self.name = name
      self.width = Int(width)
      self.height = Int(height)
      switch UInt32(colours) {
      case TJCS_GRAY.rawValue: samples = 1
      case TJCS_CMYK.rawValue, TJCS_YCCK.rawValue: samples = 4
      default: samples = 3
      }
    }

    deinit { tjDestroy(handle) }

    func unpack(_ eighths: Int, _ tone: Tone) throws(PictureError) -> UnpackedPicture {
      let (across, down) = (JPEGPicture.scaled(width, eighths), JPEGPicture.scaled(height, eighths))
      let (format, room) =
        samples == 4 ? (TJPF_CMYK, 4) : tone == .brightest ? (TJPF_RGB, 3) : (TJPF_GRAY, 1)
      var outcome: Int32 = 0
      let unpacked = [UInt8](unsafeUninitializedCapacity: across * down * room) { target, count in
        // Where the file ends early, what libjpeg leaves out is paper.
        if let start = target.baseAddress { start.initialize(repeating: 255, count: target.count) }
        outcome = tjDecompress2(
          handle, bytes.start, UInt(bytes.count), target.baseAddress, Int32(across), 0, Int32(down),
          Int32(format.rawValue), TJFLAG_LIMITSCANS)
        count = across * down * room
      }
      // A warning still gives a picture: scanners cut files short, and the code may be in the part that is there.
      guard outcome == 0 || tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue) else {
        throw .damaged(name: name, format: .jpeg, library: String(cString: tjGetErrorStr2(handle)))
      }
      var pixels = unpacked
      if room > 1 {
        pixels = [UInt8](unsafeUninitializedCapacity: across * down) { target, count in
          let tones = UnsafeMutableBufferPointer(rebasing: target[..<(across * down)])
          // Programs of Adobe's line write ink inverted: 255 is no ink.
          if room == 4 {
            tone.fill(tones, fromInks: unpacked, isInverted: true)
          } else {
            tone.fill(tones, from: unpacked)
          }
          count = across * down
        }
      }
      return UnpackedPicture(image: GrayImage(width: across, height: down, pixels: pixels), isWhole: outcome == 0)
    }
  }
}
