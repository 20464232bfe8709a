// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A scan turned so that its code stands upright, as text on a certificate does.
struct UprightPage {
  let picture: GrayImage

  /// Modules of a seal's code, version 14, and its side in inches.
  private static let modules = 73.0
  private static let side = 73 * 0.46 / 25.4
  /// Sides of the picture that are taken at most, in sides of the code: a certificate is 9 of them high.
  private static let reach = 14.0

  /// At `dotsPerInch`, by the code's printed size; nil for an outline that is no code's.
  init?(of scan: GrayImage, code outline: [PagePoint], dotsPerInch: Double) {
    guard outline.count == 4 else { return nil }
    var corners = outline
    var area = 0.0
    for (index, corner) in corners.enumerated() {
      let next = corners[(index + 1) % 4]
      area += corner.x * next.y - next.x * corner.y
    }
    if area < 0 { corners.reverse() }
    let side = Self.side * dotsPerInch
    let square = [(0.0, 0.0), (side, 0), (side, side), (0, side)].map { PagePoint(x: $0.0, y: $0.1) }
    // The corner without a finder pattern is the lower right one.
    let finders = (0..<4).map { Self.isFinder(scan, corners, at: $0) }
    guard let plain = finders.indices.min(by: { finders[$0] < finders[$1] }) else { return nil }
    let pairs = (0..<4).map { PlaneMap.Pair(from: square[$0], to: corners[(plain + 2 + $0) % 4]) }
    let backs = pairs.map { PlaneMap.Pair(from: $0.to, to: $0.from) }
    guard let map = PlaneMap(affine: pairs), let back = PlaneMap(affine: backs) else { return nil }
    let edges = [(0, 0), (scan.width, 0), (scan.width, scan.height), (0, scan.height)].map { x, y in
      back(PagePoint(x: Double(x), y: Double(y)))
    }
    func bound(_ value: Double) -> Double { min(max(value, -Self.reach * side), Self.reach * side) }
    let (left, right) = (bound(edges.map(\.x).min() ?? 0), bound(edges.map(\.x).max() ?? 0))
    let (top, bottom) = (bound(edges.map(\.y).min() ?? 0), bound(edges.map(\.y).max() ?? 0))
    guard right - left >= 64, bottom - top >= 64 else { return nil }
    let canvas = GrayImage(width: Int(right - left), height: Int(bottom - top))
    picture = Registration.laid(scan, over: canvas, factor: 1) { map(PagePoint(x: $0.x + left, y: $0.y + top)) }
  }

  /// How much darker the middle of a finder pattern is than its ring, in a corner.
  private static func isFinder(_ scan: GrayImage, _ corners: [PagePoint], at place: Int) -> Int {
    let (own, after, before) = (corners[place], corners[(place + 1) % 4], corners[(place + 3) % 4])
    func tone(_ across: Double, _ down: Double) -> Int {
      let (a, b) = ((3.5 + across) / modules, (3.5 + down) / modules)
      let x = own.x + a * (after.x - own.x) + b * (before.x - own.x)
      let y = own.y + a * (after.y - own.y) + b * (before.y - own.y)
      guard abs(x) < 1e6, abs(y) < 1e6 else { return 255 }
      return scan.tone(x: Int(x * 256), y: Int(y * 256))
    }
    var contrast = 0
    for step in -2...2 {
      let along = Double(step)
      contrast += tone(-2, along) + tone(2, along) + tone(along, -2) + tone(along, 2)
      contrast -= 4 * tone(along / 2, 0)
    }
    return contrast
  }
}
