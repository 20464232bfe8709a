// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// Codes with their names, and the other wordings by which a person may mean them.
struct CodeList: Sendable {
  /// Name by code.
  private(set) var names: [String: String]
  /// Folded wordings (names, abbreviations, former names) and the code that is meant; sorted, for stable suggestions.
  private var wordings: [(text: String, code: String)]

  init(rows: [(code: String, name: String)], wordings extra: [(text: String, code: String)] = []) {
    names = Dictionary(rows.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    wordings = (rows.map { ($0.name, $0.code) } + extra).map { (FoldedText.plain($0.text), $0.code) }
    wordings.sort { ($0.text, $0.code) < ($1.text, $1.code) }
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
  /// A wording counts before a slip of the pen; two-letter codes are too near to each other to guess.
  func suggestion(for written: String) -> String? {
    guard written.utf8.count <= 80 else { return nil }
    let folded = FoldedText.plain(written)
    guard !folded.isEmpty else { return nil }
    if names[folded] != nil { return described(folded) }
    if let exact = wordings.first(where: { $0.text == folded }) { return described(exact.code) }
    guard folded.utf8.count > 3 else { return nil }
    guard let near = nearest(folded, in: wordings.map(\.text)) else { return nil }
    return wordings.first { $0.text == near }.map { described($0.code) }
  }
}
