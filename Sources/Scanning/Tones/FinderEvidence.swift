// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// How much a picture of black and white looks as if a code's three finder patterns were in it. zbar reads no code without
/// them, and asking it costs ten times as much as counting them.
struct FinderEvidence: Comparable {
  /// Rows of pixels that cross what looks like a finder pattern, at the three places that most rows cross.
  let rows: Int

  static let none = FinderEvidence(rows: 0)
  /// Below it zbar is not asked about a sharpened picture, and below the next not about others: text and ornaments have one here
  /// and there, so that three places together often have three.
  static let faint = FinderEvidence(rows: 3)
  static let weak = FinderEvidence(rows: 4)
  /// Below it the dearest step is left out.
  static let some = FinderEvidence(rows: 6)
  /// From it on there is a code, if perhaps one that cannot be read.
  static let strong = FinderEvidence(rows: 18)

  /// Places that are told apart, at most: a page of dots has thousands.
  private static let placeLimit = 64

  private init(rows: Int) { self.rows = rows }

  static func < (left: Self, right: Self) -> Bool { left.rows < right.rows }

  init(_ picture: GrayImage) {
    var places: [(x: Int, y: Int, rows: Int)] = []
    let width = picture.width
    let pixels = picture.pixels.span
    for y in 0..<picture.height {
      let row = pixels.extracting((y * width)..<((y + 1) * width))
      // The last five runs, the newest in e.
      var (a, b, c, d, e) = (0, 0, 0, 0, 0)
      var start = 0
      for x in 1...max(1, width) {
        guard x == width || row[x] != row[x &- 1] else { continue }
        (a, b, c, d, e) = (b, c, d, e, x &- start)
        start = x
        guard row[x &- 1] == 0, Self.isFinder(a, b, c, d, e) else { continue }
        let (middle, reach) = (x - e - d - (c + 1) / 2, (a + b + c + d + e) / 2)
        guard Self.isFinderDown(picture, x: middle, y: y, side: 2 * reach) else { continue }
        if let known = places.firstIndex(where: { abs($0.x - middle) < reach && abs($0.y - y) < reach }) {
          places[known].rows += 1
        } else if places.count < Self.placeLimit {
          places.append((middle, y, 1))
        }
      }
    }
    rows = places.map(\.rows).sorted(by: >).prefix(3).reduce(0, +)
  }

  /// Dark, light, dark, light, dark as 1 to 1 to 3 to 1 to 1, each within half a module (ISO/IEC 18004 6.3.3.1).
  private static func isFinder(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int) -> Bool {
    let sum = a &+ b &+ c &+ d &+ e
    func isNear(_ run: Int, _ modules: Int) -> Bool { abs(14 &* run &- 2 &* modules &* sum) <= sum }
    return a > 0 && sum >= 9 && isNear(c, 3) && isNear(b, 1) && isNear(d, 1) && isNear(a, 1) && isNear(e, 1)
  }

  /// The same of the runs through a place from above to below, of about the same length.
  private static func isFinderDown(_ picture: GrayImage, x: Int, y: Int, side: Int) -> Bool {
    let (width, height) = (picture.width, picture.height)
    func run(from start: Int, _ step: Int, isDark: Bool) -> Int {
      var at = start
      while (0..<height).contains(at), (picture.pixels[at * width + x] == 0) == isDark, abs(at - start) <= side {
        at += step
      }
      return abs(at - start)
    }
    let (coreAbove, coreBelow) = (run(from: y, -1, isDark: true), run(from: y + 1, 1, isDark: true))
    let lightAbove = run(from: y - coreAbove, -1, isDark: false)
    let lightBelow = run(from: y + 1 + coreBelow, 1, isDark: false)
    let ringAbove = run(from: y - coreAbove - lightAbove, -1, isDark: true)
    let ringBelow = run(from: y + 1 + coreBelow + lightBelow, 1, isDark: true)
    let sum = ringAbove + lightAbove + coreAbove + coreBelow + lightBelow + ringBelow
    return (side / 2...2 * side).contains(sum)
      && isFinder(ringAbove, lightAbove, coreAbove + coreBelow, lightBelow, ringBelow)
  }
}
