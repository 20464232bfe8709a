// SPDX-License-Identifier: GPL-3.0-or-later

/// Boxes of 80 columns, one below the other, one or two side by side, each with its title in its rule.
struct BoxDrawing {
  struct Box {
    var title: String
    var text: [String]
  }

  static let width = 80
  private(set) var lines: [String] = []
  /// Where the box above is parted.
  private var parting: Int?

  mutating func add(_ box: Box) {
    rule([box.title], next: nil)
    for line in box.text.flatMap({ $0.wrapped(Self.width - 4, hanging: 2) }) {
      lines.append("│ \(line.fitted(Self.width - 4)) │")
    }
    parting = nil
  }

  mutating func add(_ left: Box, _ right: Box) {
    let middle = Self.width / 2
    rule([left.title, right.title], next: middle)
    let (first, second) = (
      left.text.flatMap { $0.wrapped(middle - 3, hanging: 2) },
      right.text.flatMap { $0.wrapped(Self.width - middle - 4, hanging: 2) }
    )
    for index in 0..<max(first.count, second.count, 1) {
      let (one, two) = (
        index < first.count ? first[index] : "", index < second.count ? second[index] : ""
      )
      lines.append("│ \(one.fitted(middle - 3)) │ \(two.fitted(Self.width - middle - 4)) │")
    }
    parting = middle
  }

  mutating func close() { rule([], next: nil) }

  private mutating func rule(_ titles: [String], next: Int?) {
    let isFirst = lines.isEmpty
    let isLast = titles.isEmpty
    var text = Array(repeating: Character("─"), count: Self.width)
    text[0] = isFirst ? "┌" : isLast ? "└" : "├"
    text[Self.width - 1] = isFirst ? "┐" : isLast ? "┘" : "┤"
    // The left box is `middle` columns wide with its left edge; the parting stands behind it.
    if let parting { text[parting] = "┴" }
    if let next { text[next] = parting == next ? "┼" : "┬" }
    for (index, title) in titles.enumerated() where !title.isEmpty {
      let start = index == 0 ? 2 : Self.width / 2 + 2
      let room = (titles.count == 2 && index == 0 ? Self.width / 2 : Self.width - 1) - start - 3
      let shown = " " + String(title.prefix(room)) + " "
      for (offset, letter) in shown.enumerated() { text[start + offset - 1] = letter }
    }
    lines.append(String(text))
  }
}
