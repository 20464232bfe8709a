// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A seal measured in a picture module by module, without zbar: where its corners lie and what it says.
struct MeasuredSeal {
  /// nil for a code that is seen but cannot be read.
  var text: [UInt8]?
  /// Top left, top right, bottom right, bottom left; pixels of the picture.
  var corners: [SIMD2<Double>]

  var centre: SIMD2<Double> { corners.reduce(SIMD2(0, 0), +) / 4 }

  /// Outlines that are tried, and times that blur is undone for each.
  private static let (outlines, rounds) = (3, 12)
  /// Modules below which another round is not worth it.
  private static let leastChange = 20

  /// The seal in a piece of a page of `module` pixels a module, however it is turned; nil where none is seen.
  init?(in picture: GrayImage, module: Double) {
    let turned = TurnedPicture(picture)
    let plane = TonePlane(turned.picture)
    let smooth = plane.means(window: Int(0.75 * module))
    let black = smooth.black(whereBelow: plane.means(window: Int(7 * module)))
    let outlines = CodeOutline.search(black, module: module, limit: Self.outlines)
    guard !outlines.isEmpty else { return nil }
    let meshes = outlines.map { ModuleMesh(over: $0, in: smooth) }
    let side = Double(SealLayout.side)
    let places = [(0, 0), (side, 0), (side, side), (0, side)]
    // A code that stands on another side, or mirrored, has some of its patterns in place, but fewer.
    let measured = meshes.map { SealModules(measured: $0.tones(in: smooth)) }
    let best = measured.indices.max { measured[$0].likeness < measured[$1].likeness } ?? 0
    text = Self.text(measured[best])
    corners = places.map { turned.original(meshes[best].place($0.0, $0.1)) }
  }

  /// The text as it looks, else with the blur undone until that changes little.
  private static func text(_ modules: SealModules) -> [UInt8]? {
    if let text = modules.text { return text }
    var guess = modules
    for _ in 0..<rounds {
      let last = guess
      guess = modules.unblurred(guess: guess)
      if let text = guess.text { return text }
      let changed = zip(last.tones, guess.tones).reduce(0) { $0 + (($1.0 < 0) != ($1.1 < 0) ? 1 : 0) }
      if changed < leastChange { break }
    }
    return nil
  }
}
