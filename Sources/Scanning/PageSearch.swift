// SPDX-License-Identifier: GPL-3.0-or-later
internal import Barcodes
internal import Paper

/// The places of a page where codes may lie, taken to be seals printed in their size at one resolution.
struct PageSearch<Page: PagePicture> {
  /// Modules on a side of the squares that are looked at: a code with room to lie askew.
  private static var pieceSide: Double { 116 }
  /// Millimetres by which a code may lie beside where it is printed.
  private static var slack: Double { 10 }
  /// Pixels a module that a printed seal needs to be read; 88 dots an inch.
  private static var leastModule: Double { 1.6 }

  let page: Page
  private let resolution: Resolution
  private let view: PageView
  private var map: TextureMap?
  /// Where codes are printed: their middles on a page that lies upright, and their sides with some slack, modules.
  let printed: [(middle: SIMD2<Double>, side: Double)]

  init(of page: Page, at resolution: Resolution, expecting places: [Area]) throws(ScanError) {
    self.page = page
    self.resolution = resolution
    let module = SealScanner.moduleSize / 25.4 * resolution.dotsPerInch
    let picture = try page.gray(atLeast: Reduction(atLeast: Scan.Step.threshold.moduleSize / module))
    let scale = Double(picture.width) / Double(page.width)
    view = PageView(picture: picture, scale: scale, module: module * scale)
    printed = places.map { place in
      let middle = SIMD2(
        (place.x + place.width * 0.5).pixels(at: resolution), (place.y + place.height * 0.5).pixels(at: resolution))
      return (middle, (place.width.millimetres + 2 * Self.slack) / SealScanner.moduleSize)
    }
  }

  /// The likeliest place that was not named before, in pixels of the page at full size.
  mutating func next() -> (place: SIMD2<Double>, score: Float)? {
    if map == nil {
      map = TextureMap(of: view.picture, at: Resolution(dotsPerInch: resolution.dotsPerInch * view.scale))
    }
    return map?.next().map { (SIMD2($0.x, $0.y) / view.scale, $0.score) }
  }

  /// The two likeliest places, one where a code is printed before others, however the sheet lies; and the printed places of an
  /// upright sheet that are neither.
  mutating func candidates() -> [(place: SIMD2<Double>, score: Float)] {
    var peaks = [next(), next()].compactMap(\.self)
    let near = 12 / 25.4 * resolution.dotsPerInch
    let (width, height) = (Double(page.width), Double(page.height))
    let turned = printed.flatMap { place in
      let (x, y) = (place.middle.x, place.middle.y)
      return [SIMD2(x, y), SIMD2(width - x, height - y), SIMD2(width - y, x), SIMD2(y, height - x)]
    }
    if let index = peaks.firstIndex(where: { peak in turned.contains { $0.distance(to: peak.place) < near } }) {
      peaks.swapAt(0, index)
    }
    let missed = printed.filter { place in peaks.allSatisfy { $0.place.distance(to: place.middle) >= near } }
    return peaks + missed.map { ($0.middle, 0) }
  }

  /// The square around a place in the size that a step looks at; nil where the page has none, or the step does not apply.
  func piece(around place: SIMD2<Double>, side: Double? = nil, for step: Scan.Step) throws(ScanError) -> PageView.Piece? {
    let side = side ?? Self.pieceSide
    guard step.isOfColour else { return view.piece(around: place, side: side, module: step.moduleSize) }
    guard page.isColour else { return nil }
    let module = view.module / view.scale
    let half = Int(side * module / 2)
    let area = PixelArea(x: Int(place.x) - half, y: Int(place.y) - half, width: 2 * half, height: 2 * half)
    let bright = PageView(
      picture: try page.brightest(in: area), scale: 1, module: module,
      origin: SIMD2(Double(max(0, area.x)), Double(max(0, area.y))))
    return bright.piece(around: place, side: side, module: step.moduleSize)
  }

  var isBlank: Bool { view.picture.isBlankSheet }

  /// Why a code that is seen at a place cannot be read.
  func reason(at place: SIMD2<Double>) -> PageReading {
    let point = QRReading.Point(x: Int(place.x.rounded()), y: Int(place.y.rounded()))
    return view.module / view.scale < Self.leastModule ? .coarse(resolution, at: point) : .damaged(at: point)
  }
}
