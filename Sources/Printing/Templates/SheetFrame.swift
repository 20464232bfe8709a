// SPDX-License-Identifier: GPL-3.0-or-later

/// A rectangle on a sheet in millimetres from its top left corner.
public struct SheetFrame: Equatable, Sendable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public var right: Double { x + width }
  public var bottom: Double { y + height }

  /// The frame with a margin around it.
  func grown(by margin: Double) -> SheetFrame {
    SheetFrame(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }

  /// Touching edges do not overlap; a thousandth of a millimetre is rounding.
  func overlaps(_ other: SheetFrame) -> Bool {
    x + 0.001 < other.right && other.x + 0.001 < right && y + 0.001 < other.bottom && other.y + 0.001 < bottom
  }

  func contains(_ other: SheetFrame) -> Bool {
    other.x >= x - 0.001 && other.y >= y - 0.001 && other.right <= right + 0.001 && other.bottom <= bottom + 0.001
  }
}

/// Millimetres as written in a template, for messages: `12.5`, at most two decimals.
public func millimetreWords(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let sign = hundredths < 0 ? "-" : ""
  let whole = abs(hundredths) / 100
  let rest = abs(hundredths) % 100
  if rest == 0 { return "\(sign)\(whole)" }
  return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}
