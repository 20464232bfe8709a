// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// A sentence with holes: `{field} fehlt[, zum Beispiel {example}].`
///
/// What stands in square brackets is left out where one of its holes has nothing to say.
struct LetterSentence: Equatable, Sendable {
  private enum Part: Equatable, Sendable {
    case text(String)
    case hole(String)
  }

  private var pieces: [(isOptional: Bool, parts: [Part])] = []

  /// Throws for a hole that is none of `holes`, and for brackets without their other half.
  init(_ node: SettingsNode, holes: [String]) throws(SettingsError) {
    let text = try node.text()
    var parts: [Part] = []
    var isOptional = false
    var word = ""
    func flush(_ parts: inout [Part], _ word: inout String) {
      if !word.isEmpty { parts.append(.text(word)) }
      word = ""
    }
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "[", "]":
        guard (character == "[") != isOptional else {
          throw node.error("\"\(character)\" \(isOptional ? "inside brackets" : "without its \"[\"")")
        }
        flush(&parts, &word)
        pieces.append((isOptional, parts))
        parts = []
        isOptional.toggle()
      case "{":
        guard let close = rest.firstIndex(of: "}") else { throw node.error("\"{\" without its \"}\"") }
        let name = String(rest[..<close])
        guard holes.contains(name) else { throw node.unknown("placeholder", name, valid: holes) }
        flush(&parts, &word)
        parts.append(.hole(name))
        rest = rest[rest.index(after: close)...]
      default: word.append(character)
      }
    }
    guard !isOptional else { throw node.error("\"[\" without its \"]\"") }
    flush(&parts, &word)
    pieces.append((false, parts))
  }

  /// A sentence of our own; its holes stand as written.
  init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      parts.append(.text(String(rest[..<open])))
      parts.append(.hole(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    parts.append(.text(String(rest)))
    pieces = [(false, parts)]
  }

  func filled(_ value: (String) -> String) -> String {
    var result = ""
    for piece in pieces {
      var words = ""
      var isComplete = true
      for part in piece.parts {
        switch part {
        case .text(let text): words += text
        case .hole(let name):
          let filling = value(name)
          if filling.isEmpty { isComplete = false }
          words += filling
        }
      }
      if isComplete || !piece.isOptional { result += words }
    }
    return result
  }

  static func == (left: LetterSentence, right: LetterSentence) -> Bool {
    left.pieces.elementsEqual(right.pieces) { $0.isOptional == $1.isOptional && $0.parts == $1.parts }
  }
}
