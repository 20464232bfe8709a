// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a picture, in pixels from its top left; whole numbers are the middles of pixels.
public struct PagePoint: Equatable, Sendable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
