// SPDX-License-Identifier: GPL-3.0-or-later

/// Width and height of a page as a reader sees it, turned and cropped.
public struct PaperSize: Hashable, Sendable {
  public var width: Length
  public var height: Length

  public init(width: Length, height: Length) {
    self.width = width
    self.height = height
  }

  public static let a4 = PaperSize(width: Length(millimetres: 210), height: Length(millimetres: 297))
}
