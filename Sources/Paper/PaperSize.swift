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

  /// Upright sheets that are sold: A3, A4 and A5 (ISO 216), Letter and Legal (ASME Y14.1).
  public static let sold = [
    PaperSize(width: Length(millimetres: 297), height: Length(millimetres: 420)), a4,
    PaperSize(width: Length(millimetres: 148), height: Length(millimetres: 210)),
    PaperSize(width: Length(millimetres: 215.9), height: Length(millimetres: 279.4)),
    PaperSize(width: Length(millimetres: 215.9), height: Length(millimetres: 355.6)),
  ]
}
