// SPDX-License-Identifier: GPL-3.0-or-later
internal import Spelling

/// One value of a settings file: a group of keys, a list, or a single value, with its place.
///
/// The readers record which keys were asked for. After everything has been read, `finish()` on the root refuses
/// whatever was not: a mistyped key is an error, never silently without effect. Not thread-safe: one reader, at load.
public struct SettingsNode {
  let tree: SettingsTree
  /// Where this value stands, `stages.certify.copies`; empty for the root.
  public let path: String
  let reading: Reading

  /// What has been asked of one value so far; shared by the copies of its node.
  final class Reading {
    var keys: [String] = []
    var children: [String: SettingsNode] = [:]
    var items: [SettingsNode]?
  }

  /// One YAML document; the file's name is used in messages only.
  public init(parsing bytes: [UInt8], file: String) throws(SettingsError) {
    self.init(tree: try SettingsTree(parsing: bytes, file: file), path: "")
  }

  init(tree: SettingsTree, path: String) {
    self.tree = tree
    self.path = path
    self.reading = Reading()
  }

  /// The file as the caller named it, or the option that replaced this value.
  public var file: String { tree.file }
  /// Line in the file, from 1.
  public var line: Int { tree.line }
  /// Nothing was written after the key, or `null`.
  public var isNull: Bool { tree.isNull }
  public var isMapping: Bool { if case .mapping = tree.value { true } else { false } }
  public var isSequence: Bool { if case .sequence = tree.value { true } else { false } }
  public var isScalar: Bool { !isMapping && !isSequence }

  /// An error at this value's place, for checks that only the caller can make.
  public func error(_ message: String, suggestion: String? = nil) -> SettingsError {
    SettingsError(
      file: tree.file, line: tree.line, column: tree.column,
      message: path.isEmpty ? message : "\(path): \(message)", suggestion: suggestion)
  }

  /// An error for a name that is none of the valid ones, with the nearest.
  public func unknown(_ what: String, _ name: String, valid: [String]) -> SettingsError {
    error(
      "unknown \(what) \"\(name)\"; valid: " + valid.joined(separator: ", "),
      suggestion: nearest(name, in: valid))
  }
}

// MARK: - Groups of keys

extension SettingsNode {
  func members() throws(SettingsError) -> [SettingsTree.Member] {
    guard case .mapping(let members) = tree.value else {
      throw error("expected a group of keys, found \(tree.kind)")
    }
    return members
  }

  /// The keys of this group in the order of the file.
  public func keys() throws(SettingsError) -> [String] {
    try members().map(\.key)
  }

  /// The value of a key; nil if it was left out or has no value.
  public func optional(_ key: String) throws(SettingsError) -> SettingsNode? {
    let members = try members()
    if !reading.keys.contains(key) { reading.keys.append(key) }
    if let known = reading.children[key] { return known.isNull ? nil : known }
    guard let member = members.first(where: { $0.key == key }) else { return nil }
    let child = SettingsNode(tree: member.value, path: path.isEmpty ? key : "\(path).\(key)")
    reading.children[key] = child
    return child.isNull ? nil : child
  }

  /// The value of a key that must be there.
  public func required(_ key: String) throws(SettingsError) -> SettingsNode {
    if let child = try optional(key) { return child }
    let members = try members()
    if let empty = members.first(where: { $0.key == key }) {
      throw SettingsError(
        file: tree.file, line: empty.line, column: empty.column, message: "key \"\(key)\" has no value"
      ).about(.emptyKey)
    }
    // The missing key may stand there with a slip: then that line is the one to look at.
    let unread = members.filter { reading.children[$0.key] == nil }
    if let slip = nearest(key, in: unread.map(\.key)), let member = unread.first(where: { $0.key == slip }) {
      throw SettingsError(
        file: tree.file, line: member.line, column: member.column, message: "unknown key \"\(slip)\"", suggestion: key
      ).about(.key)
    }
    throw error("key \"\(key)\" is missing").about(.missing(key))
  }

  /// Members of a group whose keys are names of the file's own making, in the order of the file.
  public func entries() throws(SettingsError) -> [(key: String, value: SettingsNode)] {
    var entries: [(key: String, value: SettingsNode)] = []
    for member in try members() {
      if let child = try optional(member.key) { entries.append((member.key, child)) }
    }
    return entries
  }

  /// The same value for a reader whose looking does not count: what only it asked for stays unknown to `finish()`.
  public var forLookingOnly: SettingsNode { SettingsNode(tree: tree, path: path) }

  /// Refuses the first key, here or below, that nobody asked for.
  public func finish() throws(SettingsError) {
    switch tree.value {
    case .scalar: break
    case .sequence: for item in reading.items ?? [] { try item.finish() }
    case .mapping(let members):
      for member in members {
        guard reading.keys.contains(member.key) else {
          let valid = reading.keys.sorted()
          let place = path.isEmpty ? "" : " in \(path)"
          throw SettingsError(
            file: member.line > 0 ? tree.file : member.value.file, line: member.line, column: member.column,
            message: "unknown key \"\(member.key)\"\(place); valid: " + valid.joined(separator: ", "),
            suggestion: nearest(member.key, in: valid)
          ).about(.key)
        }
        try reading.children[member.key]?.finish()
      }
    }
  }
}
