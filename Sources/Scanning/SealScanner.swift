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
  /// The densest places, at which all steps are taken, and others, which are looked at for finder patterns: the densest ones
  /// of a coarser look, and the next ones.
  private static let (tried, coarse, glanced) = (2, 1, 1)
  /// Places in turn without a further code behind which none is looked for: grain and screens of dots make a page dense all over.
  private static let missLimit = 6

  /// Looks at every line of pixels, for pieces of three a module and for small codes in larger ones, and at every second
  /// one, for pieces of four a module.
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
    if Self.isCredible(page), let claimed = page.resolution,
      var search = try PageSearch(quicklyOf: page, at: claimed, expecting: places),
      let scans = try quickRead(&search), Self.resolution(told: scans, otherThan: [claimed]) == nil
    {
      return .codes(scans)
    }
    var first: PageReading?
    let resolutions = Self.resolutions(of: page)
    for resolution in resolutions {
      var search = try PageSearch(of: page, at: resolution, expecting: places)
      let reading = try read(&search)
      if reading == .blank { return reading }
      if !reading.codes.isEmpty {
        return .codes(try withThoseOfTheirSize(reading.codes, of: page, at: resolution, expecting: places))
      }
      first = first ?? reading
    }
    // Where the file does not tell, or not the truth, codes may: those of a close picture, or of small paper.
    if !Self.isSheet(page), let module = try page.gray(atLeast: .full).finderPatternModule {
      let told = Resolution(dotsPerInch: module / Self.moduleSize * 25.4)
      if resolutions.allSatisfy({ told.isOther(than: $0) }) {
        var search = try PageSearch(of: page, at: told, expecting: places)
        let reading = try read(&search)
        if !reading.codes.isEmpty { return reading }
      }
    }
    return first ?? .noCode
  }

  /// The codes found and those that a search at the resolution finds which the former tell, if it is another: where sheets lie
  /// side by side in a picture, the one that shows through may be read in a wrong size, the others not.
  private mutating func withThoseOfTheirSize(
    _ found: [Scan], of page: some PagePicture, at resolution: Resolution, expecting places: [Area]
  ) throws(ScanError) -> [Scan] {
    guard !isCrowded(found), let told = Self.resolution(told: found, otherThan: [resolution]) else { return found }
    var search = try PageSearch(of: page, at: told, expecting: places)
    let others = try read(&search).codes.filter { scan in
      !found.contains { $0.text == scan.text && $0.covers(scan.centre) }
    }
    return (found + others).inReadingOrder
  }

  /// What the first code that may be a seal tells of the page, if that is none of the resolutions.
  private static func resolution(told scans: [Scan], otherThan resolutions: [Resolution]) -> Resolution? {
    guard let seal = scans.first(where: { $0.text.starts(with: "HTTPS://".utf8) && $0.text.count > 128 }) else {
      return nil
    }
    return resolutions.allSatisfy { seal.resolution.isOther(than: $0) } ? seal.resolution : nil
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

  /// Whether what its file says makes a page a sheet that is sold, as scanners do: then it is true.
  private static func isSheet(_ page: some PagePicture) -> Bool {
    guard let claimed = page.resolution, claimed.dotsPerInch > 0 else { return false }
    let sides = [page.width, page.height].sorted().map { Double($0) / claimed.dotsPerInch * 25.4 }
    func isNear(_ side: Double, _ length: Length) -> Bool { (0.97...1.03).contains(side / length.millimetres) }
    return PaperSize.sold.contains { isNear(sides[0], $0.width) && isNear(sides[1], $0.height) }
  }

  /// Resolutions that a page may have, the likeliest first: what its file says, then what makes it A4, if that is another.
  private static func resolutions(of page: some PagePicture) -> [Resolution] {
    guard let claimed = page.resolution, claimed.dotsPerInch > 0 else { return [a4(page)] }
    return isCredible(page) ? [claimed] : [claimed, a4(page)]
  }

  /// The one code of a good scan, by the first step in a small picture; nil where there may be more, or none is read.
  private mutating func quickRead(_ search: inout PageSearch<some PagePicture>) throws(ScanError) -> [Scan]? {
    var evidence = FinderEvidence.none
    for printed in search.printed {
      guard let piece = try search.piece(around: printed.middle, side: printed.side, for: .threshold) else { continue }
      let scans = try scans(in: piece, .threshold, of: search.page, &evidence)
      if !scans.isEmpty { return isCrowded(scans) ? nil : scans }
    }
    guard var first = search.next().map({ Candidate($0) }), let piece = try first.piece(for: .threshold, in: search)
    else {
      return nil
    }
    let found = try scans(in: piece, .threshold, of: search.page, &first.evidence)
    guard !found.isEmpty, !isCrowded(found) else { return nil }
    for _ in 0..<Self.missLimit {
      guard let next = search.next(), next.score >= first.score * Self.leastShare else { break }
      if found.contains(where: { $0.covers(next.place) }) { continue }
      guard let piece = try search.piece(around: next.place, for: .threshold) else { continue }
      if FinderEvidence(Scan.Step.threshold.treated(piece.picture)) >= .weak { return nil }
    }
    return found.inReadingOrder
  }

  private mutating func read(_ search: inout PageSearch<some PagePicture>) throws(ScanError) -> PageReading {
    for printed in search.printed {
      var evidence = FinderEvidence.none
      for step in [Scan.Step.threshold, .plain] where step == .threshold || evidence >= .weak {
        guard let piece = try search.piece(around: printed.middle, side: printed.side, for: step) else { continue }
        let scans = try scans(in: piece, step, of: search.page, &evidence)
        if !scans.isEmpty { return .codes(try isCrowded(scans) ? withWholePage(scans, search) : scans) }
      }
    }
    var spare = search.candidates().map { Candidate($0) }
    var candidates = Array(spare.prefix(Self.tried))
    spare.removeFirst(candidates.count)
    var seen: SIMD2<Double>?
    for step in Scan.Step.allCases {
      // A seal that is seen in its size is not looked for elsewhere, nor in another size, by the dear steps.
      let isDone = seen != nil && (step == .measured || step == .fine)
      var numbers = isDone ? [] : Array(candidates.indices)
      if step == .threshold {
        for number in numbers { try candidates[number].glance(in: search) }
        numbers.sort { (candidates[$1].evidence, $0) < (candidates[$0].evidence, $1) }
      }
      let likeliest = numbers.first
      if step == .fine {
        numbers.removeAll { $0 > 0 && $0 != candidates.likeliest || candidates[$0].evidence < .some }
      }
      while let number = numbers.first {
        numbers.removeFirst()
        let found = try look(at: &candidates[number], step, in: search, isLikely: number == likeliest, &seen)
        if !found.isEmpty {
          let first = candidates.remove(at: number)
          return .codes(
            try withOthers(found, step, at: candidates + spare, leastScore: first.score * Self.leastShare, &search))
        }
        if step == .measured, seen != nil { break }
        if step == .threshold, numbers.isEmpty, candidates.count <= Self.tried,
          let further = try further(than: candidates, &spare, in: &search)
        {
          numbers = [candidates.count]
          candidates.append(further)
        }
      }
      if step == .sharpened, search.isBlank { return .blank }
    }
    return seen.map(search.reason) ?? .noCode
  }

  /// What a step reads at a place. `seen` gets where a seal is that is seen and cannot be read.
  private mutating func look(
    at candidate: inout Candidate, _ step: Scan.Step, in search: PageSearch<some PagePicture>, isLikely: Bool,
    _ seen: inout SIMD2<Double>?
  ) throws(ScanError) -> [Scan] {
    if step == .threshold || step == .plain, search.isPrinted(candidate.place) { return [] }
    // Of tones as they are zbar sees no more of a finder pattern than was counted in black and white.
    if step == .plain, candidate.evidence < .weak { return [] }
    guard let piece = try candidate.piece(for: step, in: search) else { return [] }
    guard step == .measured else {
      let glanced = step == .threshold ? candidate.glanced : nil
      return try scans(in: piece, step, of: search.page, &candidate.evidence, glanced: glanced, isLikely: isLikely)
    }
    guard let seal = MeasuredSeal(in: piece.picture, module: step.moduleSize) else { return [] }
    seen = piece.onPage(seal.centre)
    return Scan(seal, in: piece).map { [$0] } ?? []
  }

  /// A less dense place that bears finder patterns, where the densest ones have none: ornaments can be denser than a code.
  private func further(
    than candidates: [Candidate], _ spare: inout [Candidate], in search: inout PageSearch<some PagePicture>
  ) throws(ScanError) -> Candidate? {
    guard candidates.allSatisfy({ $0.evidence < .strong }) else { return nil }
    for turn in 0..<(Self.coarse + Self.glanced) {
      let isCoarse = turn < Self.coarse
      let other = isCoarse ? search.nextCoarse() : spare.popLast() ?? search.next().map { Candidate($0) }
      guard var next = other, !isCoarse || !candidates.contains(where: { search.isNear($0.place, next.place) }) else {
        continue
      }
      try next.glance(in: search)
      if next.evidence >= (isCoarse ? .some : .strong) { return next }
    }
    return nil
  }

  /// The codes found and those at other places, dense enough, that no code found covers. `step` read the first one.
  private mutating func withOthers(
    _ found: [Scan], _ step: Scan.Step, at candidates: [Candidate], leastScore: Float,
    _ search: inout PageSearch<some PagePicture>
  ) throws(ScanError) -> [Scan] {
    if isCrowded(found) { return try withWholePage(found, search) }
    var found = found
    var misses = 0
    var waiting = candidates.filter { $0.score >= leastScore }
    for _ in 0..<Self.placeLimit {
      guard var next = waiting.popLast() ?? search.next().map({ Candidate($0) }), next.score >= leastScore else {
        break
      }
      if found.contains(where: { $0.covers(next.place) }) { continue }
      guard misses < Self.missLimit else { break }
      misses += 1
      for (index, other) in Scan.Step.allCases.enumerated() where other != .measured {
        // What the first step sees nothing of needs no more looks, but the one that the first code needed.
        let isUsual = index < 1 || index < Self.usual && next.evidence >= .weak
        guard isUsual || other == step, let piece = try next.piece(for: other, in: search) else { continue }
        let scans = try scans(in: piece, other, of: search.page, &next.evidence, isLikely: false).filter { scan in
          !found.contains { $0.text == scan.text && $0.covers(scan.centre) }
        }
        found += scans
        if !scans.isEmpty {
          misses = 0
          break
        }
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
    var evidence = FinderEvidence.strong
    let others = try scans(in: search.wholePage(), .plain, of: search.page, &evidence).filter { scan in
      !found.contains { $0.text == scan.text && $0.covers(scan.centre) }
    }
    return (found + others).inReadingOrder
  }

  /// What zbar reads in a piece as a step treats it. `evidence` is what steps have shown there so far.
  private mutating func scans(
    in piece: PageView.Piece, _ step: Scan.Step, of page: some PagePicture, _ evidence: inout FinderEvidence,
    glanced: GrayImage? = nil, isLikely: Bool = true
  ) throws(ScanError) -> [Scan] {
    guard max(piece.picture.width, piece.picture.height) <= QRReader.sideLimit else { return [] }
    let treated = glanced ?? step.treated(piece.picture)
    if step != .plain {
      let shown = glanced == nil ? FinderEvidence(treated) : evidence
      evidence = max(evidence, shown)
      // Sharpened pictures are the last hope of blurred ones, and show little grain as patterns.
      let needed = step == .sharpened ? FinderEvidence.faint : .weak
      guard step == .threshold && isLikely || shown >= needed else { return [] }
    }
    do {
      let readings = try step.isFine ? fineReader.symbols(in: treated) : reader.symbols(in: treated)
      return readings.compactMap { Scan($0, in: piece, step: step) }
    } catch { throw .reader(page: page.name, error) }
  }
}

extension Resolution {
  /// Whether a seal looked for at one is not in its size at the other.
  fileprivate func isOther(than other: Resolution) -> Bool {
    !(0.8...1.25).contains(dotsPerInch / other.dotsPerInch)
  }
}

extension [Scan] {
  /// By the rows and columns of their top left corners.
  fileprivate var inReadingOrder: [Scan] {
    sorted { ($0.corners[0].y, $0.corners[0].x) < ($1.corners[0].y, $1.corners[0].x) }
  }
}
