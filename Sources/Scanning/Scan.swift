// SPDX-License-Identifier: GPL-3.0-or-later
public import Barcodes
public import Paper

/// One code read off a picture of paper, and how.
public struct Scan: Equatable, Sendable {
  /// The code's bytes as they stand in it: a seal's text, or anything else.
  public var text: [UInt8]
  /// The code's own top left, top right, bottom right and bottom left corner, without its quiet zone; pixels of the page at
  /// full size.
  public var corners: [QRReading.Point]
  /// What was done to the picture before the code could be read.
  public var step: Step
  /// How far the code is turned clockwise, degrees above -180 to 180: near 0 for a sheet that lies upright.
  public var skew: Double
  /// Side of a module in pixels of the page at full size.
  public var module: Double
  /// At which a module of a printed seal, 0.46 mm, has as many pixels: the page's own, if the code is a seal.
  public var resolution: Resolution
}
