// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// Where on a page tones change densely both across and down, as in a code; text changes less down than across, lines and
/// edges change in few places.
struct TextureMap {
  /// Millimetres on a side of the cells in which a page is looked at, about; three modules of a seal.
  private static let cellSize = 1.35
  /// Cells across the square over which changes are averaged, and over which the result is.
  private static let (near, wide) = (7, 19)
  /// Millimetres around a place within which no second one is named.
  private static let reach = 20.0

  /// A place and how dense the changes there are.
  struct Peak {
    /// In pixels of the picture.
    var x: Double
    var y: Double
    var score: Float
  }

  /// Pixels of the picture on a side of a cell.
  private let cell: Double
  private let across: Int
  private let down: Int
  private var scores: [Float]

  /// The picture is looked at in 75 dots an inch, about, where the noise of a scan is averaged out and a module still changes
  /// tones; for a coarser look in half as many, where screens of dots and moiré are averaged out as well.
  init(of picture: GrayImage, at resolution: Resolution, isCoarse: Bool = false) {
    let block = max(1, Int(resolution.dotsPerInch / (isCoarse ? 37 : 75)))
    let small = picture.shrunk(by: block).softened
    let side = max(2, Int((Self.cellSize / 25.4 * resolution.dotsPerInch / Double(block)).rounded()))
    cell = Double(block * side)
    across = max(0, (small.width - 1) / side)
    down = max(0, (small.height - 1) / side)
    scores = []
    guard across > 0, down > 0 else { return }
    let count = across * side
    var (sideways, upright): ([Float], [Float]) = ([], [])
    var ranges: [Float] = []
    for y in 0..<down {
      var steps = [UInt16](repeating: 0, count: count)
      var falls = steps
      var low = [UInt8](repeating: 255, count: count)
      var high = [UInt8](repeating: 0, count: count)
      for line in (y * side)..<((y + 1) * side) {
        let start = line * small.width
        let row = small.pixels.span.extracting(start..<(start + count))
        let next = small.pixels.span.extracting((start + 1)..<(start + 1 + count))
        let below = small.pixels.span.extracting((start + small.width)..<(start + small.width + count))
        Rows.addSteps(row, next, below, across: &steps, down: &falls)
        Rows.stretch(row, low: &low, high: &high)
      }
      for x in 0..<across {
        let columns = (x * side)..<((x + 1) * side)
        sideways.append(columns.reduce(0) { $0 + Float(steps[$1]) } / Float(side * side))
        upright.append(columns.reduce(0) { $0 + Float(falls[$1]) } / Float(side * side))
        let darkest = columns.reduce(255) { min($0, low[$1]) }
        ranges.append(Float(columns.reduce(0) { max($0, high[$1]) }) - Float(darkest))
      }
    }
    func averaged(_ cells: [Float]) -> [Float] {
      TonePlane(width: across, height: down, tones: cells).means(window: Self.near).tones
    }
    (sideways, upright, ranges) = (averaged(sideways), averaged(upright), averaged(ranges))
    // In the shade everything changes less: what counts is how densely. The 20 keeps noise on an even page down.
    let dense = ranges.indices.map { min(sideways[$0], upright[$0]) / (ranges[$0] + 20) }
    scores = TonePlane(width: across, height: down, tones: dense).means(window: Self.wide).tones
  }

  /// The densest place that is not near one named before; nil on an even page.
  mutating func next() -> Peak? {
    guard let index = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[index] > 0 else { return nil }
    let (x, y) = (index % across, index / across)
    let peak = Peak(x: (Double(x) + 0.5) * cell, y: (Double(y) + 0.5) * cell, score: scores[index])
    let reach = Int(Self.reach / Self.cellSize)
    for row in max(0, y - reach)...min(down - 1, y + reach) {
      for column in max(0, x - reach)...min(across - 1, x + reach) { scores[row * across + column] = 0 }
    }
    return peak
  }
}
