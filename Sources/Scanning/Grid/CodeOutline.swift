// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// Where a seal's code seems to lie in a picture: the centres of its three finder patterns.
struct CodeOutline {
  var topLeft: SIMD2<Double>
  var topRight: SIMD2<Double>
  var bottomLeft: SIMD2<Double>
  /// The share of modules of the finder patterns and timing lines that are as they must be; 0 where nobody has looked.
  var likeness = 0.0

  /// Modules between the centres of two finder patterns.
  static let span = Double(SealLayout.side - 7)

  /// Share of modules at which an outline is worth a try: chance gives half, and some finder pattern is seen in each.
  private static let leastLikeness = 0.6

  /// One module to the right, and one down.
  var across: SIMD2<Double> { (topRight - topLeft) / Self.span }
  var down: SIMD2<Double> { (bottomLeft - topLeft) / Self.span }

  /// Pixels a module, the mean of both ways.
  var module: Double { (across.distance(to: SIMD2(0, 0)) + down.distance(to: SIMD2(0, 0))) / 2 }

  /// The same in a picture with `factor` times the pixels a side.
  func enlarged(_ factor: Double) -> CodeOutline {
    CodeOutline(
      topLeft: topLeft * factor, topRight: topRight * factor, bottomLeft: bottomLeft * factor, likeness: likeness)
  }

  /// Where a place in modules from the code's top left corner lies in the picture.
  func place(_ x: Double, _ y: Double) -> SIMD2<Double> {
    topLeft + across * (x - 3.5) + down * (y - 3.5)
  }

  /// The likeliest outlines in a picture of black and white that stands upright to within some degrees or on one of its other
  /// sides, with `module` pixels a module, at most `limit`, the best first.
  static func search(_ picture: GrayImage, module: Double, limit: Int) -> [CodeOutline] {
    let marks = FinderPattern.search(picture, module: module)
    let reach = span * module
    var outlines: [CodeOutline] = []
    func add(_ outline: CodeOutline) {
      var outline = outline
      outline.likeness = outline.likeness(in: picture)
      outlines.append(outline)
    }
    func turned(_ side: SIMD2<Double>) -> SIMD2<Double> { SIMD2(-side.y, side.x) }
    for (index, first) in marks.enumerated() {
      for (other, second) in marks.enumerated() where other != index {
        let side = second.centre - first.centre
        let length = second.centre.distance(to: first.centre)
        if length > 0.8 * reach, length < 1.25 * reach {
          // An upper side, of which the third pattern is seen or is where it ought to be; or a left side without it.
          let expected = first.centre + turned(side)
          let third = marks.min { $0.centre.distance(to: expected) < $1.centre.distance(to: expected) }
          if let third, third.centre.distance(to: expected) < 0.25 * reach {
            add(CodeOutline(topLeft: first.centre, topRight: second.centre, bottomLeft: third.centre))
          } else {
            add(CodeOutline(topLeft: first.centre, topRight: second.centre, bottomLeft: expected))
            add(CodeOutline(topLeft: first.centre, topRight: first.centre - turned(side), bottomLeft: second.centre))
          }
        } else if length > 1.13 * reach, length < 1.77 * reach {
          // The two at the ends of the diagonal.
          let corner = (first.centre + second.centre - turned(side)) / 2
          add(CodeOutline(topLeft: corner, topRight: second.centre, bottomLeft: first.centre))
        }
      }
    }
    var best: [CodeOutline] = []
    for outline in outlines.sorted(by: { $0.likeness > $1.likeness }) where outline.likeness > leastLikeness {
      let isNew = best.allSatisfy { other in
        max(
          outline.topLeft.distance(to: other.topLeft), outline.topRight.distance(to: other.topRight),
          outline.bottomLeft.distance(to: other.bottomLeft)) > 2 * module
      }
      if isNew { best.append(outline) }
      if best.count == limit { break }
    }
    return best
  }

  /// The share of modules of the finder patterns and timing lines that are as they must be, in black and white.
  private func likeness(in picture: GrayImage) -> Double {
    var right = 0
    for (x, y) in Self.landmarks {
      let place = place(Double(x) + 0.5, Double(y) + 0.5)
      let (column, row) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
      guard (0..<picture.width).contains(column), (0..<picture.height).contains(row) else { continue }
      if (picture[column, row] == 0) == (SealLayout.fixed[y * SealLayout.side + x] == 1) { right += 1 }
    }
    return Double(right) / Double(Self.landmarks.count)
  }

  private static let landmarks: [(x: Int, y: Int)] = {
    let side = SealLayout.side
    return (0..<(side * side)).map { ($0 % side, $0 / side) }.filter { x, y in
      x == 6 || y == 6 || (min(x, side - 1 - x) < 8 && y < 8) || (x < 8 && y >= side - 8)
    }.filter { SealLayout.fixed[$0.1 * side + $0.0] >= 0 }
  }()
}
