// SPDX-License-Identifier: GPL-3.0-or-later
public import Barcodes

/// One code read off a picture of paper, and how.
public struct Scan: Equatable, Sendable {
  /// What was done to the picture before the code could be read, in the order in which it is tried.
  public enum Step: String, Sendable, CaseIterable {
    case plain
    case localThreshold = "local-threshold"
    case half
    case localThresholdHalf = "local-threshold-half"
    case double
    case localThresholdDouble = "local-threshold-double"
  }

  /// The code's bytes as they stand in it: a seal's text, or anything else.
  public var text: [UInt8]
  /// The outline of the code, in pixels of the picture as it came.
  public var corners: [QRReading.Point]
  public var step: Step

  public init(text: [UInt8], corners: [QRReading.Point], step: Step) {
    self.text = text
    self.corners = corners
    self.step = step
  }
}
