// SPDX-License-Identifier: GPL-3.0-or-later

/// An upright rectangle of a page's picture at full size, in pixels from the top left.
public struct PixelArea: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}
