// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Spelling

/// Which box of the printed form bears a field; the longest path that fits counts.
struct BoxTable: Sendable {
  private var boxes: [(path: String, box: String)] = []

  init(_ node: SettingsNode) throws(SettingsError) {
    let known = Set(Field.all.flatMap { Self.prefixes(of: $0.path) })
    for (path, value) in try node.entries() {
      guard known.contains(path) else {
        throw value.error("unknown field \"\(path)\"", suggestion: nearest(path, in: known.sorted()))
      }
      boxes.append((path, try value.text()))
    }
    boxes.sort { $0.path.utf8.count > $1.path.utf8.count }
  }

  /// Empty where no box bears the field.
  func box(of path: String) -> String {
    let prefixes = Self.prefixes(of: path)
    return boxes.first { prefixes.contains($0.path) }?.box ?? ""
  }

  /// `item.fob.amount`, `item.fob`, `item`.
  private static func prefixes(of path: String) -> [String] {
    let parts = path.split(separator: ".")
    return (1...parts.count).map { parts.prefix($0).joined(separator: ".") }
  }
}
