// SPDX-License-Identifier: GPL-3.0-or-later

/// A place of a page where a code may lie, with what has been made and seen of it.
struct Candidate {
  /// Pixels of the page at full size.
  let place: SIMD2<Double>
  /// How densely tones change there.
  let score: Float
  /// The most that any step has shown.
  var evidence = FinderEvidence.none
  /// By pixels a module: steps of one size share them.
  private var pieces: [Double: PageView.Piece] = [:]

  init(_ found: (place: SIMD2<Double>, score: Float)) {
    (place, score) = found
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
