// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// A check's options as they stand in the book, for words about it.
struct CheckOptions {
  private var values: [(key: String, texts: [String])] = []

  init(_ node: SettingsNode?) throws(SettingsError) {
    guard let node else { return }
    for (key, value) in try node.forLookingOnly.entries() {
      guard value.isScalar || value.isSequence else { continue }
      values.append((key, try value.texts()))
    }
  }

  subscript(_ key: String) -> [String] { values.first { $0.key == key }?.texts ?? [] }

  func text(_ key: String) -> String { self[key].first ?? "" }

  /// The first of a list, and how many more there are.
  func listed(_ key: String) -> String {
    let texts = self[key]
    let shown = texts.prefix(12).joined(separator: ", ")
    return texts.count > 12 ? shown + " and \(texts.count - 12) more" : shown
  }

  /// `from 1 to 9`, `at most 35`.
  func bounds(_ least: String = "minimum", _ most: String = "maximum") -> String {
    switch (self[least].first, self[most].first) {
    case (let least?, let most?): least == most ? "exactly \(least)" : "from \(least) to \(most)"
    case (let least?, nil): "at least \(least)"
    case (nil, let most?): "at most \(most)"
    case (nil, nil): "any number"
    }
  }
}
