// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

/// A picture in a file: its header is read, its pixels are not yet.
public protocol StoredPicture: Sendable {
  var facts: PictureFacts { get }
  /// In gray, in so many eighths of its width and height or any larger size up to eight, whichever takes the least work.
  func gray(atLeast eighths: Int) throws(PictureError) -> UnpackedPicture
  /// The largest of red, green and blue of each pixel, in full size.
  func brightest() throws(PictureError) -> UnpackedPicture
}

/// What a picture's header says.
public struct PictureFacts: Equatable, Sendable {
  /// Of the picture as it is unpacked in full size, before it is set upright: one of more than
  /// `StoredPictures.pixelLimit` pixels is reduced meanwhile.
  public var width: Int
  public var height: Int
  /// Dots an inch across and down, of that size; nil where the file does not say.
  public var density: Density?
  public var orientation: Orientation
  public var isColour: Bool

  public struct Density: Equatable, Sendable {
    public var across: Double
    public var down: Double

    /// nil for what no scanner or camera would write.
    public init?(across: Double, down: Double) {
      let usual = 10.0...20_000
      guard usual.contains(across), usual.contains(down) else { return nil }
      self.across = across
      self.down = down
    }
  }
}

/// Pixels as they came out of a file.
public struct UnpackedPicture: Equatable, Sendable {
  public var image: GrayImage
  /// False where the file is cut short or damaged, and a part of the pixels is missing.
  public var isWhole: Bool
}

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
