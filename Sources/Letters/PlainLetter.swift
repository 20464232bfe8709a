// SPDX-License-Identifier: GPL-3.0-or-later

/// A letter as plain text, lines of at most 78 characters, one language after the other.
public enum PlainLetter {
  static let width = 78

  public static func text(of letters: [LetterText]) -> String {
    letters.map(text).joined(separator: "\n" + String(repeating: "=", count: width) + "\n\n")
  }

  private static func text(of letter: LetterText) -> String {
    var lines = wrapped(letter.chamber)
    lines.append("")
    lines += wrapped(letter.title.uppercased())
    lines.append("")
    let names = letter.particulars.map(\.name.unicodeScalars.count).max() ?? 0
    for line in letter.particulars { lines += named(line, names: names + 2, indent: 0) }
    for paragraph in letter.opening { lines += [""] + wrapped(paragraph) }
    if let reason = letter.reason { lines += [""] + wrapped(reason, indent: 2) }
    for group in letter.groups {
      lines += ["", group.heading, String(repeating: "-", count: min(width, group.heading.unicodeScalars.count))]
      for point in group.points {
        lines += wrapped((point.place.isEmpty ? "" : point.place + ": ") + point.sentence, bullet: "* ")
        let names = point.parts.map(\.name.unicodeScalars.count).max() ?? 0
        for part in point.parts { lines += named(part, names: names + 2, indent: 4) }
        lines += wrapped("(\(point.rule))", indent: 4)
        lines.append("")
      }
      if lines.last == "" { lines.removeLast() }
    }
    for paragraph in letter.closing { lines += [""] + wrapped(paragraph) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Name and value in two columns.
  private static func named(_ line: LetterText.Line, names: Int, indent: Int) -> [String] {
    let name = line.name + ":"
    let padding = String(repeating: " ", count: max(1, names - name.unicodeScalars.count))
    let margin = String(repeating: " ", count: indent)
    let lines = wrapped(line.value, width: width - indent - names)
    return lines.enumerated().map { index, value in
      margin + (index == 0 ? name + padding : String(repeating: " ", count: names)) + value
    }
  }

  /// A paragraph of a letter; `bullet` begins its first line, and the others stand below the words behind it.
  public static func wrapped(_ text: String, indent: Int = 0, bullet: String = "") -> [String] {
    let first = String(repeating: " ", count: indent) + bullet
    let rest = String(repeating: " ", count: first.unicodeScalars.count)
    return wrapped(text, width: width - first.unicodeScalars.count).enumerated().map { ($0 == 0 ? first : rest) + $1 }
  }

  /// Broken at spaces; a word longer than a line is cut. One line at least.
  static func wrapped(_ text: String, width: Int) -> [String] {
    let room = max(8, width)
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(separator: " ") {
      var scalars = word.unicodeScalars[...]
      var count = scalars.count
      if length > 0, length + 1 + count <= room {
        line += " "
        length += 1
      } else if length > 0 {
        lines.append(line)
        (line, length) = ("", 0)
      }
      while count > room {
        lines.append(String(String.UnicodeScalarView(scalars.prefix(room))))
        scalars = scalars.dropFirst(room)
        count -= room
      }
      line += String(String.UnicodeScalarView(scalars))
      length += count
    }
    if length > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }
}
