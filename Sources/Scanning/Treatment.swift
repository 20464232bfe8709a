// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

extension Scan.Step {
  /// Pixels a module in which a step looks at a piece of a page.
  var moduleSize: Double {
    switch self {
    case .threshold, .plain, .colour: 3
    case .median, .sharpened, .colourSharpened, .measured: 4
    case .fine: 6
    }
  }

  /// Whether a step looks at the brightest of red, green and blue.
  var isOfColour: Bool { self == .colour || self == .colourSharpened }

  /// Whether every second line of pixels is enough: for printed seals in four pixels a module.
  var isFine: Bool { moduleSize == 4 }

  /// What the reader gets instead of the piece.
  func treated(_ picture: GrayImage) -> GrayImage {
    let window = Int(7 * moduleSize)
    switch self {
    case .plain, .measured: return picture
    case .threshold, .colour: return picture.blackWhereDarkerThanAround(window: window)
    case .median, .fine: return picture.medians.blackWhereDarkerThanAround(window: window)
    case .sharpened, .colourSharpened:
      return picture.blackWhereSharpenedIsDarker(window: window, blur: 0.8 * moduleSize)
    }
  }
}
