// SPDX-License-Identifier: GPL-3.0-or-later
internal import Validation

/// A list of names, made ready to look names of forms up in.
///
/// A name is met by an entry if each word of the entry is in it, in any order, or is near a word of it; of four words
/// or more one may be missing. How near is told in percent: letters of the entry found, less its slips, of all its
/// letters and a quarter of the name's letters that the entry has not. Names are compared a second time without
/// spaces ("Mega Trade", "Megatrade"). Legal forms, case, punctuation and common accents do not count.
public struct NameIndex: Sendable {
  private struct Entry {
    var name: Int
    /// 0 for its own name, else the alias from 1.
    var alias: Int
    var words: [Int]
    var squeezed: Int
  }

  /// Words of a form's name that are looked at; no company's name has so many.
  static let mostWords = 40
  /// Letters of a word that are looked at.
  static let mostLetters = 100

  private let names: [WatchedName]
  private var entries: [Entry] = []
  private var words = WordIndex()
  private var squeezed = WordIndex()
  /// Entries by a word that they cannot be met without, and by their name without spaces.
  private var byWord: [Int: [Int]] = [:]
  private var bySqueezed: [Int: [Int]] = [:]

  /// `isNear` false finds the same names only.
  public init(_ list: WatchList, isNear: Bool = true) {
    names = list.names
    var uses: [Int] = []
    for (index, name) in names.enumerated() {
      for (alias, text) in ([name.name] + name.aliases).enumerated() {
        let parts = Self.words(text)
        let numbers = parts.map { words.add($0) }
        for number in numbers {
          while uses.count <= number { uses.append(0) }
          uses[number] += 1
        }
        let whole = squeezed.add(parts.flatMap(\.self))
        bySqueezed[whole, default: []].append(entries.count)
        entries.append(Entry(name: index, alias: alias, words: numbers, squeezed: whole))
      }
    }
    guard isNear else { return }
    for (index, entry) in entries.enumerated() {
      // The rarest words are in the fewest entries; one that may be missing needs another beside it.
      let rarest = entry.words.sorted { (uses[$0], $0) < (uses[$1], $1) }
      for word in Set(rarest.prefix(1 + Self.mayMiss(of: entry.words.count))) {
        byWord[word, default: []].append(index)
      }
    }
    words.index(byWord.keys.sorted())
    squeezed.index(bySqueezed.keys.sorted())
  }

  /// Entries that a name meets at least so nearly, the nearest first; of one entry's names the nearest.
  public func matches(_ name: String, atLeast percent: Int) -> [NameMatch] {
    let sought = Self.words(name)
    guard !sought.isEmpty else { return [] }
    let whole = sought.flatMap(\.self)
    var best: [Int: (percent: Int, alias: Int)] = [:]
    func offer(_ entry: Int, _ found: Int) {
      let (name, alias) = (entries[entry].name, entries[entry].alias)
      guard found >= percent, best[name].map({ ($0.percent, -$0.alias) < (found, -alias) }) ?? true else { return }
      best[name] = (found, alias)
    }
    for number in squeezed.near(whole) {
      let letters = squeezed[number].count
      guard
        let slips = EditDistance.between(
          squeezed[number], whole[...], most: EditDistance.allowance(letters: letters))
      else { continue }
      for entry in bySqueezed[number] ?? [] { offer(entry, 100 * (letters - slips) / letters) }
    }
    var candidates: Set<Int> = []
    for word in sought {
      for number in words.near(word) { candidates.formUnion(byWord[number] ?? []) }
    }
    for entry in candidates { if let found = nearness(of: entries[entry], to: sought) { offer(entry, found) } }
    return best.sorted { ($1.value.percent, $0.key) < ($0.value.percent, $1.key) }.map { name, found in
      NameMatch(
        entry: names[name], name: found.alias == 0 ? names[name].name : names[name].aliases[found.alias - 1],
        percent: found.percent)
    }
  }

  /// In percent; nil where too many words of the entry are missing.
  private func nearness(of entry: Entry, to sought: [[UInt32]]) -> Int? {
    var pairs: [(slips: Int, word: Int, place: Int)] = []
    for (word, number) in entry.words.enumerated() {
      let text = words[number]
      for (place, other) in sought.enumerated() {
        let most = EditDistance.allowance(letters: text.count)
        guard let slips = EditDistance.between(text, other[...], most: most) else { continue }
        pairs.append((slips, word, place))
      }
    }
    pairs.sort { ($0.slips, $0.word, $0.place) < ($1.slips, $1.word, $1.place) }
    var (met, used): (Set<Int>, Set<Int>) = ([], [])
    var found = 0
    for pair in pairs where !met.contains(pair.word) && !used.contains(pair.place) {
      met.insert(pair.word)
      used.insert(pair.place)
      found += words[entry.words[pair.word]].count - pair.slips
    }
    guard entry.words.count - met.count <= Self.mayMiss(of: entry.words.count) else { return nil }
    let letters = entry.words.reduce(0) { $0 + words[$1].count }
    let more = sought.enumerated().reduce(0) { $0 + (used.contains($1.offset) ? 0 : $1.element.count) }
    return 400 * found / (4 * letters + more)
  }

  private static func mayMiss(of words: Int) -> Int { words < 4 ? 0 : 1 }

  private static func words(_ name: String) -> [[UInt32]] {
    PartyName(name).description.split(separator: " ").prefix(mostWords).map { word in
      word.unicodeScalars.prefix(mostLetters).map(\.value)
    }
  }
}
