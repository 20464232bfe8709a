// SPDX-License-Identifier: GPL-3.0-or-later

/// Words, numbered in the order in which they came, and which of them are near another word.
///
/// A word that may differ by k slips is cut into k + 1 pieces: one piece at least stands in every near word, at about
/// its place (the partition of Li, Deng, Wang, Feng, "Pass-Join", PVLDB 5 (3), 2011). Pieces are looked up by hash, and
/// what is found is compared letter by letter.
struct WordIndex: Sendable {
  private var letters: [UInt32] = []
  private var starts: [Int] = [0]
  /// Which of 64 kinds of letters a word has: each slip changes two bits at most.
  private var masks: [UInt64] = []
  private var numbers: [[UInt32]: Int] = [:]
  /// Hash of piece, its number and the word's length, with the word; in order.
  private var pieces: [(hash: UInt64, word: Int32)] = []

  var count: Int { masks.count }

  subscript(word: Int) -> ArraySlice<UInt32> { letters[starts[word]..<starts[word + 1]] }

  /// The number of a word, given to it if it is new.
  mutating func add(_ word: [UInt32]) -> Int {
    if let known = numbers[word] { return known }
    let number = count
    numbers[word] = number
    letters += word
    starts.append(letters.count)
    masks.append(Self.mask(word[...]))
    return number
  }

  /// Makes the words of those numbers findable.
  mutating func index(_ words: some Sequence<Int>) {
    for word in words {
      let text = self[word]
      let parts = EditDistance.allowance(letters: text.count) + 1
      guard parts > 1 else { continue }
      for part in 0..<parts {
        let range = Self.range(of: part, of: parts, length: text.count)
        let slice = text[(text.startIndex + range.lowerBound)..<(text.startIndex + range.upperBound)]
        pieces.append((Self.hash(slice, part: part, length: text.count), Int32(word)))
      }
    }
    pieces.sort { ($0.hash, $0.word) < ($1.hash, $1.word) }
  }

  /// Indexed and other words that are equal, and indexed ones that are near, in the order of their numbers.
  func near(_ word: [UInt32]) -> [Int] {
    var found: [Int] = numbers[word].map { [$0] } ?? []
    let mask = Self.mask(word[...])
    for length in max(4, word.count - 2)...max(4, word.count + 2) {
      let most = EditDistance.allowance(letters: length)
      let more = word.count - length
      guard abs(more) <= most else { continue }
      for part in 0...most {
        let range = Self.range(of: part, of: most + 1, length: length)
        // Left of the piece stand `part` slips at most, right of it the others.
        let first = max(range.lowerBound - part, range.lowerBound + more - (most - part), 0)
        let last = min(
          range.lowerBound + part, range.lowerBound + more + (most - part), word.count - range.count)
        guard first <= last else { continue }
        for start in first...last {
          look(up: word[start..<start + range.count], part: part, length: length, word, mask, most, into: &found)
        }
      }
    }
    // A swap across the border of two pieces spoils both.
    if (4...64).contains(word.count) {
      for place in word.indices.dropLast() where word[place] != word[place + 1] {
        var swapped = word
        swapped.swapAt(place, place + 1)
        if let known = numbers[swapped] { found.append(known) }
      }
    }
    found.sort()
    return found.enumerated().filter { $0 == 0 || found[$0 - 1] != $1 }.map(\.element)
  }

  private func look(
    up piece: ArraySlice<UInt32>, part: Int, length: Int, _ word: [UInt32], _ mask: UInt64, _ most: Int,
    into found: inout [Int]
  ) {
    let hash = Self.hash(piece, part: part, length: length)
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    while low < pieces.count, pieces[low].hash == hash {
      let other = Int(pieces[low].word)
      low += 1
      guard (masks[other] ^ mask).nonzeroBitCount <= 2 * most,
        EditDistance.between(self[other], word[...], most: most) != nil
      else { continue }
      found.append(other)
    }
  }

  private static func range(of part: Int, of parts: Int, length: Int) -> Range<Int> {
    (part * length / parts)..<((part + 1) * length / parts)
  }

  private static func mask(_ word: ArraySlice<UInt32>) -> UInt64 {
    word.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// FNV-1a of 64 bits: no secret, no chance.
  private static func hash(_ piece: ArraySlice<UInt32>, part: Int, length: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func take(_ value: UInt64) { hash = (hash ^ value) &* 0x100_0000_01B3 }
    take(UInt64(part))
    take(UInt64(length))
    for letter in piece { take(UInt64(letter)) }
    return hash
  }
}
