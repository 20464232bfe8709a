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

  private var reader: QRReader

  public init() throws(ScanError) {
    do { reader = try QRReader() } catch { throw .reader(page: "-", error) }
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
    return first ?? .noCode
  }

  /// Resolutions that a page may have, the likeliest first: what its file says, then what makes it A4, if that is another.
  private static func resolutions(of page: some PagePicture) -> [Resolution] {
    let a4 = Resolution(dotsPerInch: Double(max(page.width, page.height)) / PaperSize.a4.height.millimetres * 25.4)
    guard let claimed = page.resolution, claimed.dotsPerInch > 0 else { return [a4] }
    let factor = claimed.dotsPerInch / a4.dotsPerInch
    return factor > 0.7 && factor < 1.5 ? [claimed] : [claimed, a4]
  }

  private mutating func read(_ search: inout PageSearch<some PagePicture>) throws(ScanError) -> PageReading {
    for printed in search.printed {
      for step in [Scan.Step.threshold, .plain] {
        guard let piece = try search.piece(around: printed.middle, side: printed.side, for: step) else { continue }
        let scans = try scans(in: piece, step, of: search.page)
        if !scans.isEmpty { return .codes(scans) }
      }
    }
    let candidates = search.candidates()
    var seen: SIMD2<Double>?
    for (index, step) in Scan.Step.allCases.enumerated() {
      for candidate in candidates {
        guard let piece = try search.piece(around: candidate.place, for: step) else { continue }
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
      if index == 0, search.isBlank { return .blank }
    }
    return seen.map(search.reason) ?? .noCode
  }

  /// The codes found and those at other places, dense enough, that no code found covers.
  private mutating func withOthers(
    _ found: [Scan], at candidates: [(place: SIMD2<Double>, score: Float)], leastScore: Float,
    _ steps: some Sequence<Scan.Step>, _ search: inout PageSearch<some PagePicture>
  ) throws(ScanError) -> [Scan] {
    var found = found
    var waiting = candidates
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
    return found.sorted { ($0.corners[0].y, $0.corners[0].x) < ($1.corners[0].y, $1.corners[0].x) }
  }

  private mutating func scans(
    in piece: PageView.Piece, _ step: Scan.Step, of page: some PagePicture
  ) throws(ScanError) -> [Scan] {
    guard step != .measured, max(piece.picture.width, piece.picture.height) <= QRReader.sideLimit else { return [] }
    do {
      return try reader.symbols(in: step.treated(piece.picture)).compactMap { Scan($0, in: piece, step: step) }
    } catch { throw .reader(page: page.name, error) }
  }
}
