// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// How far each part of a scan still lies off the page, in a net of nodes over it.
struct PageShifts {
  /// Share of the pieces with something on them that were found near their neighbours.
  private(set) var found: Double
  private let piece: Int
  private let columns: Int
  private let rows: Int
  private var shifts: [PagePoint]

  /// Spread of tones from which there is something on a piece.
  private static let spread = 6.0
  /// Pixels that a piece may lie off what its neighbours' say.
  private static let jump = 3.0

  init(of page: GrayImage, in scan: GrayImage, piece: Int, alike: Double) {
    self.piece = piece
    columns = max(1, page.width / piece)
    rows = max(1, page.height / piece)
    var known = [PagePoint?](repeating: nil, count: columns * rows)
    var asked = 0
    for row in 0..<rows {
      for column in 0..<columns {
        let box = PixelBox(left: column * piece, top: row * piece, width: piece, height: piece)
        guard Self.spread(of: box, in: page) >= Self.spread else { continue }
        asked += 1
        let place = BestPlace(of: box, of: page, in: scan, around: (box.left, box.top), reach: (6, 6), step: 2)
        guard place.likeness >= alike else { continue }
        known[row * columns + column] = PagePoint(x: Double(place.x - box.left), y: Double(place.y - box.top))
      }
    }
    (shifts, found) = ([], 0)
    let kept = agreeing(known)
    (shifts, found) = (filled(kept), asked == 0 ? 0 : Double(kept.count { $0 != nil }) / Double(asked))
  }

  /// Without those that lie off the middle one of their neighbours'.
  private func agreeing(_ known: [PagePoint?]) -> [PagePoint?] {
    known.indices.map { index in
      guard let own = known[index] else { return nil }
      let around = neighbours(of: index, within: 2).compactMap { known[$0] }
      guard around.count >= 2 else { return nil }
      let (x, y) = (Self.middle(around.map(\.x)), Self.middle(around.map(\.y)))
      return abs(own.x - x) <= Self.jump && abs(own.y - y) <= Self.jump ? own : nil
    }
  }

  /// Where nothing was found, what the nearest that were found say.
  private func filled(_ known: [PagePoint?]) -> [PagePoint] {
    var known = known
    while known.contains(where: { $0 == nil }) {
      var next = known
      for index in known.indices where known[index] == nil {
        let around = neighbours(of: index, within: 1).compactMap { known[$0] }
        guard !around.isEmpty else { continue }
        next[index] = PagePoint(
          x: around.map(\.x).reduce(0, +) / Double(around.count), y: around.map(\.y).reduce(0, +) / Double(around.count)
        )
      }
      if next.allSatisfy({ $0 == nil }) { return known.map { _ in PagePoint(x: 0, y: 0) } }
      known = next
    }
    return known.map { $0 ?? PagePoint(x: 0, y: 0) }
  }

  private func neighbours(of index: Int, within reach: Int) -> [Int] {
    let (row, column) = (index / columns, index % columns)
    var found: [Int] = []
    for y in max(0, row - reach)...min(rows - 1, row + reach) {
      for x in max(0, column - reach)...min(columns - 1, column + reach) where (y, x) != (row, column) {
        found.append(y * columns + x)
      }
    }
    return found
  }

  private static func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func spread(of box: PixelBox, in image: GrayImage) -> Double {
    var (sum, squares) = (0, 0)
    for row in box.top..<box.bottom {
      for column in box.left..<box.right {
        let tone = Int(image.pixels[row * image.width + column])
        sum += tone
        squares += tone * tone
      }
    }
    let count = Double(box.width * box.height)
    return max(0, Double(squares) / count - (Double(sum) / count) * (Double(sum) / count)).squareRoot()
  }

  /// At a place of the page, mixed from the four nodes around it.
  func shift(x: Double, y: Double) -> PagePoint {
    let (across, down) = (
      min(max(x / Double(piece) - 0.5, 0), Double(columns - 1)), min(max(y / Double(piece) - 0.5, 0), Double(rows - 1))
    )
    let (column, row) = (min(Int(across), max(0, columns - 2)), min(Int(down), max(0, rows - 2)))
    let (right, below) = (across - Double(column), down - Double(row))
    func node(_ x: Int, _ y: Int) -> PagePoint { shifts[min(y, rows - 1) * columns + min(x, columns - 1)] }
    let (a, b, c, d) = (node(column, row), node(column + 1, row), node(column, row + 1), node(column + 1, row + 1))
    func mix(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
      (a * (1 - right) + b * right) * (1 - below) + (c * (1 - right) + d * right) * below
    }
    return PagePoint(x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y))
  }
}
