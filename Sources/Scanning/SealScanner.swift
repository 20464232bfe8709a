// SPDX-License-Identifier: GPL-3.0-or-later
internal import Barcodes
public import Paper

/// Reads the codes off pictures of pages, trying harder as long as none is found.
///
/// What a page may cost is bounded by counts, not by a clock: 40 places of eight steps each. Not Sendable: one for each
/// thread, as the reader that it owns.
public struct SealScanner: ~Copyable {
  /// Millimetres of a module of a printed seal, and modules on a side of its code.
  static let moduleSize = 0.46
  static let modules = 73.0
  /// Places at which further codes are looked for: 20 mm around each no other is named, so that A4 has no more.
  private static let placeLimit = 40
  /// A place this much less dense than that of a code has none.
  private static let leastShare: Float = 0.85
  /// Steps that are taken for the further codes of a page, at least.
  private static let usual = 4

  /// Looks at every line of pixels, for pieces of three a module, and at every second one, for finer pieces.
  private var reader: QRReader
  private var fineReader: QRReader

  public init() throws(ScanError) {
    let every = try Self.reader(density: 1)
    let second = try Self.reader(density: 2)
    reader = every
    fineReader = second
  }

  private static func reader(density: Int) throws(ScanError) -> QRReader {
    do { return try QRReader(density: density) } catch { throw .reader(page: "no page yet", error) }
  }

  /// The codes of a page, or why it has none. `places` are where codes are printed on an upright sheet: they are looked at
  /// first, in all four orientations of the sheet. A sheet with a code in its place is not searched for others.
  public mutating func read(
    _ page: some PagePicture, expecting places: [Area] = []
  ) throws(ScanError) -> PageReading {
    guard page.width > 0, page.height > 0 else { return .noCode }
    var first: PageReading?
    for resolution in Self.resolutions(of: page) {
      var search = try PageSearch(of: page, at: resolution, expecting: places)
      let reading = try read(&search)
      if reading == .blank || !reading.codes.isEmpty { return reading }
      first = first ?? reading
    }
    // Where the file does not tell, or hardly the truth, codes may: those of a close picture, or of small paper.
    if !Self.isCredible(page), let module = try page.gray(atLeast: .full).finderPatternModule {
      var search = try PageSearch(
        of: page, at: Resolution(dotsPerInch: module / Self.moduleSize * 25.4), expecting: places)
      let reading = try read(&search)
      if !reading.codes.isEmpty { return reading }
    }
    return first ?? .noCode
  }

  /// At which a page is A4.
  private static func a4(_ page: some PagePicture) -> Resolution {
    Resolution(dotsPerInch: Double(max(page.width, page.height)) / PaperSize.a4.height.millimetres * 25.4)
  }

  /// Whether a page has, by what its file says, about the size of usual paper: A5 to A3.
  private static func isCredible(_ page: some PagePicture) -> Bool {
    guard let claimed = page.resolution else { return false }
    return (0.65...1.45).contains(claimed.dotsPerInch / a4(page).dotsPerInch)
  }

  /// Resolutions that a page may have, the likeliest first: what its file says, then what makes it A4, if that is another.
  private static func resolutions(of page: some PagePicture) -> [Resolution] {
    guard let claimed = page.resolution, claimed.dotsPerInch > 0 else { return [a4(page)] }
    return isCredible(page) ? [claimed] : [claimed, a4(page)]
  }

