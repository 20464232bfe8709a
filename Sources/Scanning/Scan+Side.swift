// SPDX-License-Identifier: GPL-3.0-or-later
private import Barcodes

extension Scan {
  /// Mean length of the code's four sides, in pixels of the picture as it came; nil where its outline is not whole.
  public var side: Double? {
    guard corners.count == 4 else { return nil }
    var sum = 0.0
    for (index, corner) in corners.enumerated() {
      let next = corners[(index + 1) % 4]
      let (across, down) = (Double(next.x - corner.x), Double(next.y - corner.y))
      sum += (across * across + down * down).squareRoot()
    }
    return sum / 4
  }
}
