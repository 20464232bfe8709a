// SPDX-License-Identifier: GPL-3.0-or-later
import Settings
import Spelling

/// Codes with their names, and the other wordings by which a person may mean them.
struct CodeList: Sendable {
  /// Name by code.
  private(set) var names: [String: String]
  /// Folded wordings (names, abbreviations, former names) and the code that is meant; sorted, for stable suggestions.
  private let wordings: [(text: String, code: String)]

  init(rows: [(code: String, name: String)], wordings extra: [(text: String, code: String)] = []) {
    names = Dictionary(rows.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    wordings = (rows.map { ($0.name, $0.code) } + extra).map { (FoldedText.plain($0.text), $0.code) }
      .sorted { ($0.text, $0.code) < ($1.text, $1.code) }
  }

  func contains(_ code: String) -> Bool {
    names[code] != nil
  }

  /// `SG (Singapore)`.
  func described(_ code: String) -> String {
    names[code].map { "\(code) (\($0))" } ?? code
  }

  /// The code that was probably meant by something that is none, described.
  ///
  /// A wording counts before a slip of the pen. Two-letter codes are too near to each other to guess, of three letters
  /// there must be one candidate only.
  func suggestion(for written: String) -> String? {
    guard written.utf8.count <= 80 else { return nil }
    let folded = FoldedText.plain(written)
    guard !folded.isEmpty else { return nil }
    if names[folded] != nil { return described(folded) }
    if let exact = wordings.first(where: { $0.text == folded }) { return described(exact.code) }
    guard folded.utf8.count > 3 else { return nearCode(to: Array(folded.utf8)).map(described) }
    guard let near = nearest(folded, in: wordings.map(\.text)) else {
      return shortened(Array(folded.utf8)).map(described)
    }
    return wordings.first { $0.text == near }.map { described($0.code) }
  }

  /// The only code of three letters that is left when one of four is taken out, `SGD` of `SGDD`.
  private func shortened(_ written: [UInt8]) -> String? {
    guard written.count == 4 else { return nil }
    let candidates = Set(
      written.indices.map { place in
        var letters = written
        letters.remove(at: place)
        return String(decoding: letters, as: UTF8.self)
      }.filter(contains))
    return candidates.count == 1 ? candidates.first : nil
  }

  /// The only code with two neighbouring letters exchanged, else the only one with one letter changed.
  private func nearCode(to written: [UInt8]) -> String? {
    guard written.count == 3 else { return nil }
    let swapped = [[1, 0, 2], [0, 2, 1]].map { order in String(decoding: order.map { written[$0] }, as: UTF8.self) }
    let candidates = swapped.filter(contains)
    if let only = candidates.first { return candidates.count == 1 ? only : nil }
    var near: String?
    for code in names.keys where code.utf8.count == 3 {
      guard zip(code.utf8, written).count(where: { $0 != $1 }) == 1 else { continue }
      if near != nil { return nil }
      near = code
    }
    return near
  }
}
