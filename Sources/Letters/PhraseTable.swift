// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// What checks expect, in another language: `at most {} characters` → `höchstens {} Zeichen`.
///
/// `{}` stands for anything, which is looked up itself; the phrase with most words of its own wins. Each phrase is
/// searched from left to right once, so that a text costs no more than its length times the number of phrases.
struct PhraseTable: Sendable {
  private struct Phrase: Sendable {
    /// What stands between the holes, in UTF-8: one more than there are holes.
    var literals: [[UInt8]]
    var translation: [String]
  }

  private var phrases: [Phrase] = []
  private var whole: [String: String] = [:]
  private static let hole = "{}"
  private static let mostDepth = 3

  init() {}

  init(_ node: SettingsNode) throws(SettingsError) {
    for (english, value) in try node.entries() {
      let literals = Self.parts(english)
      let translation = Self.parts(try value.text())
      guard literals.count == translation.count else {
        throw value.error("expected \(literals.count - 1) of {}, found \(translation.count - 1)")
      }
      guard literals.count > 1 else {
        whole[english] = translation[0]
        continue
      }
      guard literals.contains(where: { !$0.isEmpty }) else { throw value.error("a phrase needs words beside its {}") }
      phrases.append(Phrase(literals: literals.map { Array($0.utf8) }, translation: translation))
    }
    func weight(_ phrase: Phrase) -> Int { phrase.literals.reduce(0) { $0 + $1.count } }
    phrases.sort { weight($0) > weight($1) }
  }

  /// Nil where no phrase fits.
  func translation(of english: String) -> String? {
    translation(of: english, depth: 0)
  }

  private func translation(of english: String, depth: Int) -> String? {
    if let known = whole[english] { return known }
    guard depth < Self.mostDepth, english.utf8.count <= 1_000 else { return nil }
    let bytes = Array(english.utf8)
    for phrase in phrases {
      guard let fillings = Self.fillings(of: phrase.literals, in: bytes) else { continue }
      var result = phrase.translation[0]
      for (filling, next) in zip(fillings, phrase.translation.dropFirst()) {
        result += (translation(of: filling, depth: depth + 1) ?? filling) + next
      }
      return result
    }
    return nil
  }

  /// What stands in the holes; nil where the text is not of that form.
  private static func fillings(of literals: [[UInt8]], in bytes: [UInt8]) -> [String]? {
    guard let first = literals.first, let last = literals.last, bytes.starts(with: first),
      bytes.count >= first.count + last.count, bytes.suffix(last.count).elementsEqual(last)
    else { return nil }
    var fillings: [String] = []
    var place = first.count
    for literal in literals.dropFirst().dropLast() {
      guard let found = index(of: literal, in: bytes, from: place), found > place else { return nil }
      fillings.append(String(decoding: bytes[place..<found], as: UTF8.self))
      place = found + literal.count
    }
    let end = bytes.count - last.count
    guard end > place else { return nil }
    fillings.append(String(decoding: bytes[place..<end], as: UTF8.self))
    return fillings
  }

  private static func index(of literal: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = literal.first, bytes.count - start >= literal.count else { return nil }
    var place = start
    while place + literal.count <= bytes.count {
      if bytes[place] == first, bytes[place..<place + literal.count].elementsEqual(literal) { return place }
      place += 1
    }
    return nil
  }

  /// The texts around each `{}`.
  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), rest[open...].hasPrefix(hole) {
      parts.append(String(rest[..<open]))
      rest = rest[open...].dropFirst(hole.count)
    }
    return parts + [String(rest)]
  }
}
