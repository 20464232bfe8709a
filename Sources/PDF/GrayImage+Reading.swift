// SPDX-License-Identifier: GPL-3.0-or-later
internal import CPoppler
internal import CTurboJPEG
public import Paper

extension GrayImage {
  /// Reads a PNG or JPEG in gray, transparent parts laid on white. `name` is the file in messages.
  ///
  /// The picture's own size is looked at before memory is taken: above `pixelLimit` pixels it is refused.
  public init(decoding bytes: [UInt8], name: String, pixelLimit: Int = PDFFile.pixelLimit) throws(PDFError) {
    switch ImageFormat(sniffing: bytes) {
    case .png: self = try Self.fromPNG(bytes, name: name, pixelLimit: pixelLimit)
    case .jpeg: self = try Self.fromJPEG(bytes, name: name, pixelLimit: pixelLimit)
    case nil: throw .unknownImage(file: name)
    }
  }

  private static func fromPNG(_ bytes: [UInt8], name: String, pixelLimit: Int) throws(PDFError) -> GrayImage {
    // The header is always the first chunk: length, "IHDR", width, height.
    guard bytes.count >= 33, bytes[12..<16].elementsEqual("IHDR".utf8) else {
      throw .badImage(file: name, format: "PNG", library: "no header")
    }
    let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
    let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
    try checkSize(width: width, height: height, name: name, format: "PNG", pixelLimit: pixelLimit)
    let result: Result<GrayImage, PDFError> = bytes.withUnsafeBytes { source in
      var rest = source
      let surface = withUnsafeMutablePointer(to: &rest) { rest in
        cairo_image_surface_create_from_png_stream(
          { closure, target, count in
            // libpng asks for so many bytes: all of them, or the picture is cut short.
            guard let rest = closure?.assumingMemoryBound(to: UnsafeRawBufferPointer.self), let target,
              rest.pointee.count >= Int(count)
            else { return CAIRO_STATUS_READ_ERROR }
            UnsafeMutableRawBufferPointer(start: target, count: Int(count))
              .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest.pointee.prefix(Int(count))))
            rest.pointee = UnsafeRawBufferPointer(rebasing: rest.pointee.dropFirst(Int(count)))
            return CAIRO_STATUS_SUCCESS
          }, rest)
      }
      guard let surface else { return .failure(.outOfMemory(bytes: 4 * width * height)) }
      defer { cairo_surface_destroy(surface) }
      let status = cairo_surface_status(surface)
      guard status == CAIRO_STATUS_SUCCESS else {
        let words = status == CAIRO_STATUS_READ_ERROR ? "cut short" : String(cString: cairo_status_to_string(status))
        return .failure(.badImage(file: name, format: "PNG", library: words))
      }
      if cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32 { return .success(surface.grayPixelsOnWhite) }
      guard cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24 else {
        return .failure(.badImage(file: name, format: "PNG", library: "more than 8 bits a sample"))
      }
      return .success(surface.grayPixels)
    }
    return try result.get()
  }

  private static func fromJPEG(_ bytes: [UInt8], name: String, pixelLimit: Int) throws(PDFError) -> GrayImage {
    guard let decoder = tjInitDecompress() else { throw .outOfMemory(bytes: 0) }
    defer { tjDestroy(decoder) }
    func words() -> String { String(cString: tjGetErrorStr2(decoder)) }
    var width: Int32 = 0
    var height: Int32 = 0
    var subsampling: Int32 = 0
    var colours: Int32 = 0
    guard
      tjDecompressHeader3(decoder, bytes, UInt(bytes.count), &width, &height, &subsampling, &colours) == 0
    else { throw .badImage(file: name, format: "JPEG", library: words()) }
    let (across, down) = (Int(width), Int(height))
    try checkSize(width: across, height: down, name: name, format: "JPEG", pixelLimit: pixelLimit)
    let isForPrint = colours == Int32(TJCS_CMYK.rawValue) || colours == Int32(TJCS_YCCK.rawValue)
    let samples = isForPrint ? 4 : 1
    var pixels = [UInt8](repeating: 0, count: across * down * samples)
    let outcome = tjDecompress2(
      decoder, bytes, UInt(bytes.count), &pixels, width, 0, height,
      Int32((isForPrint ? TJPF_CMYK : TJPF_GRAY).rawValue), TJFLAG_LIMITSCANS)
    // A warning still gives a picture: scanners cut files short, and the code may be in the part that is there.
    guard outcome == 0 || tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) else {
      throw .badImage(file: name, format: "JPEG", library: words())
    }
    guard isForPrint else { return GrayImage(width: across, height: down, pixels: pixels) }
    // Programs of Adobe's line write ink inverted: 255 is no ink.
    let tones = (0..<(across * down)).map { index in
      let ink = pixels[(4 * index)..<(4 * index + 4)]
      let black = Int(ink[ink.startIndex + 3])
      let parts = ink.prefix(3).map { UInt8(truncatingIfNeeded: Int($0) * black / 255) }
      return RGBImage.luma(parts[0], parts[1], parts[2])
    }
    return GrayImage(width: across, height: down, pixels: tones)
  }

  private static func checkSize(
    width: Int, height: Int, name: String, format: String, pixelLimit: Int
  ) throws(PDFError) {
    guard width > 0, height > 0 else {
      throw .badImage(file: name, format: format, library: "\(width) × \(height) pixels")
    }
    guard width <= pixelLimit, height <= pixelLimit / width, width <= 32_767, height <= 32_767 else {
      throw .tooManyPixels(file: name, page: nil, width: width, height: height, limit: pixelLimit)
    }
  }
}
