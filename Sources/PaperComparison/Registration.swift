// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// Lays a scan over the page that it should show.
///
/// The code's corners tell turn, size and place roughly: a pixel off at a corner is eight at the far end of the page. From
/// there the map grows outwards: pieces of the page are looked for where their neighbours were found, first at a quarter
/// of the resolution, which gives a map with perspective, then at half, which gives each part of the page a small shift
/// of its own: rollers stretch, folds jump.
struct Registration {
  /// The scan as it lies over the page, of the page's size.
  let picture: GrayImage
  /// Share of the page's pieces that were found, and found near their neighbours.
  let found: Double

  /// Pieces of the page, pixels at a quarter and at half of its resolution.
  private static let pieces = (coarse: 32, fine: 48)
  /// Likeness from which a piece counts as found.
  private static let alike = 0.45
  /// Share of pieces to be found; of fewer it cannot be said that the sheets are the same at all.
  private static let needed = 0.35

  /// Nil where the scan cannot be laid over the page.
  ///
  /// Both outlines go around the code in the same sense, from any corner.
  init?(of scan: GrayImage, code outline: [PagePoint], over page: GrayImage, code place: [PagePoint]) {
    guard outline.count == 4, place.count == 4, page.width >= 128, page.height >= 128 else { return nil }
    let half = page.halved
    let quarter = half.halved
    guard let start = Self.start(scan, outline, half, place) else { return nil }
    let coarse = Self.laid(scan, over: quarter, factor: 4) { start($0) }
    let pairs = Self.grown(from: place, of: quarter, in: coarse)
    guard let plane = Self.plane(pairs) else { return nil }
    let refined: (PagePoint) -> PagePoint = { point in
      let moved = plane(PagePoint(x: point.x / 4, y: point.y / 4))
      return start(PagePoint(x: moved.x * 4, y: moved.y * 4))
    }
    let fine = Self.laid(scan, over: half, factor: 2, refined)
    let shifts = PageShifts(of: half, in: fine, piece: Self.pieces.fine, alike: Self.alike)
    found = shifts.found
    guard found >= Self.needed else { return nil }
    picture = Self.laid(scan, over: page, factor: 1) { point in
      let shift = shifts.shift(x: point.x / 2, y: point.y / 2)
      return refined(PagePoint(x: point.x + 2 * shift.x, y: point.y + 2 * shift.y))
    }
  }

  // MARK: - From the code

  /// From the page to the scan, by the code alone. Readers differ in the corner that they name first: the code itself
  /// tells which one it is.
  private static func start(
    _ scan: GrayImage, _ outline: [PagePoint], _ half: GrayImage, _ place: [PagePoint]
  ) -> PlaneMap? {
    let corners = isClockwise(outline) == isClockwise(place) ? outline : outline.reversed()
    var best: (likeness: Double, map: PlaneMap)?
    let box = PixelBox(
      left: Int(place.map(\.x).min()! / 2), top: Int(place.map(\.y).min()! / 2),
      width: Int((place.map(\.x).max()! - place.map(\.x).min()!) / 2),
      height: Int((place.map(\.y).max()! - place.map(\.y).min()!) / 2)
    ).cut(to: half)
    let code = half.cropped(x: box.left, y: box.top, width: box.width, height: box.height)
    let whole = PixelBox(left: 0, top: 0, width: code.width, height: code.height)
    for turn in 0..<4 {
      let pairs = (0..<4).map { PlaneMap.Pair(from: place[$0], to: corners[($0 + turn) % 4]) }
      guard let map = PlaneMap(affine: pairs) else { continue }
      let laid = laid(scan, over: code, factor: 2) { point in
        map(PagePoint(x: point.x + Double(2 * box.left), y: point.y + Double(2 * box.top)))
      }
      let likeness = likeness(whole, of: code, to: (0, 0), in: laid)
      if likeness > best?.likeness ?? 0.2 { best = (likeness, map) }
    }
    return best?.map
  }

  private static func isClockwise(_ corners: [PagePoint]) -> Bool {
    var area = 0.0
    for (index, corner) in corners.enumerated() {
      let next = corners[(index + 1) % corners.count]
      area += corner.x * next.y - next.x * corner.y
    }
    return area > 0
  }

  // MARK: - Over the page

