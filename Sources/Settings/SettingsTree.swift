// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

/// A parsed settings file: plain values with their places, free of the YAML library's types.
struct SettingsTree: Sendable {
  indirect enum Value: Sendable {
    /// `plain` is false for quoted and block text, which is never a number, a truth value or null.
    case scalar(String, plain: Bool)
    case sequence([SettingsTree])
    case mapping([Member])
  }

  struct Member: Sendable {
    var key: String
    var line: Int
    var column: Int
    var value: SettingsTree
  }

  /// The file, or the command line's option that replaced this value.
  var file: String
  /// From 1.
  var line: Int
  /// From 1.
  var column: Int
  var value: Value

  /// What a person calls this kind of value.
  var kind: String {
    switch value {
    case .scalar(let text, let plain): plain && Self.isNull(text) ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }

  var isNull: Bool {
    if case .scalar(let text, plain: true) = value { return Self.isNull(text) }
    return false
  }

  private static func isNull(_ text: String) -> Bool {
    text.isEmpty || text == "~" || text == "null"
  }
}

extension SettingsTree {
  /// Settings are written by hand: a file beyond this is not one.
  static let largestFile = 8 << 20
  static let deepest = 64

  /// One YAML 1.1 document in UTF-8; anchors, aliases and tags are refused, they make a file say things twice.
  init(parsing bytes: [UInt8], file: String) throws(SettingsError) {
    guard bytes.count <= Self.largestFile else {
      throw SettingsError(
        file: file, message: "cannot read settings: \(bytes.count) bytes, at most \(Self.largestFile) expected")
    }
    // An editor's byte order mark is no part of the text.
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let yaml = String(validating: text, as: UTF8.self) else {
      throw SettingsError(file: file, message: "cannot read settings: the text is not UTF-8")
    }
    let parser: Parser
    let root: Node?
    do {
      // The basic resolver leaves every scalar as written: `NO` stays Norway, `1_000` no number.
      parser = try Parser(yaml: yaml, resolver: .basic)
      root = try parser.singleRoot()
    } catch {
      throw SettingsError(file: file, yaml: error)
    }
    guard let root else {
      throw SettingsError(file: file, message: "cannot read settings: the file is empty")
    }
    // A node holds its anchor weakly, the parser strongly.
    defer { withExtendedLifetime(parser) {} }
    try self.init(root, file: file, depth: 0)
  }

  private init(_ node: Node, file: String, depth: Int) throws(SettingsError) {
    self.file = file
    self.line = node.mark?.line ?? 0
    self.column = node.mark?.column ?? 0
    func refusal(_ message: String) -> SettingsError {
      SettingsError(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0, message: message)
    }
    guard depth <= Self.deepest else { throw refusal("nested deeper than \(Self.deepest) levels") }
    guard node.anchor == nil else { throw refusal("anchors (&name) are not used here; write the value out") }
    switch node {
    case .scalar(let scalar):
      guard scalar.tag == .implicit || scalar.tag == Tag(.str) else { throw refusal("tags (!name) are not used here") }
      self.value = .scalar(scalar.string, plain: scalar.style == .plain)
    case .sequence(let sequence):
      var items: [SettingsTree] = []
      items.reserveCapacity(sequence.count)
      for item in sequence { items.append(try SettingsTree(item, file: file, depth: depth + 1)) }
      self.value = .sequence(items)
    case .mapping(let mapping):
      var members: [Member] = []
      var seen: [String: Int] = [:]
      members.reserveCapacity(mapping.count)
      for (key, value) in mapping {
        guard case .scalar(let name) = key else { throw refusal("a key is a name, not a list or a group") }
        let line = name.mark?.line ?? 0
        if let earlier = seen.updateValue(line, forKey: name.string) {
          throw SettingsError(
            file: file, line: line, column: name.mark?.column ?? 0,
            message: "key \"\(name.string)\" stands here a second time, the first is on line \(earlier)")
        }
        members.append(
          Member(
            key: name.string, line: line, column: name.mark?.column ?? 0,
            value: try SettingsTree(value, file: file, depth: depth + 1)))
      }
      self.value = .mapping(members)
    case .alias:
      throw refusal("aliases (*name) are not used here; write the value out")
    }
  }
}

extension SettingsError {
  /// The YAML library's own words, at the place that it names.
  fileprivate init(file: String, yaml error: any Error) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      self.init(
        file: file, line: mark.line, column: mark.column, message: "cannot read settings: not valid YAML: \(problem)")
    case YamlError.reader(let problem, _, _, _):
      self.init(file: file, message: "cannot read settings: not valid YAML: \(problem)")
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "\"\($0)\"" }.joined(separator: ", ")
      self.init(
        file: file, line: context.mark.line, column: context.mark.column, message: "key \(names) stands more than once")
    default:
      self.init(file: file, message: "cannot read settings: not valid YAML")
    }
  }
}
