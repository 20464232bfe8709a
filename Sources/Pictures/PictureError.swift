// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a picture could not be read. `name` is the file, with the page where it has several.
///
/// `library` holds the words of libpng, libjpeg or libtiff.
public enum PictureError: Error, Equatable, Sendable, CustomStringConvertible {
  case damaged(name: String, format: PictureFormat, library: String)
  /// Told before memory is taken.
  case tooManyPixels(name: String, width: Int, height: Int, limit: Int)
  /// What the picture must be unpacked into whole, because of the way in which it is stored.
  case tooLargeToUnpack(name: String, bytes: Int, limit: Int, why: String)
  case outOfMemory(bytes: Int)

  public var description: String {
    switch self {
    case .damaged(let name, let format, let library):
      "\(name): cannot read the \(format.rawValue) picture: \(library); scan the page again"
    case .tooManyPixels(let name, let width, let height, let limit):
      "\(name): cannot read the picture: \(width) × \(height) pixels, at most \(limit / 1_000_000) megapixels are "
        + "looked at; save it at a lower resolution"
    case .tooLargeToUnpack(let name, let bytes, let limit, let why):
      "\(name): cannot read the picture: \(why), which takes \(bytes >> 20) MiB, at most \(limit >> 20) allowed; save it "
        + "at a lower resolution or in another way"
    case .outOfMemory(let bytes):
      "memory: cannot take \(bytes) bytes"
    }
  }
}
