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
  private static let (outlines, rounds) = (3, 6)

  /// The seal in a piece of a page of `module` pixels a module, however it is turned; nil where none is seen.
  init?(in picture: GrayImage, module: Double) {
    let turned = TurnedPicture(picture)
    let plane = TonePlane(turned.picture)
    let smooth = plane.means(window: Int(0.75 * module))
    let black = smooth.black(whereBelow: plane.means(window: Int(7 * module)))
    let outlines = CodeOutline.search(black, module: module, limit: Self.outlines)
    guard let likeliest = outlines.first else { return nil }
    let side = Double(SealLayout.side)
    let places = [(0, 0), (side, 0), (side, side), (0, side)]
    for outline in outlines {
      let mesh = ModuleMesh(over: outline, in: smooth)
      guard let text = Self.text(SealModules(measured: mesh.tones(in: smooth))) else { continue }
      self.text = text
      corners = places.map { turned.original(mesh.place($0.0, $0.1)) }
      return
    }
    corners = places.map { turned.original(likeliest.place($0.0, $0.1)) }
  }

  private static func text(_ modules: SealModules) -> [UInt8]? {
    if let text = modules.text { return text }
    var guess = modules
    for _ in 0..<rounds {
      guess = modules.unblurred(guess: guess)
      if let text = guess.text { return text }
    }
    return nil
  }
}
