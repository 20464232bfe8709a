// SPDX-License-Identifier: GPL-3.0-or-later

/// Limits of all formats.
public enum StoredPictures {
  /// Pixels beyond which a picture is reduced while it is unpacked: A4 at 1,000 dots an inch.
  public static let pixelLimit = 100_000_000
  /// Pixels beyond which a picture is not looked at at all: 65,535 × 65,535.
  public static let sourceLimit = 4_294_836_225
  /// Pixels of the longest side, of what comes out.
  static let sideLimit = 32_767
  /// Bytes that one piece of memory may take while a picture is unpacked.
  static let memoryLimit = 1 << 30

  /// The size that a picture of a row-by-row format is unpacked in.
  static func fit(width: Int, height: Int, name: String, format: PictureFormat) throws(PictureError) -> (
    width: Int, height: Int
  ) {
    guard width > 0, height > 0 else {
      throw .damaged(name: name, format: format, library: "\(width) × \(height) pixels")
    }
    guard width <= sourceLimit / height else {
      throw .tooManyPixels(name: name, width: width, height: height, limit: sourceLimit)
    }
    // A whole number of pixels becomes one.
    var factor = 1
    while width / factor * (height / factor) > pixelLimit || max(width, height) / factor > sideLimit { factor += 1 }
    return (max(1, width / factor), max(1, height / factor))
  }
}
