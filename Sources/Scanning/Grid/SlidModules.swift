// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A seal on paper that was folded and does not lie flat again, or that a scanner drew in by jerks: each row of modules is
/// slid along itself, and each column, by as much as the row or column before it but where a fold lies.
struct SlidModules {
  private static let side = SealLayout.side
  /// Modules by which a row or column may be slid against the code's first finder pattern, in steps.
  private static let slides = (-20...20).map { Double($0) / 4 }
  /// Modules beside the code that must be light, and modules from an edge that its finder patterns and timing line take.
  private static let (quiet, edge) = (2, 9)
  /// What a module must gain by its being where it is for a fold to be worth it, times the modules that are looked at.
  private static let foldCost: Float = 0.12
  /// What a module that is the same in every seal counts, and any other by standing out.
  private static let (known, unknown): (Float, Float) = (1.5, 0.5)

  /// Top left corner of the code, one module to the right and one down; pixels.
  private let origin: SIMD2<Double>
  private let across: SIMD2<Double>
  private let down: SIMD2<Double>
  /// By how many modules each row and each column is slid.
  private var rows = [Double](repeating: 0, count: side)
  private var columns = [Double](repeating: 0, count: side)

  /// `level` is the way in which level edges run in the picture, which folds leave as it is while they move the outline's
  /// corners apart. `picture` holds tones as they stand out, near -1 dark and 1 light.
  init(over outline: CodeOutline, level: SIMD2<Double>, in picture: TonePlane) {
    let ways = [level, SIMD2(-level.y, level.x), -level, SIMD2(level.y, -level.x)]
    let right = ways.max { ($0 * outline.across).sum() < ($1 * outline.across).sum() } ?? level
    let below = SIMD2(-right.y, right.x)
    across = right * (outline.across * right).sum()
    down = below * (outline.down * below).sum()
    origin = outline.topLeft - (across + down) * 3.5
    // Along the two edges, where much is known, then everywhere, about as far as it was there.
    rows = slid(isRow: true, upTo: Self.edge, by: Self.slides, in: picture)
    columns = slid(isRow: false, upTo: Self.edge, by: Self.slides, in: picture)
    for _ in 0..<2 {
      rows = slid(isRow: true, upTo: Self.side + Self.quiet, by: Self.near(rows), in: picture)
      columns = slid(isRow: false, upTo: Self.side + Self.quiet, by: Self.near(columns), in: picture)
    }
  }

  /// Slides that are close to any of those that were found.
  private static func near(_ found: [Double]) -> [Double] {
    let found = Set(found)
    return slides.filter { slide in found.contains { abs($0 - slide) <= 0.5 } }
  }

  /// The tone of each module, row by row.
  func tones(in picture: TonePlane) -> [Float] {
    (0..<(Self.side * Self.side)).map { module in
      let (x, y) = (module % Self.side, module / Self.side)
      return picture.tone(
        at: origin + across * (Double(x) + 0.5 + rows[y]) + down * (Double(y) + 0.5 + columns[x]))
    }
  }

  /// By how much each row (or column) is slid, so that most modules up to `end` of it are as they must be and stand out, with
  /// as few folds as that is worth: the best way through all of them (Viterbi).
  private func slid(isRow: Bool, upTo end: Int, by slides: [Double], in picture: TonePlane) -> [Double] {
    let cost = Self.foldCost * Float(end + Self.quiet)
    let start = slides.map { $0 == 0 ? 0 : -cost }
    var sums = start
    var origins: [[Int]] = []
    for line in 0..<Self.side {
      let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
      let fresh = sums[best] - cost
      var from = Array(sums.indices)
      for index in sums.indices {
        if sums[index] < fresh { (sums[index], from[index]) = (fresh, best) }
        sums[index] += fit(line, isRow: isRow, by: slides[index], upTo: end, in: picture)
      }
      origins.append(from)
    }
    var index = sums.indices.max { sums[$0] < sums[$1] } ?? 0
    var slid = [Double](repeating: 0, count: Self.side)
    for line in (0..<Self.side).reversed() {
      slid[line] = slides[index]
      index = origins[line][index]
    }
    return slid
  }

  /// How well a row or column slid by so much agrees with what is known.
  private func fit(_ line: Int, isRow: Bool, by slide: Double, upTo end: Int, in picture: TonePlane) -> Float {
    let (along, aside, slides) = isRow ? (across, down, columns) : (down, across, rows)
    let begin = origin + aside * (Double(line) + 0.5) + along * (0.5 + slide)
    var fit: Float = 0
    for place in -Self.quiet..<end {
      let isInside = (0..<Self.side).contains(place)
      let beside = slides[min(max(place, 0), Self.side - 1)]
      let tone = max(-1, min(1, picture.nearestTone(to: begin + along * Double(place) + aside * beside)))
      let fixed =
        isInside ? SealLayout.fixed[isRow ? line * Self.side + place : place * Self.side + line] : 0
      switch fixed {
      case 0: fit += isInside ? Self.known * tone : tone
      case 1: fit -= Self.known * tone
      default: fit += Self.unknown * abs(tone)
      }
    }
    return fit
  }
}
