// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension GrayImage {
  /// Crossings of finder patterns from which their size is believed: three patterns give many more.
  private static var enough: Int { 6 }

  /// The last five runs of a line.
  private typealias Runs = (Int, Int, Int, Int, Int)

  /// Pixels a module of the codes in the picture, by the finder patterns that lines of pixels cross: runs of dark, light,
  /// dark, light, dark pixels as 1 to 1 to 3 to 1 to 1 (ISO/IEC 18004 6.3.3.1), across and down. nil where there are too few.
  var finderPatternModule: Double? {
    guard width > 20, height > 20 else { return nil }
    let black = blackWhereDarkerThanAround(window: max(21, max(width, height) / 20))
    var modules: [Double] = []
    for y in stride(from: 0, to: height, by: 2) {
      var runs: Runs = (0, 0, 0, 0, 0)
      var isDark = false
      for x in 0..<width {
        let next = black.pixels[y * width + x] == 0
        if next != isDark {
          if isDark, let module = Self.module(of: runs) {
            let middle = x - runs.4 - runs.3 - runs.2 / 2
            if let down = black.moduleDown(x: middle, y: y), abs(down - module) < 0.3 * module {
              modules.append(module)
            }
          }
          runs = (runs.1, runs.2, runs.3, runs.4, 0)
          isDark = next
        }
        runs.4 += 1
      }
    }
    return modules.count < Self.enough ? nil : modules.sorted()[modules.count / 2]
  }

  /// A seventh of five runs, if they are as those across a finder pattern.
  private static func module(of runs: Runs) -> Double? {
    // The core is the longest run by far: most lines of text end here.
    guard runs.0 > 0, runs.2 > runs.1, runs.2 > runs.3 else { return nil }
    let module = Double(runs.0 + runs.1 + runs.2 + runs.3 + runs.4) / 7
    guard module >= 1.5 else { return nil }
    func isNear(_ run: Int, _ modules: Double) -> Bool { abs(Double(run) - modules * module) <= 0.6 * module }
    let isPattern =
      isNear(runs.0, 1) && isNear(runs.1, 1) && isNear(runs.2, 3) && isNear(runs.3, 1) && isNear(runs.4, 1)
    return isPattern ? module : nil
  }

  /// The same of the runs through a place from above to below.
  private func moduleDown(x: Int, y: Int) -> Double? {
    guard pixels[y * width + x] == 0 else { return nil }
    func run(from start: Int, _ step: Int, isDark: Bool) -> Int {
      var at = start
      while (0..<height).contains(at), (pixels[at * width + x] == 0) == isDark { at += step }
      return abs(at - start)
    }
    let core = (run(from: y, -1, isDark: true), run(from: y + 1, 1, isDark: true))
    let light = (run(from: y - core.0, -1, isDark: false), run(from: y + 1 + core.1, 1, isDark: false))
    let ring = (
      run(from: y - core.0 - light.0, -1, isDark: true), run(from: y + 1 + core.1 + light.1, 1, isDark: true)
    )
    return Self.module(of: (ring.0, light.0, core.0 + core.1, light.1, ring.1))
  }
}
