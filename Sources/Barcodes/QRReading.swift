// SPDX-License-Identifier: GPL-3.0-or-later

/// One QR code found in an image.
public struct QRReading: Equatable, Sendable {
  /// A place in the image, in pixels from the top left.
  public struct Point: Hashable, Sendable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
  }

  /// The bytes that the code carries, as they stand in it: no character set is guessed.
  public var payload: [UInt8]
  /// The outline of the symbol without its quiet zone; four points for a whole code.
  public var corners: [Point]

  public init(payload: [UInt8], corners: [Point]) {
    self.payload = payload
    self.corners = corners
  }
}
