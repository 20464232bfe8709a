// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

/// One page of a letter: lines by the ink that they are set in, and what lies under them.
struct LetterSheet {
  enum Ink: CaseIterable {
    case text, quiet, accent

    /// Colours of the forms' house style.
    var operators: String {
      switch self {
      case .text: "0.08 0.09 0.11 rg\n"
      case .quiet: "0.42 0.45 0.5 rg\n"
      case .accent: "0.09 0.23 0.42 rg\n"
      }
    }
  }

  static let width = 595.28
  static let height = 841.89
  static let margin = 56.69

  var lines: [Ink: [PlacedLine]] = [:]
  /// Light grounds, points from the lower left.
  var grounds: [(x: Double, y: Double, width: Double, height: Double)] = []
  /// Hairlines, and one heavy rule under the chamber's name.
  var rules: [(stroke: Stroke, isHeavy: Bool)] = []

  mutating func rule(atLevel y: Double, isHeavy: Bool = false) {
    rules.append((Stroke(fromX: Self.margin, fromY: y, toX: Self.width - Self.margin, toY: y), isHeavy))
  }

  func draw(on content: inout TextContent) {
    content.draw("q\n")
    if !grounds.isEmpty {
      content.draw("0.955 0.962 0.975 rg\n")
      for ground in grounds { content.fill(ground) }
    }
    for isHeavy in [false, true] {
      let strokes = rules.filter { $0.isHeavy == isHeavy }.map(\.stroke)
      guard !strokes.isEmpty else { continue }
      content.draw(isHeavy ? "0.09 0.23 0.42 RG 1.5 w\n" : "0.75 0.78 0.83 RG 0.5 w\n")
      content.stroke(strokes)
    }
    for ink in Ink.allCases {
      guard let lines = lines[ink] else { continue }
      content.draw(ink.operators)
      content.show(lines, inBlack: false)
    }
    content.draw("Q\n")
  }
}
