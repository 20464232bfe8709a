// SPDX-License-Identifier: GPL-3.0-or-later

/// An upright rectangle on a page, measured from the TOP LEFT corner of the page as a reader sees it.
public struct Area: Hashable, Sendable {
  /// Distance of the left edge from the left edge of the page.
  public var x: Length
  /// Distance of the top edge from the top edge of the page.
  public var y: Length
  public var width: Length
  public var height: Length

  public init(x: Length, y: Length, width: Length, height: Length) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The same from four numbers in millimetres.
  public init(millimetresX x: Double, y: Double, width: Double, height: Double) {
    self.init(
      x: Length(millimetres: x), y: Length(millimetres: y), width: Length(millimetres: width),
      height: Length(millimetres: height))
  }
}
