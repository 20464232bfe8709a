// SPDX-License-Identifier: GPL-3.0-or-later

import PDF

/// Stamps and signatures as image XObjects (ISO 32000-1, 8.9.5): JPEG as it is, PNG with its transparency.
enum PictureObjects {
  /// Writes the picture and gives its object's number; a refusal is a sentence.
  static func append(_ bytes: [UInt8], to writer: inout ObjectWriter) -> Result<Int, PictureFault> {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return appendJPEG(bytes, to: &writer) }
    do {
      let picture = try PNGPicture(bytes)
      var mask: Int?
      if let alpha = picture.alpha {
        mask = image(alpha, width: picture.width, height: picture.height, space: "DeviceGray", mask: nil, to: &writer)
      }
      return .success(
        image(
          picture.samples, width: picture.width, height: picture.height,
          space: picture.channels == 3 ? "DeviceRGB" : "DeviceGray", mask: mask, to: &writer))
    } catch {
      return .failure(error)
    }
  }

  private static func image(
    _ samples: [UInt8], width: Int, height: Int, space: String, mask: Int?, to writer: inout ObjectWriter
  ) -> Int {
    writer.stream(Deflate.compress(samples, level: 9)) { entries in
      put(width: width, height: height, space: space, to: &entries)
      if let mask {
        entries.put("/SMask ")
        entries.put(reference: mask)
      }
      entries.put("/Filter/FlateDecode")
    }
  }

  private static func put(width: Int, height: Int, space: String, to entries: inout [UInt8]) {
    entries.put("/Type/XObject/Subtype/Image/Width ")
    entries.put(width)
    entries.put("/Height ")
    entries.put(height)
    entries.put("/ColorSpace/\(space)/BitsPerComponent 8")
  }

  private static func appendJPEG(_ bytes: [UInt8], to writer: inout ObjectWriter) -> Result<Int, PictureFault> {
    // Segments up to the frame header (ITU T.81, B.1.1.2 and B.2.2).
    var position = 2
    while position + 9 < bytes.count {
      guard bytes[position] == 0xFF else { break }
      let marker = bytes[position + 1]
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      if (0xC0...0xC2).contains(marker) {
        let height = Int(bytes[position + 5]) << 8 | Int(bytes[position + 6])
        let width = Int(bytes[position + 7]) << 8 | Int(bytes[position + 8])
        let channels = bytes[position + 9]
        guard width > 0, height > 0, channels == 1 || channels == 3, bytes[position + 4] == 8 else {
          return .failure(PictureFault("a JPEG of \(channels) channels; save it as grey or RGB, 8 bits"))
        }
        return .success(
          writer.stream(bytes) { entries in
            put(width: width, height: height, space: channels == 3 ? "DeviceRGB" : "DeviceGray", to: &entries)
            entries.put("/Filter/DCTDecode")
          })
      }
      guard length >= 2 else { break }
      position += 2 + length
    }
    return .failure(PictureFault("a damaged JPEG; save it again as PNG"))
  }
}

/// Why a picture cannot be used, in words.
struct PictureFault: Error {
  let words: String
  init(_ words: String) { self.words = words }
}
