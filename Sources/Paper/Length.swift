// SPDX-License-Identifier: GPL-3.0-or-later

/// A length on paper, kept in PostScript points (1/72 inch).
public struct Length: Hashable, Comparable, Sendable, AdditiveArithmetic {
  public static let pointsPerInch = 72.0
  public static let millimetresPerInch = 25.4

  public var points: Double

  public init(points: Double) {
    self.points = points
  }

  public init(millimetres: Double) {
    self.points = millimetres * Self.pointsPerInch / Self.millimetresPerInch
  }

  public var millimetres: Double {
    points * Self.millimetresPerInch / Self.pointsPerInch
  }

  /// The length in pixels of an image of that resolution; not rounded.
  public func pixels(at resolution: Resolution) -> Double {
    points * resolution.dotsPerInch / Self.pointsPerInch
  }

  public static let zero = Length(points: 0)

  public static func < (left: Length, right: Length) -> Bool {
    left.points < right.points
  }

  public static func + (left: Length, right: Length) -> Length {
    Length(points: left.points + right.points)
  }

  public static func - (left: Length, right: Length) -> Length {
    Length(points: left.points - right.points)
  }

  public static func * (left: Length, factor: Double) -> Length {
    Length(points: left.points * factor)
  }
}
