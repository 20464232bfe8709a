// SPDX-License-Identifier: GPL-3.0-or-later

/// The candidate that is nearest to a mistyped word; nil where none is near enough to be meant.
///
/// Case does not count. The distance is that of one-letter slips (a letter left out, put in, changed, two
/// neighbours swapped); up to one slip in three letters is near. Of equally near candidates one of the word's own
/// length wins, then the first.
public func nearest(_ word: String, in candidates: [String]) -> String? {
  let sought = letters(of: word)
  guard !sought.isEmpty, sought.count <= 64 else { return nil }
  var best: (distance: Int, isOfLength: Bool, candidate: String)?
  for candidate in candidates {
    let offered = letters(of: candidate)
    guard !offered.isEmpty, offered.count <= 64 else { continue }
    let allowed = max(1, max(sought.count, offered.count) / 3)
    // Letters are more often changed or swapped than lost.
    let isOfLength = sought.count == offered.count
    let limit = best.map { min(isOfLength && !$0.isOfLength ? $0.distance : $0.distance - 1, allowed) } ?? allowed
    guard limit >= 0, abs(sought.count - offered.count) <= limit else { continue }
    let distance = slips(sought, offered)
    // Two words of one or two letters that share none are not slips of each other.
    guard distance <= limit, distance < max(sought.count, offered.count) else { continue }
    best = (distance, isOfLength, candidate)
    if distance == 0 { break }
  }
  return best?.candidate
}

private func letters(of word: String) -> [UInt32] {
  word.lowercased().unicodeScalars.map(\.value)
}
