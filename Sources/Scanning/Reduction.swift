// SPDX-License-Identifier: GPL-3.0-or-later

/// A size to look at a page in: eighths of its width and height, the steps in which JPEG pictures decode for less work.
public struct Reduction: Hashable, Comparable, Sendable {
  /// 1 to 8; 8 is full size.
  public let eighths: Int

  public init(eighths: Int) {
    precondition((1...8).contains(eighths), "a page is looked at in one to eight eighths")
    self.eighths = eighths
  }

  /// The smallest that keeps at least `factor` of the pixels of a side.
  public init(atLeast factor: Double) {
    self.init(eighths: factor > 0.125 ? (factor < 1 ? Int((factor * 8).rounded(.up)) : 8) : 1)
  }

  public static let full = Reduction(eighths: 8)

  public static func < (left: Reduction, right: Reduction) -> Bool {
    left.eighths < right.eighths
  }
}
