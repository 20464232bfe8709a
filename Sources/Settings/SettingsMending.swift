// SPDX-License-Identifier: GPL-3.0-or-later

/// Mends a tree after a fault, so that it can be read on.
struct SettingsMending {
  /// Values for keys that must be there.
  let standIns: SettingsTree

  enum Outcome: Equatable {
    /// The fault cannot be got over.
    case stuck
    /// A name was set right or an unknown key taken out.
    case corrected
    /// What stands under this top key is no longer the file's own.
    case altered(top: String)
  }

  private enum Step {
    case member(Int, key: String)
    case item(Int)
  }

  /// The stand-ins' places are left out: no fault is ever looked for there.
  init(standIns: SettingsTree) {
    self.standIns = standIns.placeless
  }

  func mend(_ tree: inout SettingsTree, after error: SettingsError) -> Outcome {
    guard let path = Self.find(error, in: tree) else { return .stuck }
    switch error.subject {
    case .key:
      let parent = path.dropLast()
      guard case .member(let index, _) = path.last else { return .stuck }
      Self.change(&tree, at: parent) { group in
        guard case .mapping(var members) = group.value else { return }
        if let name = error.suggestion, !members.contains(where: { $0.key == name }) {
          members[index].key = name
        } else {
          members.remove(at: index)
        }
        group.value = .mapping(members)
      }
      return .corrected
    case .value:
      if let name = error.suggestion {
        Self.change(&tree, at: path[...]) { $0.value = .scalar(name, plain: true) }
        return .corrected
      }
      return replace(path, in: &tree)
    case .emptyKey:
      return replace(path, in: &tree)
    case .missing(let key):
      return replace(path + [.member(-1, key: key)], in: &tree)
    }
  }

  /// Puts the stand-in there; where there is none, takes out the list item or the first group that needs none.
  private func replace(_ path: [Step], in tree: inout SettingsTree) -> Outcome {
    guard case .member(_, let top) = path.first else { return .stuck }
    if let item = path.lastIndex(where: { if case .item = $0 { true } else { false } }) {
      guard case .item(let index) = path[item] else { return .stuck }
      Self.change(&tree, at: path[..<item]) { list in
        guard case .sequence(var items) = list.value else { return }
        items.remove(at: index)
        list.value = .sequence(items)
      }
      return .altered(top: top)
    }
    var standIn: SettingsTree? = standIns
    for (depth, step) in path.enumerated() {
      guard case .member(let index, let key) = step else { return .stuck }
      guard case .mapping(let members) = standIn?.value else { return .stuck }
      standIn = members.first { $0.key == key }?.value
      let isLast = depth == path.count - 1
      guard standIn == nil || isLast else { continue }
      // A key that is missing and has no stand-in: nothing can be taken out for it but what holds it.
      guard standIn != nil || index >= 0 else { return .stuck }
      Self.change(&tree, at: path[..<depth]) { group in
        guard case .mapping(var members) = group.value else { return }
        if let value = standIn {
          if index >= 0 {
            members[index].value = value
          } else {
            members.append(SettingsTree.Member(key: key, line: 0, column: 0, value: value))
          }
        } else {
          members.remove(at: index)
        }
        group.value = .mapping(members)
      }
      return .altered(top: top)
    }
    return .stuck
  }

  /// The way to what an error is about; values before keys, as a group begins where its first key stands.
  private static func find(_ error: SettingsError, in tree: SettingsTree) -> [Step]? {
    let isOfKey = error.subject == .key || error.subject == .emptyKey
    if !isOfKey, tree.line == error.line, tree.column == error.column { return [] }
    switch tree.value {
    case .scalar: return nil
    case .sequence(let items):
      for (index, item) in items.enumerated() {
        if let rest = find(error, in: item) { return [.item(index)] + rest }
      }
    case .mapping(let members):
      for (index, member) in members.enumerated() {
        let step = Step.member(index, key: member.key)
        if isOfKey, member.line == error.line, member.column == error.column { return [step] }
        if let rest = find(error, in: member.value) { return [step] + rest }
      }
    }
    return nil
  }

  private static func change(
    _ tree: inout SettingsTree, at path: ArraySlice<Step>, _ body: (inout SettingsTree) -> Void
  ) {
    guard let step = path.first else { return body(&tree) }
    switch (step, tree.value) {
    case (.member(let index, _), .mapping(var members)):
      change(&members[index].value, at: path.dropFirst(), body)
      tree.value = .mapping(members)
    case (.item(let index), .sequence(var items)):
      change(&items[index], at: path.dropFirst(), body)
      tree.value = .sequence(items)
    default: break
    }
  }
}

extension SettingsTree {
  fileprivate var placeless: SettingsTree {
    var copy = self
    (copy.line, copy.column) = (0, 0)
    switch value {
    case .scalar: break
    case .sequence(let items): copy.value = .sequence(items.map(\.placeless))
    case .mapping(let members):
      copy.value = .mapping(members.map { Member(key: $0.key, line: 0, column: 0, value: $0.value.placeless) })
    }
    return copy
  }
}
