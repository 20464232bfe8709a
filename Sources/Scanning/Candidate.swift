// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A place of a page where a code may lie, with what has been made and seen of it.
struct Candidate {
  /// Pixels of the page at full size.
  let place: SIMD2<Double>
  /// How densely tones change there.
  let score: Float
  /// The most that any step has shown.
  var evidence = FinderEvidence.none
  /// The piece in black and white as the first step looks at it, once that has been looked at for finder patterns.
  private(set) var glanced: GrayImage?
  /// By pixels a module: steps of one size share them.
  private var pieces: [Double: PageView.Piece] = [:]

  init(_ found: (place: SIMD2<Double>, score: Float)) {
    (place, score) = found
  }

  /// Looks for finder patterns as the first step would see them.
  mutating func glance(in search: PageSearch<some PagePicture>) throws(ScanError) {
    guard glanced == nil, let piece = try piece(for: .threshold, in: search) else { return }
    let picture = Scan.Step.threshold.treated(piece.picture)
    evidence = max(evidence, FinderEvidence(picture))
    glanced = picture
  }

  /// As `PageSearch.piece`.
  mutating func piece(
    for step: Scan.Step, in search: PageSearch<some PagePicture>
  ) throws(ScanError) -> PageView.Piece? {
    if step.isOfColour { return try search.piece(around: place, for: step) }
    if let kept = pieces[step.moduleSize] { return kept }
    let piece = try search.piece(around: place, for: step)
    pieces[step.moduleSize] = piece
    return piece
  }
}

extension [Candidate] {
  /// That which most speaks for, else the densest.
  var likeliest: Int? { indices.max { (self[$0].evidence, -$0) < (self[$1].evidence, -$1) } }
}
