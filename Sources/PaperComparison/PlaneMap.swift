// SPDX-License-Identifier: GPL-3.0-or-later

/// A map of the plane that keeps lines straight: shift, turn, stretch, and perspective.
struct PlaneMap {
  /// x' = (a·x + b·y + c) / (g·x + h·y + 1), y' = (d·x + e·y + f) / (g·x + h·y + 1).
  private var terms: [Double]

  static let identity = PlaneMap(terms: [1, 0, 0, 0, 1, 0, 0, 0])

  struct Pair {
    var from: PagePoint
    var to: PagePoint
    var weight: Double = 1
  }

  private init(terms: [Double]) {
    self.terms = terms
  }

  /// The map without perspective that brings the pairs closest, in the sum of squares; nil where they lie on a line.
  init?(affine pairs: [Pair]) {
    var across = NormalEquations(count: 3)
    var down = NormalEquations(count: 3)
    for pair in pairs {
      across.add([pair.from.x, pair.from.y, 1], equals: pair.to.x, weight: pair.weight)
      down.add([pair.from.x, pair.from.y, 1], equals: pair.to.y, weight: pair.weight)
    }
    guard let x = across.solution, let y = down.solution else { return nil }
    terms = x + y + [0, 0]
  }

  /// The map with perspective; nil for fewer than four pairs or such as lie on a line.
  init?(perspective pairs: [Pair]) {
    // Middle and spread taken out first: else squares of thousands of pixels stand beside ones.
    guard pairs.count >= 4 else { return nil }
    let scale = 1_000.0
    var equations = NormalEquations(count: 8)
    for pair in pairs {
      let (x, y, u, v) = (pair.from.x / scale, pair.from.y / scale, pair.to.x / scale, pair.to.y / scale)
      equations.add([x, y, 1, 0, 0, 0, -x * u, -y * u], equals: u, weight: pair.weight)
      equations.add([0, 0, 0, x, y, 1, -x * v, -y * v], equals: v, weight: pair.weight)
    }
    guard var terms = equations.solution else { return nil }
    terms[2] *= scale
    terms[5] *= scale
    terms[6] /= scale
    terms[7] /= scale
    self.terms = terms
  }

  func callAsFunction(_ point: PagePoint) -> PagePoint {
    let depth = terms[6] * point.x + terms[7] * point.y + 1
    return PagePoint(
      x: (terms[0] * point.x + terms[1] * point.y + terms[2]) / depth,
      y: (terms[3] * point.x + terms[4] * point.y + terms[5]) / depth)
  }

  /// Pixels of the target that a pixel of the source is wide, about that point.
  func scale(at point: PagePoint) -> Double {
    let (own, right) = (self(point), self(PagePoint(x: point.x + 1, y: point.y)))
    let below = self(PagePoint(x: point.x, y: point.y + 1))
    let area = (right.x - own.x) * (below.y - own.y) - (right.y - own.y) * (below.x - own.x)
    return abs(area).squareRoot()
  }
}

/// Sums of a linear least-squares problem.
private struct NormalEquations {
  private var rows: [[Double]]

  init(count: Int) {
    rows = Array(repeating: Array(repeating: 0, count: count + 1), count: count)
  }

  mutating func add(_ terms: [Double], equals value: Double, weight: Double) {
    for row in terms.indices {
      for column in terms.indices { rows[row][column] += weight * terms[row] * terms[column] }
      rows[row][terms.count] += weight * terms[row] * value
    }
  }

  /// By Gauss and Jordan with the largest pivots.
  var solution: [Double]? {
    var rows = rows
    let count = rows.count
    for column in 0..<count {
      let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      guard abs(rows[pivot][column]) > 1e-12 else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<count where row != column {
        let factor = rows[row][column] / rows[column][column]
        for place in column...count { rows[row][place] -= factor * rows[column][place] }
      }
    }
    return (0..<count).map { rows[$0][count] / rows[$0][$0] }
  }
}
