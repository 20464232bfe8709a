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
  /// Pixels a module in which a good scan can be read: half of 300 dots an inch has 2.7.
  private static var quickModule: Double { 2.5 }
  private static var wholeResolution: Double { 300 }

  let page: Page
  private let resolution: Resolution
  private let view: PageView
  private var map: TextureMap?
  private var coarseMap: TextureMap?
  /// Where codes are printed: their middles on a page that lies upright, and their sides with some slack, modules.
  let printed: [(middle: SIMD2<Double>, side: Double)]

  init(of page: Page, at resolution: Resolution, expecting places: [Area]) throws(ScanError) {
    let size = Reduction(atLeast: Scan.Step.threshold.moduleSize / Self.module(at: resolution))
    try self.init(of: page, at: resolution, size, expecting: places)
  }

  /// In half the usual size; nil where that is no less work, or too small to read anything.
  init?(quicklyOf page: Page, at resolution: Resolution, expecting places: [Area]) throws(ScanError) {
    let module = Self.module(at: resolution)
    let sizes = Self.quickModule / module...Scan.Step.threshold.moduleSize / module
    guard page.isQuickWhenSmall, let eighths = [1, 2, 4].first(where: { sizes.contains(Double($0) / 8) }) else {
      return nil
    }
    try self.init(of: page, at: resolution, Reduction(eighths: eighths), expecting: places)
  }

  /// Pixels of the page at full size for a module of a printed seal.
  private static func module(at resolution: Resolution) -> Double {
    SealScanner.moduleSize / 25.4 * resolution.dotsPerInch
  }

  private init(
    of page: Page, at resolution: Resolution, _ size: Reduction, expecting places: [Area]
  ) throws(ScanError) {
    self.page = page
    self.resolution = resolution
    let module = Self.module(at: resolution)
    let picture = try page.gray(atLeast: size)
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

  /// The likeliest place of a coarser look, which sees no screen of dots and no moiré. Its score is nothing beside those of the
  /// finer look.
  mutating func nextCoarse() -> Candidate? {
    if coarseMap == nil {
      coarseMap = TextureMap(
        of: view.picture, at: Resolution(dotsPerInch: resolution.dotsPerInch * view.scale), isCoarse: true)
    }
    return coarseMap?.next().map { Candidate((SIMD2($0.x, $0.y) / view.scale, 0)) }
  }

  /// The likeliest places: one where a code is printed before others, however the sheet lies; where none is near such a
  /// place, the printed place of an upright sheet comes second.
  mutating func candidates() -> [(place: SIMD2<Double>, score: Float)] {
    var peaks = [next(), next()].compactMap(\.self)
    guard let first = printed.first?.middle else { return peaks }
    let (width, height) = (Double(page.width), Double(page.height))
    let turned = printed.flatMap { place in
      let (x, y) = (place.middle.x, place.middle.y)
      return [SIMD2(x, y), SIMD2(width - x, height - y), SIMD2(width - y, x), SIMD2(y, height - x)]
    }
    if let index = peaks.firstIndex(where: { peak in turned.contains { $0.distance(to: peak.place) < near } }) {
      peaks.swapAt(0, index)
      return peaks
    }
    return peaks.prefix(1) + [(first, peaks.first?.score ?? 0)] + peaks.dropFirst()
  }

  /// The square around a place in the size that a step looks at; nil where the page has none, or the step does not apply.
  func piece(around place: SIMD2<Double>, side: Double? = nil, for step: Scan.Step) throws(ScanError) -> PageView.Piece?
  {
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

  /// Pixels of the page at full size within which two places are taken for one: 12 mm.
  private var near: Double { 12 / 25.4 * resolution.dotsPerInch }

  func isNear(_ place: SIMD2<Double>, _ other: SIMD2<Double>) -> Bool { place.distance(to: other) < near }

  /// Whether a code is printed at a place of an upright sheet.
  func isPrinted(_ place: SIMD2<Double>) -> Bool { printed.contains { $0.middle.distance(to: place) < near } }

  /// At 300 dots an inch, so that codes much smaller than seals are read as well.
  func wholePage() throws(ScanError) -> PageView.Piece {
    let picture = try page.gray(atLeast: Reduction(atLeast: Self.wholeResolution / resolution.dotsPerInch))
    return PageView.Piece(
      picture: picture, origin: SIMD2(0, 0), factor: Double(picture.width) / Double(page.width))
  }

  var isBlank: Bool { view.picture.isBlankSheet }

  /// Why a code that is seen at a place cannot be read.
  func reason(at place: SIMD2<Double>) -> PageReading {
    let point = QRReading.Point(x: Int(place.x.rounded()), y: Int(place.y.rounded()))
    return view.module / view.scale < Self.leastModule ? .coarse(resolution, at: point) : .damaged(at: point)
  }
}
