// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A mesh over a code in a picture, its nodes at the crossings of timing lines and alignment patterns: it follows paper that is
/// bent, folded or seen askew.
struct ModuleMesh {
  /// Modules between nodes.
  private static let pitch = 20.0
  /// Modules around the expected place in which an alignment pattern is looked for, and steps in a module.
  private static let (reach, steps) = (2.0, 4)
  /// Likeness from which a pattern counts as seen: chance gives less within the reach.
  private static let leastLikeness = 0.55

  /// Four rows of four, pixels.
  private var nodes: [SIMD2<Double>]

  init(over outline: CodeOutline, in picture: TonePlane) {
    let (across, down) = (outline.across, outline.down)
    nodes = SealLayout.nodes.flatMap { y in
      SealLayout.nodes.map { x in outline.place(Double(x) + 0.5, Double(y) + 0.5) }
    }
    // Row by row: nodes on the upper and left side lie between finder patterns, the others follow their neighbours.
    for y in 0..<4 {
      for x in 0..<4 where !((x == 0 && y % 3 == 0) || (x == 3 && y == 0)) {
        let expected =
          x > 0 && y > 0
          ? nodes[4 * y + x - 1] + nodes[4 * (y - 1) + x] - nodes[4 * (y - 1) + x - 1] : nodes[4 * y + x]
        nodes[4 * y + x] = Self.alignmentPattern(near: expected, across, down, in: picture) ?? expected
      }
    }
  }

  /// Where a place in modules from the code's top left corner lies in the picture.
  func place(_ x: Double, _ y: Double) -> SIMD2<Double> {
    let (column, row) = ((x - 6.5) / Self.pitch, (y - 6.5) / Self.pitch)
    let (left, top) = (max(0, min(2, Int(column.rounded(.down)))), max(0, min(2, Int(row.rounded(.down)))))
    let (across, down) = (column - Double(left), row - Double(top))
    let upper = nodes[4 * top + left] * (1 - across) + nodes[4 * top + left + 1] * across
    let lower = nodes[4 * top + 4 + left] * (1 - across) + nodes[4 * top + 5 + left] * across
    return upper * (1 - down) + lower * down
  }

  /// The tone of each module, row by row.
  func tones(in picture: TonePlane) -> [Float] {
    (0..<(SealLayout.side * SealLayout.side)).map { module in
      picture.tone(at: place(Double(module % SealLayout.side) + 0.5, Double(module / SealLayout.side) + 0.5))
    }
  }

  /// The centre of the pattern most like an alignment pattern, if any is like it at all.
  private static func alignmentPattern(
    near expected: SIMD2<Double>, _ across: SIMD2<Double>, _ down: SIMD2<Double>, in picture: TonePlane
  ) -> SIMD2<Double>? {
    var best: (place: SIMD2<Double>, score: Double)?
    let range = Int(reach) * steps
    for y in -range...range {
      for x in -range...range {
        let (right, below) = (Double(x) / Double(steps), Double(y) / Double(steps))
        let place = expected + across * right + down * below
        let likeness = likeness(at: place, across, down, in: picture)
        guard likeness > leastLikeness else { continue }
        // Of two that are alike, the nearer one.
        let score = likeness - 0.04 * (right * right + below * below)
        if score > best?.score ?? -1 { best = (place, score) }
      }
    }
    return best?.place
  }

  /// Correlation of 5 × 5 modules with an alignment pattern, -1 to 1.
  private static func likeness(
    at centre: SIMD2<Double>, _ across: SIMD2<Double>, _ down: SIMD2<Double>, in picture: TonePlane
  ) -> Double {
    var (sum, squares, light): (Float, Float, Float) = (0, 0, 0)
    for y in -2...2 {
      for x in -2...2 {
        let tone = picture.nearestTone(to: centre + across * Double(x) + down * Double(y))
        sum += tone
        squares += tone * tone
        if max(abs(x), abs(y)) == 1 { light += tone }
      }
    }
    // Eight of the 25 are light.
    let variance = squares - sum * sum / 25
    guard variance > 1 else { return 0 }
    return Double((light - sum * 8 / 25) / (variance * (8 - 64 / 25)).squareRoot())
  }
}

extension TonePlane {
  /// Mixed from the four pixels around a place; beyond the edge the edge goes on.
  func tone(at place: SIMD2<Double>) -> Float {
    let x = max(0, min(Double(width - 1), place.x - 0.5))
    let y = max(0, min(Double(height - 1), place.y - 0.5))
    let (left, top) = (Int(x), Int(y))
    let (right, below) = (min(width - 1, left + 1), min(height - 1, top + 1))
    let (across, down) = (Float(x - Double(left)), Float(y - Double(top)))
    let upper = tones[top * width + left] * (1 - across) + tones[top * width + right] * across
    let lower = tones[below * width + left] * (1 - across) + tones[below * width + right] * across
    return upper * (1 - down) + lower * down
  }

  func nearestTone(to place: SIMD2<Double>) -> Float {
    tones[max(0, min(height - 1, Int(place.y))) * width + max(0, min(width - 1, Int(place.x)))]
  }
}
