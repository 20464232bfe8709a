// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A picture turned so that most edges in it run upright and level, by up to 45 degrees.
struct TurnedPicture {
  /// Sine of the angle below which turning would blur more than it helps: one degree.
  private static let least = 0.0175

  let picture: GrayImage
  /// Cosine and sine of the angle.
  private let turn: SIMD2<Double>
  /// The way to the right in which level edges run in the turned picture, of length 1.
  let level: SIMD2<Double>

  init(_ original: GrayImage) {
    let turn = Self.slant(of: original)
    guard abs(turn.y) >= Self.least else {
      self.picture = original
      self.turn = SIMD2(1, 0)
      level = turn
      return
    }
    let plane = TonePlane(original)
    let (width, height) = (original.width, original.height)
    let (across, down) = (turn.x, turn.y)
    let (middleX, middleY) = (Double(width) / 2, Double(height) / 2)
    var tones: [UInt8] = []
    tones.reserveCapacity(width * height)
    for y in 0..<height {
      let below = Double(y) + 0.5 - middleY
      for x in 0..<width {
        let right = Double(x) + 0.5 - middleX
        let place = SIMD2(middleX + right * across - below * down, middleY + right * down + below * across)
        tones.append(UInt8(plane.tone(at: place)))
      }
    }
    self.picture = GrayImage(width: width, height: height, pixels: tones)
    self.turn = turn
    level = SIMD2(1, 0)
  }

  /// Where a place of the turned picture lies in the original.
  func original(_ place: SIMD2<Double>) -> SIMD2<Double> {
    let middle = SIMD2(Double(picture.width), Double(picture.height)) / 2
    let offset = place - middle
    return middle + SIMD2(offset.x * turn.x - offset.y * turn.y, offset.x * turn.y + offset.y * turn.x)
  }

  /// By how much edges are turned clockwise from upright or level, at most an eighth of a full turn either way: cosine and sine.
  ///
  /// Gradients as complex numbers, to the fourth power: those of all four sides of a square fall together.
  private static func slant(of picture: GrayImage) -> SIMD2<Double> {
    // Softened, so that noise and screens of dots do not count.
    let plane = TonePlane(picture).means(window: 3).means(window: 3)
    var (real, imaginary): (Float, Float) = (0, 0)
    for y in 1..<max(1, picture.height - 1) {
      let row = y * picture.width
      for x in 1..<max(1, picture.width - 1) {
        let across = plane.tones[row &+ x &+ 1] - plane.tones[row &+ x &- 1]
        let down = plane.tones[row &+ x &+ picture.width] - plane.tones[row &+ x &- picture.width]
        let squares = across * across + down * down
        let (a, b) = (across * across - down * down, 2 * across * down)
        // The fourth power, of the gradient's own length squared.
        let share = 1 / max(squares, 1)
        real += (a * a - b * b) * share
        imaginary += 2 * a * b * share
      }
    }
    // A quarter of the sum's angle, by halving it twice.
    var turn = SIMD2(Double(real), Double(imaginary))
    let length = (turn * turn).sum().squareRoot()
    guard length > 0 else { return SIMD2(1, 0) }
    turn /= length
    for _ in 0..<2 {
      let cosine = max(0, (1 + turn.x) / 2).squareRoot()
      turn = SIMD2(cosine, (max(0, 1 - turn.x) / 2).squareRoot() * (turn.y < 0 ? -1 : 1))
    }
    return turn
  }
}
