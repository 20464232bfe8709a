// SPDX-License-Identifier: GPL-3.0-or-later

/// How finely an image samples the paper, in dots an inch, the same across and down.
public struct Resolution: Hashable, Comparable, Sendable {
  public var dotsPerInch: Double

  public init(dotsPerInch: Double) {
    self.dotsPerInch = dotsPerInch
  }

  public static func < (left: Resolution, right: Resolution) -> Bool {
    left.dotsPerInch < right.dotsPerInch
  }
}
