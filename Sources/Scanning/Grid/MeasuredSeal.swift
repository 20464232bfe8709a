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
  /// Share of the modules that are the same in every seal by which one is seen: chance gives 0.57 at most, bad pages 0.75.
  private static let leastLikeness = 0.66
  /// Shares of their size in which codes are looked for: a camera sees sheets smaller, and of unequal sizes.
  private static let sizes = [1, 0.84, 0.7]
  /// Share of its size from which on a code is measured as it is, else enlarged.
  private static let large = 0.92

  /// The seal in a piece of a page of `module` pixels a module, however it is turned; nil where none is seen.
  init?(in picture: GrayImage, module: Double) {
    let turned = TurnedPicture(picture)
    var (plane, smooth) = Self.planes(turned.picture, module: module)
    let black = smooth.black(whereBelow: plane.means(window: Int(7 * module)))
    var outlines = Self.sizes.flatMap { CodeOutline.search(black, module: $0 * module, limit: Self.outlines) }
    outlines.sort { $0.likeness > $1.likeness }
    outlines = Array(outlines.prefix(Self.outlines))
    guard let first = outlines.first else { return nil }
    var enlargement = 1.0
    if first.module < Self.large * module {
      enlargement = module / first.module
      let (width, height) = (Double(turned.picture.width), Double(turned.picture.height))
      let large = turned.picture.resampled(
        x: 0, y: 0, width: Int(width * enlargement), height: Int(height * enlargement), by: enlargement)
      (plane, smooth) = Self.planes(large, module: module)
      outlines = outlines.map { $0.enlarged(enlargement) }
    }
    let meshes = outlines.map { ModuleMesh(over: $0, in: smooth) }
    let side = Double(SealLayout.side)
    let places = [(0, 0), (side, 0), (side, side), (0, side)]
    // A code that stands on another side, or mirrored, has some of its patterns in place, but fewer.
    let measured = meshes.map { SealModules(measured: $0.tones(in: smooth)) }
    let best = measured.indices.max { measured[$0].likeness < measured[$1].likeness } ?? 0
    guard measured[best].likeness >= Self.leastLikeness else { return nil }
    text = Self.text(measured[best])
    corners = places.map { turned.original(meshes[best].place($0.0, $0.1) / enlargement) }
    if text == nil {
      let slid = SlidModules(
        over: outlines[best], level: turned.level, in: smooth.standingOut(window: Int(7 * module)))
      text = SealModules(measured: slid.tones(in: smooth)).text
    }
  }

  private static func planes(_ picture: GrayImage, module: Double) -> (plane: TonePlane, smooth: TonePlane) {
    let plane = TonePlane(picture)
    return (plane, plane.means(window: Int(0.75 * module)))
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