  /// Pieces of the page found in the scan, in the order of their distance from the code: where one is looked for is told
  /// by those that were found before it, near ones above all.
  private static func grown(from code: [PagePoint], of page: GrayImage, in scan: GrayImage) -> [PlaneMap.Pair] {
    let side = pieces.coarse
    let corners = code.map { PagePoint(x: $0.x / 4, y: $0.y / 4) }
    let middle = PagePoint(x: corners.map(\.x).reduce(0, +) / 4, y: corners.map(\.y).reduce(0, +) / 4)
    var boxes: [(distance: Double, box: PixelBox)] = []
    for top in stride(from: 0, through: page.height - side, by: side * 3 / 4) {
      for left in stride(from: 0, through: page.width - side, by: side * 3 / 4) {
        let (x, y) = (Double(left + side / 2) - middle.x, Double(top + side / 2) - middle.y)
        boxes.append((x * x + y * y, PixelBox(left: left, top: top, width: side, height: side)))
      }
    }
    boxes.sort { ($0.distance, $0.box.top, $0.box.left) < ($1.distance, $1.box.top, $1.box.left) }
    var pairs = corners.map { PlaneMap.Pair(from: $0, to: $0) }
    for (_, box) in boxes {
      let centre = PagePoint(x: Double(box.left) + Double(side) / 2, y: Double(box.top) + Double(side) / 2)
      // A pair counts half at 60 pixels, 30 mm; the ones found first keep the map from tipping over.
      let near = pairs.map { pair in
        let (x, y) = (pair.from.x - centre.x, pair.from.y - centre.y)
        var pair = pair
        pair.weight = 1 / (1 + (x * x + y * y) / 3_600)
        return pair
      }
      guard let guess = PlaneMap(affine: near)?(centre) else { continue }
      let around = (
        x: box.left + Int((guess.x - centre.x).rounded()), y: box.top + Int((guess.y - centre.y).rounded())
      )
      let place = BestPlace(of: box, of: page, in: scan, around: around, reach: (6, 6), step: 2)
      guard place.likeness >= alike else { continue }
      pairs.append(
        PlaneMap.Pair(
          from: centre,
          to: PagePoint(x: centre.x + Double(place.x - box.left), y: centre.y + Double(place.y - box.top))))
    }
    return pairs
  }

  /// Through most of the pairs: those that lie far off count less with each round.
  private static func plane(_ pairs: [PlaneMap.Pair]) -> PlaneMap? {
    guard pairs.count >= 12 else { return nil }
    var pairs = pairs
    var plane: PlaneMap?
    for _ in 0..<8 {
      plane = PlaneMap(perspective: pairs)
      guard let plane else { return nil }
      for index in pairs.indices {
        let reached = plane(pairs[index].from)
        let (x, y) = (reached.x - pairs[index].to.x, reached.y - pairs[index].to.y)
        pairs[index].weight = 1 / (1 + x * x + y * y)
      }
    }
    return plane
  }

  // MARK: - Drawing

  /// The scan drawn where `map` says, which takes points of the page at full resolution; `over` has its size divided by
  /// `factor`. A scan that is finer is halved first.
  static func laid(
    _ scan: GrayImage, over page: GrayImage, factor: Int, _ map: (PagePoint) -> PagePoint
  ) -> GrayImage {
    let middle = PagePoint(x: Double(page.width * factor) / 2, y: Double(page.height * factor) / 2)
    let reached = map(middle)
    let right = map(PagePoint(x: middle.x + Double(8 * factor), y: middle.y))
    let step =
      ((right.x - reached.x) * (right.x - reached.x) + (right.y - reached.y) * (right.y - reached.y)).squareRoot() / 8
    var source = scan
    var scale = 1.0
    while step / scale >= 1.6, source.width > 64, source.height > 64 {
      source = source.halved
      scale *= 2
    }
    var laid = GrayImage(width: page.width, height: page.height)
    // Between the nodes of a net of 8 pixels the map is as good as straight.
    let mesh = 8
    func reach(_ x: Int, _ y: Int) -> (x: Int, y: Int) {
      // Middles of pixels: one of the reduced page covers `factor` of the page's.
      let offset = (Double(factor) - 1) / 2
      let point = map(PagePoint(x: Double(x * factor) + offset, y: Double(y * factor) + offset))
      let shrink = (scale - 1) / 2
      let (across, down) = ((point.x - shrink) / scale, (point.y - shrink) / scale)
      guard abs(across) < 1e6, abs(down) < 1e6 else { return (-65_536, -65_536) }
      return (Int((across * 256).rounded()), Int((down * 256).rounded()))
    }
    let columns = (page.width + mesh - 1) / mesh
    var upper = (0...columns).map { reach($0 * mesh, 0) }
    for top in stride(from: 0, to: page.height, by: mesh) {
      let lower = (0...columns).map { reach($0 * mesh, top + mesh) }
      for column in 0..<columns {
        let (a, b, c, d) = (upper[column], upper[column + 1], lower[column], lower[column + 1])
        for y in top..<min(top + mesh, page.height) {
          let (below, above) = (y - top, mesh - (y - top))
          let from = (x: (a.x * above + c.x * below) / mesh, y: (a.y * above + c.y * below) / mesh)
          let to = (x: (b.x * above + d.x * below) / mesh, y: (b.y * above + d.y * below) / mesh)
          let left = column * mesh
          for x in left..<min(left + mesh, page.width) {
            let (after, before) = (x - left, mesh - (x - left))
            laid.pixels[y * page.width + x] = UInt8(
              truncatingIfNeeded: source.tone(
                x: (from.x * before + to.x * after) / mesh, y: (from.y * before + to.y * after) / mesh))
          }
        }
      }
      upper = lower
    }
    return laid
  }
}