  private mutating func read(_ search: inout PageSearch<some PagePicture>) throws(ScanError) -> PageReading {
    for printed in search.printed {
      for step in [Scan.Step.threshold, .plain] {
        guard let piece = try search.piece(around: printed.middle, side: printed.side, for: step) else { continue }
        let scans = try scans(in: piece, step, of: search.page)
        if !scans.isEmpty { return .codes(try isCrowded(scans) ? withWholePage(scans, search) : scans) }
      }
    }
    let candidates = search.candidates()
    var seen: SIMD2<Double>?
    // Steps of one size share their pieces.
    var pieces: [[Double: PageView.Piece]] = candidates.map { _ in [:] }
    for (index, step) in Scan.Step.allCases.enumerated() {
      // A seal that is seen in its size is not looked for elsewhere, nor in another size, by the dear steps.
      for (number, candidate) in candidates.prefix(step == .fine ? 1 : 2).enumerated() {
        if seen != nil, step == .measured || step == .fine { continue }
        if step == .threshold || step == .plain, search.isPrinted(candidate.place) { continue }
        var kept = step.isOfColour ? nil : pieces[number][step.moduleSize]
        if kept == nil { kept = try search.piece(around: candidate.place, for: step) }
        guard let piece = kept else { continue }
        if !step.isOfColour { pieces[number][step.moduleSize] = piece }
        let found: [Scan]
        if step == .measured, let seal = MeasuredSeal(in: piece.picture, module: step.moduleSize) {
          found = Scan(seal, in: piece).map { [$0] } ?? []
          seen = seen ?? piece.onPage(seal.centre)
        } else {
          found = try scans(in: piece, step, of: search.page)
        }
        guard !found.isEmpty else { continue }
        let others = candidates.filter { $0.place != candidate.place }
        let steps = Scan.Step.allCases.prefix(max(index + 1, Self.usual))
        return .codes(try withOthers(found, at: others, leastScore: candidate.score * Self.leastShare, steps, &search))
      }
      if step == .sharpened, search.isBlank { return .blank }
    }
    return seen.map(search.reason) ?? .noCode
  }

  /// The codes found and those at other places, dense enough, that no code found covers.
  private mutating func withOthers(
    _ found: [Scan], at candidates: [(place: SIMD2<Double>, score: Float)], leastScore: Float,
    _ steps: some Sequence<Scan.Step>, _ search: inout PageSearch<some PagePicture>
  ) throws(ScanError) -> [Scan] {
    if isCrowded(found) { return try withWholePage(found, search) }
    var found = found
    var waiting = candidates.filter { $0.score >= leastScore }
    for _ in 0..<Self.placeLimit {
      guard let next = waiting.popLast() ?? search.next(), next.score >= leastScore else { break }
      if found.contains(where: { $0.covers(next.place) }) { continue }
      for step in steps where step != .measured {
        guard let piece = try search.piece(around: next.place, for: step) else { continue }
        let scans = try scans(in: piece, step, of: search.page).filter { scan in
          !found.contains { $0.text == scan.text && $0.covers(scan.centre) }
        }
        found += scans
        if !scans.isEmpty { break }
      }
    }
    return found.inReadingOrder
  }

  /// Whether a single piece had more codes than printed seals find room in.
  private func isCrowded(_ scans: [Scan]) -> Bool { scans.count > 2 }

  /// The codes found and what zbar finds on the page as it is: hundreds of small codes for the work of a dozen places.
  private mutating func withWholePage(
    _ found: [Scan], _ search: PageSearch<some PagePicture>
  ) throws(ScanError) -> [Scan] {
    let others = try scans(in: search.wholePage, .plain, of: search.page).filter { scan in
      !found.contains { $0.text == scan.text && $0.covers(scan.centre) }
    }
    return (found + others).inReadingOrder
  }

  private mutating func scans(
    in piece: PageView.Piece, _ step: Scan.Step, of page: some PagePicture
  ) throws(ScanError) -> [Scan] {
    guard step != .measured, max(piece.picture.width, piece.picture.height) <= QRReader.sideLimit else { return [] }
    do {
      let treated = step.treated(piece.picture)
      let readings = try step.moduleSize > 3 ? fineReader.symbols(in: treated) : reader.symbols(in: treated)
      return readings.compactMap { Scan($0, in: piece, step: step) }
    } catch { throw .reader(page: page.name, error) }
  }
}

extension [Scan] {
  /// By the rows and columns of their top left corners.
  fileprivate var inReadingOrder: [Scan] {
    sorted { ($0.corners[0].y, $0.corners[0].x) < ($1.corners[0].y, $1.corners[0].x) }
  }
}
