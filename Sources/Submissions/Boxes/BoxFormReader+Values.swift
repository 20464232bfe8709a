// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

extension BoxFormReader {
  /// What `read` reads makes the field.
  mutating func given<Value>(
    _ field: @autoclosure () -> String, _ read: (inout BoxFormReader) -> Value?
  ) -> Value? {
    let value = read(&self)
    trace.give(field())
    return value
  }

  /// The value of a key written in any case; nil where it is missing or null.
  static func key(_ key: String, of object: JSONObject) -> JSONValue? {
    if let value = object[key] { return value.isNull ? Optional.none : value }
    let wanted = key.lowercased()
    for member in object.members where member.key.utf8.count == wanted.utf8.count && member.key.lowercased() == wanted {
      return member.value.isNull ? Optional.none : member.value
    }
    return nil
  }

  private mutating func value(_ key: String, in node: Node) -> JSONValue? {
    guard let value = Self.key(key, of: node.object) else { return nil }
    trace.meet(node.path(key))
    return value
  }

  /// A number keeps its digits: portals write weights and codes either way. Nil where it is missing or empty.
  mutating func text(_ key: String, in node: Node) -> String? {
    switch value(key, in: node) {
    case nil: return nil
    case .string(let text)?: return text.isEmpty ? nil : text
    case .number(let number)? where number.lexeme.utf8.count <= 40 && !number.lexeme.utf8.contains { $0 | 0x20 == 101 }:
      return number.lexeme
    case let other?:
      wrongType(other, key, in: node, expected: "text in double quotes")
      return nil
    }
  }

  mutating func flag(_ key: String, in node: Node) -> Bool? {
    guard let value = value(key, in: node) else { return nil }
    if value.bool == nil { wrongType(value, key, in: node, expected: "true or false without quotes") }
    return value.bool
  }

  mutating func count(_ key: String, in node: Node) -> Int? {
    guard let value = value(key, in: node), value != .string("") else { return nil }
    if let count = (value.number?.lexeme ?? value.string).flatMap({ wholeNumber($0) }) { return count }
    wrongType(value, key, in: node, expected: "a whole number, digits only")
    return nil
  }

  /// A list of texts, or one text.
  mutating func texts(_ key: String, in node: Node) -> [String] {
    guard let value = value(key, in: node) else { return [] }
    if case .string(let text) = value { return text.isEmpty ? [] : [text] }
    guard let values = value.array else {
      wrongType(value, key, in: node, expected: "a list of texts in square brackets")
      return []
    }
    guard values.count <= limits.entries else {
      tooMany(values.count, limits.entries, key, in: node)
      return []
    }
    let texts = values.compactMap(\.string)
    if texts.count < values.count { wrongType(value, key, in: node, expected: "a list of texts in square brackets") }
    return texts
  }

  mutating func object(_ key: String, in node: Node, _ place: FormPlace) -> Node? {
    guard let value = Self.key(key, of: node.object) else { return nil }
    guard let object = value.object else {
      wrongType(value, key, in: node, expected: "an object in braces")
      return nil
    }
    return Node(object: object, path: node.path(key), place: place)
  }

  /// A list of objects, or one object.
  mutating func objects(_ key: String, in node: Node, _ part: String, limit: Int) -> [Node] {
    guard let value = Self.key(key, of: node.object) else { return [] }
    if let one = value.object {
      return [Node(object: one, path: node.path(key), place: FormPlace(part: part, position: 0))]
    }
    guard let values = value.array else {
      wrongType(value, key, in: node, expected: "a list in square brackets")
      return []
    }
    guard values.count <= limit else {
      tooMany(values.count, limit, key, in: node)
      return []
    }
    var nodes: [Node] = []
    nodes.reserveCapacity(values.count)
    for (position, value) in values.enumerated() {
      guard let object = value.object else {
        wrongType(value, "\(key)[\(position)]", in: node, expected: "an object in braces")
        continue
      }
      nodes.append(
        Node(
          object: object, path: "\(node.path(key))[\(position)]", place: FormPlace(part: part, position: position)))
    }
    return nodes
  }

  // MARK: Findings

  /// A key that is not known was meant for something: an officer looks at it.
  mutating func checkKeys(_ node: Node, _ known: [String], besides: [String] = []) {
    for (key, _) in node.object.members {
      let lower = key.lowercased()
      if (known + besides).contains(where: { $0 == key || $0.lowercased() == lower }) { continue }
      findings.add(
        "boxes.unknown-key", severity: .warning, at: node.place, key: key,
        "\(quoted(node.path(key))) is no key of the form in boxes and was passed over; \(wayOut(key, known, "keys"))")
    }
  }

  mutating func missing(_ key: String, in node: Node, path: String) {
    findings.noteAbsent(path)
    findings.add("boxes.missing-key", at: node.place, key: path, "\"\(node.path(key))\" is missing: add it.")
  }

  private mutating func tooMany(_ count: Int, _ limit: Int, _ key: String, in node: Node) {
    findings.add(
      "boxes.too-many", at: node.place, key: key,
      "\"\(node.path(key))\" has \(count) entries, at most \(limit) are taken: split the consignment into several "
        + "applications.")
  }

  private mutating func wrongType(_ value: JSONValue, _ key: String, in node: Node, expected: String) {
    findings.add(
      "boxes.type", at: node.place, key: key,
      "\"\(node.path(key))\" must be \(expected), found \(value.article).")
  }
}
