// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A place in a picture that looks like one of the three large squares of a code.
struct FinderPattern {
  /// Pixels.
  var centre: SIMD2<Double>
  /// Share of its rings that is as it must be, 0 to 1.
  var score: Double

  /// Below it is chance: data gives 0.5.
  private static let leastScore = 0.7
  private static let limit = 10

  /// The most finder-like places of a picture of black and white whose edges run about upright, best first. `module` is
  /// pixels a module.
  static func search(_ picture: GrayImage, module: Double) -> [FinderPattern] {
    let (width, height) = (picture.width, picture.height)
    // Dark pixels above and left of each corner.
    var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
    for y in 0..<height {
      var run: Int32 = 0
      for x in 0..<width {
        run &+= picture.pixels[y &* width &+ x] == 0 ? 1 : 0
        sums[(y &+ 1) &* (width &+ 1) &+ x &+ 1] = sums[y &* (width &+ 1) &+ x &+ 1] &+ run
      }
    }
    // Rings of 3, 5, 7 and 9 modules: dark, light, dark, light.
    let reaches = [1.5, 2.5, 3.5, 4.5].map { max(1, Int(($0 * module).rounded())) }
    let areas = reaches.map { Double(4 * $0 * $0) }
    var found: [FinderPattern] = []
    let margin = reaches[3]
    guard width > 2 * margin, height > 2 * margin else { return [] }
    for y in stride(from: margin, through: height - margin, by: 2) {
      for x in stride(from: margin, through: width - margin, by: 2) {
        func dark(_ reach: Int) -> Double {
          let (top, bottom) = ((y &- reach) &* (width &+ 1), (y &+ reach) &* (width &+ 1))
          return Double(
            sums[bottom &+ x &+ reach] &- sums[bottom &+ x &- reach] &- sums[top &+ x &+ reach]
              &+ sums[top &+ x &- reach])
        }
        let core = dark(reaches[0])
        guard core > 0.5 * areas[0] else { continue }
        let (light, whole) = (dark(reaches[1]), dark(reaches[2]))
        let score =
          (core / areas[0] + 1 - (light - core) / (areas[1] - areas[0]) + (whole - light) / (areas[2] - areas[1]) + 1
            - (dark(reaches[3]) - whole) / (areas[3] - areas[2])) / 4
        if score > leastScore {
          found.append(FinderPattern(centre: SIMD2(Double(x), Double(y)), score: score))
        }
      }
    }
    var best: [FinderPattern] = []
    for pattern in found.sorted(by: { $0.score > $1.score }) where best.count < limit {
      if best.allSatisfy({ $0.centre.distance(to: pattern.centre) > 6 * module }) { best.append(pattern) }
    }
    return best
  }
}
