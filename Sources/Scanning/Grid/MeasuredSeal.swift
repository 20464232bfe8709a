// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A seal read off a picture module by module, without zbar: where its corners lie and what it says.
struct MeasuredSeal {
  var text: [UInt8]
  /// Top left, top right, bottom right, bottom left; pixels of the picture.
  var corners: [SIMD2<Double>]

  /// Outlines that are tried, and times that blur is undone for each.
  private static let (outlines, rounds) = (3, 3)

  /// The seal in a piece of a page of `module` pixels a module, however it is turned; nil where none can be read.
  init?(in picture: GrayImage, module: Double) {
    let turned = TurnedPicture(picture)
    let window = Int(7 * module)
    let plane = TonePlane(turned.picture)
    let smooth = plane.means(window: Int(0.75 * module))
    let black = smooth.black(whereBelow: plane.means(window: window))
    for outline in CodeOutline.search(black, module: module, limit: Self.outlines) {
      let mesh = ModuleMesh(over: outline, in: smooth)
      let modules = SealModules(measured: mesh.tones(in: smooth))
      var guess = modules
      var text = modules.text
      for _ in 0..<Self.rounds where text == nil {
        guess = modules.unblurred(guess: guess)
        text = guess.text
      }
      guard let text else { continue }
      self.text = text
      let side = Double(SealLayout.side)
      corners = [(0, 0), (side, 0), (side, side), (0, side)].map { turned.original(mesh.place($0.0, $0.1)) }
      return
    }
    return nil
  }
}
