// SPDX-License-Identifier: GPL-3.0-or-later
import Spelling

// Text in the columns of a terminal: wide letters take two, marks above letters none (Unicode UAX 11, roughly).
extension String {
  /// Columns that it takes.
  var columns: Int { reduce(0) { $0 + $1.columns } }

  /// Exactly so many columns: cut with a mark, or filled with spaces.
  func fitted(_ width: Int) -> String {
    var text = self
    if text.columns > width {
      while text.columns > width - 1, !text.isEmpty { text.removeLast() }
      text += "…"
    }
    return text + String(repeating: " ", count: max(0, width - text.columns))
  }

  /// Lines of at most `width` columns, broken at spaces where there are any; later ones are indented further.
  func wrapped(_ width: Int, hanging: Int = 0) -> [String] {
    if columns <= width { return [self] }
    var lines: [String] = []
    var line = String(prefix { $0 == " " })
    let indent = line + String(repeating: " ", count: hanging)
    for word in split(separator: " ", omittingEmptySubsequences: true) {
      var word = String(word)
      if !line.trimmed().isEmpty, line.columns + 1 + word.columns > width {
        lines.append(line)
        line = indent
      }
      if !line.trimmed().isEmpty { line += " " }
      while line.columns + word.columns > width {
        while line.columns + (word.first?.columns ?? 0) <= width, !word.isEmpty { line.append(word.removeFirst()) }
        lines.append(line)
        line = indent
      }
      line += word
    }
    if !line.trimmed().isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}

extension Character {
  fileprivate var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
