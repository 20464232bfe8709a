// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings
internal import Trade

/// The words of refusal letters in one language, from a strings file: the frame, and a sentence for each rule or family
/// of rules. What a file lacks is said in English.
public struct LetterStrings: Sendable {
  /// BCP 47, `de`.
  public let language: String
  private let frame: [LetterFrame: LetterSentence]
  private let fields: [String: String]
  private let phrases: PhraseTable
  private let rules: [String: LetterSentence]

  static let holes = ["found", "expected", "example", "nearest", "field", "item", "box", "message"]

  /// English: the sentences are the rule books' own.
  public static let english = LetterStrings(
    language: "en",
    frame: Dictionary(uniqueKeysWithValues: LetterFrame.allCases.map { ($0, LetterSentence($0.english)) }))

  private init(language: String, frame: [LetterFrame: LetterSentence]) {
    self.language = language
    self.frame = frame
    fields = [:]
    phrases = PhraseTable()
    rules = [:]
  }

  /// Throws with file and line for an unknown key or placeholder; the file's name is used in messages only.
  public init(yaml: [UInt8], file: String) throws(SettingsError) {
    let root = try SettingsNode(parsing: yaml, file: file)
    let name = try root.required("language")
    language = try name.text()
    guard (2...35).contains(language.utf8.count),
      language.utf8.allSatisfy({ (97...122).contains($0 | 0x20) || (48...57).contains($0) || $0 == 45 })
    else { throw name.error("expected a language tag such as de or zh-Hans") }
    var frame: [LetterFrame: LetterSentence] = [:]
    if let node = try root.optional("frame") {
      for (key, value) in try node.entries() {
        guard let place = LetterFrame(rawValue: key) else {
          throw value.unknown("key", key, valid: LetterFrame.allCases.map(\.rawValue))
        }
        frame[place] = try LetterSentence(value, holes: place.holes)
      }
    }
    var fields: [String: String] = [:]
    if let node = try root.optional("fields") {
      for (path, value) in try node.entries() { fields[path] = try value.text() }
    }
    var rules: [String: LetterSentence] = [:]
    if let node = try root.optional("rules") {
      for (id, value) in try node.entries() { rules[id] = try LetterSentence(value, holes: Self.holes) }
    }
    phrases = try root.optional("phrases").map { node throws(SettingsError) in try PhraseTable(node) } ?? PhraseTable()
    try root.finish()
    self.frame = frame
    self.fields = fields
    self.rules = rules
  }

  func words(_ place: LetterFrame, _ value: (String) -> String = { _ in "" }) -> String {
    (frame[place] ?? LetterSentence(place.english)).filled(value)
  }

  /// What is wrong, as a sentence.
  func sentence(of finding: Finding) -> String {
    guard let sentence = sentence(for: finding.rule) else { return finding.message }
    let words = sentence.filled { hole in
      switch hole {
      case "found": found(finding)
      case "expected": expected(finding)
      case "example": translated(finding.example)
      case "nearest": finding.nearest
      case "field": fields[finding.field] ?? finding.field
      case "item": finding.item.map { String($0) } ?? ""
      case "box": finding.box
      default: finding.message
      }
    }
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  func found(_ finding: Finding) -> String {
    finding.found == "nothing" ? words(.nothing) : finding.found
  }

  func expected(_ finding: Finding) -> String { translated(finding.expected) }

  func example(_ finding: Finding) -> String { translated(finding.example) }

  private func translated(_ english: String) -> String {
    phrases.translation(of: english) ?? english
  }

  /// The rule's own sentence, else that of the longest end (`*.required`, `*.country.code`), else of the longest
  /// beginning (`json.*`).
  private func sentence(for rule: String) -> LetterSentence? {
    if let own = rules[rule] { return own }
    guard !rules.isEmpty else { return nil }
    let parts = rule.split(separator: ".")
    for count in stride(from: parts.count - 1, to: 0, by: -1) {
      if let found = rules["*." + parts.suffix(count).joined(separator: ".")] { return found }
    }
    for count in stride(from: parts.count - 1, to: 0, by: -1) {
      if let found = rules[parts.prefix(count).joined(separator: ".") + ".*"] { return found }
    }
    return nil
  }

  // MARK: - What is missing

  /// What the letter says in English for want of words here, and what no rule needs.
  public func gaps(rules known: [(id: String, fields: [String])]) -> LetterGaps {
    var gaps = LetterGaps()
    gaps.frame = LetterFrame.allCases.filter { frame[$0] == nil }.map(\.rawValue)
    gaps.rules = known.map(\.id).filter { sentence(for: $0) == nil }
    var seen: Set<String> = []
    for field in known.flatMap(\.fields) where fields[field] == nil && seen.insert(field).inserted {
      gaps.fields.append(field)
    }
    let ids = Set(known.map(\.id))
    let places = Set(ids.compactMap { $0.split(separator: ".").first.map { String($0) } })
    // Rules of the forms' readers stand in no rule book.
    gaps.unused = rules.keys.filter { key in
      guard !key.contains("*"), let place = key.split(separator: ".").first else { return false }
      return places.contains(String(place)) && !ids.contains(key) && !Self.readers.contains(key)
    }.sorted()
    return gaps
  }

  /// Rules of printing whose first part is that of a book's rule.
  private static let readers: Set<String> = ["text.glyph"]
}
