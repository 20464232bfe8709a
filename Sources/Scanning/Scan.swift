// SPDX-License-Identifier: GPL-3.0-or-later
public import Barcodes
internal import Glibc
public import Paper

/// One code read off a picture of paper, and how.
public struct Scan: Equatable, Sendable {
  /// The code's bytes as they stand in it: a seal's text, or anything else.
  public var text: [UInt8]
  /// The code's own top left, top right, bottom right and bottom left corner, without its quiet zone; pixels of the page at
  /// full size.
  public var corners: [QRReading.Point]
  /// What was done to the picture before the code could be read.
  public var step: Step
  /// How far the code is turned clockwise, degrees above -180 to 180: near 0 for a sheet that lies upright.
  public var skew: Double
  /// Mean length of the code's sides, pixels of the page at full size.
  public var side: Double

  /// Side of a module in pixels of the page at full size, if the code is a seal, of 73 modules.
  public var module: Double { side / SealScanner.modules }

  /// The page's resolution, if the code is a seal in the size in which it is printed, 0.46 mm a module.
  public var resolution: Resolution { Resolution(dotsPerInch: module / SealScanner.moduleSize * 25.4) }

  init(text: [UInt8], corners: [SIMD2<Double>], step: Step) {
    self.text = text
    self.corners = corners.map { QRReading.Point(x: Int($0.x.rounded()), y: Int($0.y.rounded())) }
    self.step = step
    let upper = corners[1] - corners[0]
    skew = atan2(upper.y, upper.x) * 180 / .pi
    side = (0..<4).reduce(0) { $0 + corners[($1 + 1) % 4].distance(to: corners[$1]) } / 4
  }

  /// Middle of the code, pixels of the page at full size.
  var centre: SIMD2<Double> {
    corners.reduce(SIMD2(0, 0)) { $0 + SIMD2(Double($1.x), Double($1.y)) } / Double(corners.count)
  }

  /// Whether a place is nearer to the code's middle than its sides.
  func covers(_ place: SIMD2<Double>) -> Bool { place.distance(to: centre) < side / 2 }
}

extension Scan {
  /// nil for a code whose outline zbar does not tell. zbar counts pixels, whose middles are meant, and goes around the other
  /// way.
  init?(_ reading: QRReading, in piece: PageView.Piece, step: Step) {
    guard reading.corners.count == 4 else { return nil }
    let corners = [0, 3, 2, 1].map { index in
      piece.onPage(SIMD2(Double(reading.corners[index].x) + 0.5, Double(reading.corners[index].y) + 0.5))
    }
    self.init(text: reading.payload, corners: corners, step: step)
  }

  /// nil for a seal that is seen but cannot be read.
  init?(_ seal: MeasuredSeal, in piece: PageView.Piece) {
    guard let text = seal.text else { return nil }
    self.init(text: text, corners: seal.corners.map(piece.onPage), step: .measured)
  }
}

extension SIMD2<Double> {
  func distance(to other: Self) -> Double { ((self - other) * (self - other)).sum().squareRoot() }
}
