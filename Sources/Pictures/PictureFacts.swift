// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

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
