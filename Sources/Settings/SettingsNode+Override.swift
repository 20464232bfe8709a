// SPDX-License-Identifier: GPL-3.0-or-later
internal import Spelling

extension SettingsNode {
  /// A copy, nothing read yet, with one value replaced: `--set certify.copies=1`.
  ///
  /// The path goes through groups by key, and through lists of one-key groups (`- certify: {…}`) or of groups that
  /// bear the name under `stage` or `name`. The last key may be new; unknown ones are found when the copy is read. The
  /// value is YAML: `1`, `true`, `"text"`, `[a, b]`. Throws for a path that leads nowhere.
  public func setting(_ value: String, at path: [String]) throws(SettingsError) -> SettingsNode {
    let option = "--set \(path.joined(separator: "."))"
    guard !path.isEmpty, path.allSatisfy({ !$0.isEmpty }) else {
      throw SettingsError(file: option, message: "expected STAGE.KEY=VALUE")
    }
    let replacement =
      value.isEmpty
      ? SettingsTree(file: option, line: 0, column: 0, value: .scalar("", plain: false))
      : try SettingsTree(parsing: Array(value.utf8), file: option)
    var copy = tree
    try Self.set(replacement, in: &copy, path: path[...], option: option)
    return SettingsNode(tree: copy, path: self.path)
  }

  private static func set(
    _ value: SettingsTree, in tree: inout SettingsTree, path: ArraySlice<String>, option: String
  ) throws(SettingsError) {
    guard let key = path.first else {
      tree = value
      return
    }
    let rest = path.dropFirst()
    switch tree.value {
    case .mapping(var members):
      if let index = members.firstIndex(where: { $0.key == key }) {
        try set(value, in: &members[index].value, path: rest, option: option)
      } else if rest.isEmpty {
        members.append(SettingsTree.Member(key: key, line: 0, column: 0, value: value))
      } else {
        throw SettingsError(
          file: option, message: "nothing is called \"\(key)\"", suggestion: nearest(key, in: members.map(\.key)))
      }
      tree.value = .mapping(members)
    case .sequence(var items):
      let names = items.map(name(of:))
      guard let index = names.firstIndex(of: key) else {
        throw SettingsError(
          file: option, message: "nothing is called \"\(key)\"", suggestion: nearest(key, in: names.compactMap(\.self)))
      }
      if case .scalar = items[index].value {
        // A stage without settings of its own gets its first: `- certify` becomes `- certify: {…}`.
        let nothing = SettingsTree(
          file: items[index].file, line: items[index].line, column: items[index].column,
          value: .scalar("", plain: true))
        items[index].value = .mapping([
          SettingsTree.Member(key: key, line: items[index].line, column: items[index].column, value: nothing)
        ])
      }
      // A list item `- certify: {…}` keeps its key; `- stage: certify` holds its settings beside it.
      let bearsKey =
        if case .mapping(let members) = items[index].value { members.contains { $0.key == key } } else { false }
      try set(value, in: &items[index], path: bearsKey ? path : rest, option: option)
      tree.value = .sequence(items)
    case .scalar where tree.isNull:
      tree.value = .mapping([])
      try set(value, in: &tree, path: path, option: option)
    case .scalar:
      throw SettingsError(file: option, message: "\"\(key)\" would stand inside a single value")
    }
  }

  private static func name(of item: SettingsTree) -> String? {
    switch item.value {
    case .scalar(let text, _): return text
    case .sequence: return nil
    case .mapping(let members):
      for member in members where member.key == "stage" || member.key == "name" {
        if case .scalar(let text, _) = member.value.value { return text }
      }
      return members.first?.key
    }
  }
}
