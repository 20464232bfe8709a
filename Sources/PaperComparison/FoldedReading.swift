// SPDX-License-Identifier: GPL-3.0-or-later

/// A text as a reader of pictures may give it: without spaces and points, and one sign for those that are taken for each
/// other.
struct FoldedReading: Hashable {
  let signs: [UInt8]

  private static let folds: [Character: Character] = [
    "O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "|": "1", "!": "1", "[": "1", "]": "1", "S": "5", "$": "5",
    "B": "8", "Z": "2", "G": "6", "–": "-", "—": "-", "_": "-", "’": "'", "‘": "'",
  ]

  init(_ text: String) {
    var signs: [UInt8] = []
    for character in text.uppercased() {
      let folded = Self.folds[character] ?? character
      if folded.isLetter || folded.isNumber { signs += Array(String(folded).utf8) }
    }
    self.signs = signs
  }

  func contains(_ other: FoldedReading) -> Bool {
    guard !other.signs.isEmpty, other.signs.count <= signs.count else { return false }
    return (0...signs.count - other.signs.count).contains {
      signs[$0..<$0 + other.signs.count].elementsEqual(other.signs)
    }
  }
}
