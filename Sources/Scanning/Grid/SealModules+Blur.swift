// SPDX-License-Identifier: GPL-3.0-or-later

extension SealModules {
  private static let side = SealLayout.side
  /// Modules on each side of one that are taken to have run into it.
  private static let reach = 2
  private static let taps = (2 * reach + 1) * (2 * reach + 1)
  private static let padded = side + 2 * reach
  /// Rounds of undoing; more gain nothing.
  private static let rounds = 15

  /// From tones as measured: black and white as they are around each module.
  init(measured tones: [Float]) {
    let plane = TonePlane(width: Self.side, height: Self.side, tones: tones)
    let apart = plane.mixed(1, with: plane.means(window: 9), -1)
    let spread = TonePlane(width: Self.side, height: Self.side, tones: apart.tones.map(abs)).means(window: 13)
    self.tones = zip(apart.tones, spread.tones).map { $0 / max($1, 0.5) }
  }

  /// The same with the blur undone by which neighbours run into each other, whatever its shape: focus, shake, a copier's smear.
  ///
  /// How much of each neighbour a module has is found by least squares between the modules as they are taken to be and as they
  /// look; then modules are sought, between black and white, that would look like that (Landweber's iteration).
  /// `guess` is what the modules are taken to be at first.
  func unblurred(guess: SealModules) -> SealModules {
    var modules = Self.framed(guess.tones.map { $0 < 0 ? -1 : 1 })
    guard let (blur, offset) = blur(from: modules) else { return self }
    let looks = tones.map { $0 - offset }
    modules = Self.framed(guess.tones.map { max(-1, min(1, $0)) })
    let strength = blur.reduce(0) { $0 + abs($1) }
    guard strength > 0.1 else { return self }
    let step = 1 / (strength * strength)
    let padded = Self.padded
    for _ in 0..<Self.rounds {
      // What is missing from the looks, given back to every module that ran into them.
      var missing = looks
      for (tap, share) in blur.enumerated() {
        let offset = tap / (2 * Self.reach + 1) * padded + tap % (2 * Self.reach + 1)
        for y in 0..<Self.side {
          for x in 0..<Self.side {
            missing[y &* Self.side &+ x] -= share * modules[offset &+ y &* padded &+ x]
          }
        }
      }
      for (tap, share) in blur.enumerated() {
        let offset = tap / (2 * Self.reach + 1) * padded + tap % (2 * Self.reach + 1)
        let given = step * share
        for y in 0..<Self.side {
          for x in 0..<Self.side {
            modules[offset &+ y &* padded &+ x] += given * missing[y &* Self.side &+ x]
          }
        }
      }
      modules = Self.framed(
        (0..<(Self.side * Self.side)).map { module in
          let tone = modules[(module / Self.side + Self.reach) * padded + module % Self.side + Self.reach]
          return max(-1, min(1, tone))
        })
    }
    return SealModules(
      tones: (0..<(Self.side * Self.side)).map { module in
        modules[(module / Self.side + Self.reach) * padded + module % Self.side + Self.reach]
      })
  }

  /// Modules with white around them, those that are the same in every seal as they must be.
  private static func framed(_ tones: [Float]) -> [Float] {
    var framed = [Float](repeating: 1, count: padded * padded)
    for (module, tone) in tones.enumerated() {
      let fixed = SealLayout.fixed[module]
      framed[(module / side + reach) * padded + module % side + reach] = fixed < 0 ? tone : fixed == 1 ? -1 : 1
    }
    return framed
  }

  /// The share that each of the 25 modules around has in one's looks, and what all have in common.
  private func blur(from modules: [Float]) -> (shares: [Float], offset: Float)? {
    let count = Self.taps + 1
    var matrix = [Float](repeating: 0, count: count * (count + 1))
    var row = [Float](repeating: 1, count: count + 1)
    // Every second module tells enough.
    for module in stride(from: 0, to: tones.count, by: 2) {
      let corner = module / Self.side * Self.padded + module % Self.side
      for tap in 0..<Self.taps {
        row[tap] = modules[corner + tap / (2 * Self.reach + 1) * Self.padded + tap % (2 * Self.reach + 1)]
      }
      row[count] = tones[module]
      for line in 0..<count {
        let factor = row[line]
        for column in line...count { matrix[line * (count + 1) + column] += factor * row[column] }
      }
    }
    for line in 0..<count {
      for column in 0..<line { matrix[line * (count + 1) + column] = matrix[column * (count + 1) + line] }
      // Keeps the equations apart where modules are all alike.
      matrix[line * (count + 1) + line] += 10
    }
    for line in 0..<count {
      let pivot = matrix[line * (count + 1) + line]
      guard pivot > 1e-3 else { return nil }
      for other in 0..<count where other != line {
        let factor = matrix[other * (count + 1) + line] / pivot
        for column in line...count {
          matrix[other * (count + 1) + column] -= factor * matrix[line * (count + 1) + column]
        }
      }
    }
    let solution = (0..<count).map { matrix[$0 * (count + 1) + count] / matrix[$0 * (count + 1) + $0] }
    return (Array(solution.prefix(Self.taps)), solution[Self.taps])
  }
}
