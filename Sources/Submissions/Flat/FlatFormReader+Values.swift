// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

/// Single values: what has the right type is taken, anything else is a finding and the nearest value that it allows.
extension FlatFormReader {
  mutating func members(
    of value: JSONValue, _ key: String, _ place: FormPlace
  ) -> [(key: String, value: JSONValue)]? {
    guard case .object(let object) = value else {
      findings.add(
        "form.type", at: place, key: key, "expected an object in braces, found \(value.article).",
        parts: FindingParts(found: value.article, expected: "an object in braces"))
      return nil
    }
    return object.members
  }

  /// A number where text is due keeps its digits, so that validation can go on with them.
  mutating func text(_ value: JSONValue, _ key: String, _ place: FormPlace) -> String {
    if case .string(let text) = value { return text }
    wrongType(value, key, place, expected: "text in double quotes")
    if case .number(let number) = value, number.lexeme.utf8.count <= 40 { return number.lexeme }
    return ""
  }

  mutating func optionalText(_ value: JSONValue, _ key: String, _ place: FormPlace) -> String? {
    value == .null ? nil : text(value, key, place)
  }

  mutating func optionalFlag(_ value: JSONValue, _ key: String, _ place: FormPlace) -> Bool? {
    switch value {
    case .null: return nil
    case .bool(let flag): return flag
    default:
      wrongType(value, key, place, expected: "true or false without quotes")
      return nil
    }
  }

  mutating func optionalCount(_ value: JSONValue, _ key: String, _ place: FormPlace) -> Int? {
    value == .null ? nil : count(value, key, place)
  }

  /// A whole number from 0 to 999,999,999, written without sign, fraction and exponent.
  mutating func count(_ value: JSONValue, _ key: String, _ place: FormPlace) -> Int? {
    guard case .number(let number) = value else {
      wrongType(value, key, place, expected: "a whole number without quotes")
      return nil
    }
    if let count = wholeNumber(number.lexeme) { return count }
    findings.add(
      "form.number", at: place, key: key,
      "\"\(key)\" is \(quoted(number.lexeme)): write a whole number from 0 to 999999999, digits only"
        + Self.example(key) + ".",
      parts: FindingParts(
        found: quoted(number.lexeme), expected: "a whole number from 0 to 999999999, digits only",
        example: FormKeys.example(key) ?? ""))
    return nil
  }

  mutating func texts(_ value: JSONValue, _ key: String, _ place: FormPlace) -> [String] {
    guard case .array(let values) = value else {
      wrongType(value, key, place, expected: "a list of texts in square brackets")
      if case .string(let text) = value { return [text] }
      return []
    }
    guard holds(values.count, limits.entries, key, place) else { return [] }
    var texts: [String] = []
    texts.reserveCapacity(values.count)
    for value in values { texts.append(text(value, key, place)) }
    return texts
  }

  /// A list of objects; each is read at `inner` with its position.
  mutating func list<Element>(
    _ value: JSONValue, _ key: String, _ place: FormPlace, limit: Int, _ inner: FormPlace,
    _ read: (inout FlatFormReader, JSONValue, FormPlace) -> Element
  ) -> [Element] {
    guard case .array(let values) = value else {
      wrongType(value, key, place, expected: "a list in square brackets")
      return []
    }
    guard holds(values.count, limit, key, place) else { return [] }
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    var at = inner
    for (position, value) in values.enumerated() {
      if at.inner.isEmpty { at.position = position } else { at.innerPosition = position }
      elements.append(read(&self, value, at))
    }
    return elements
  }

  mutating func unknown(_ key: String, _ known: [String], _ place: FormPlace) {
    findings.add(
      "form.unknown-key", at: place, key: key, "\(quoted(key)) is no key of the form; \(wayOut(key, known, "keys"))",
      parts: FindingParts(
        field: "", found: quoted(key), expected: "a key of the form", nearest: nearestName(key, in: known) ?? ""))
  }

  mutating func missing(_ key: String, _ place: FormPlace) {
    findings.noteAbsent(place.path(of: key))
    findings.add(
      "form.missing-key", at: place, key: key, "\"\(key)\" is missing: add it\(Self.example(key)).",
      parts: FindingParts(found: "nothing", example: FormKeys.example(key) ?? ""))
  }

  private mutating func wrongType(_ value: JSONValue, _ key: String, _ place: FormPlace, expected: String) {
    findings.add(
      "form.type", at: place, key: key,
      "\"\(key)\" must be \(expected), found \(value.article)\(Self.example(key)).",
      parts: FindingParts(found: value.article, expected: expected, example: FormKeys.example(key) ?? ""))
  }

  private mutating func holds(_ count: Int, _ limit: Int, _ key: String, _ place: FormPlace) -> Bool {
    guard count > limit else { return true }
    findings.add(
      "form.too-many", at: place, key: key,
      "\"\(key)\" has \(count) entries, at most \(limit) are taken: split the consignment into several applications.",
      parts: FindingParts(found: String(count), expected: "at most \(limit)"))
    return false
  }

  private static func example(_ key: String) -> String {
    FormKeys.example(key).map { ", for example \($0)" } ?? ""
  }
}

/// Digits without sign and needless zeros, at most nine of them.
func wholeNumber(_ text: some StringProtocol) -> Int? {
  let digits = text.utf8
  guard (1...9).contains(digits.count) else { return nil }
  var value = 0
  for digit in digits {
    guard (48...57).contains(digit) else { return nil }
    value = value * 10 + Int(digit - 48)
  }
  return digits.count > 1 && digits.first == 48 ? nil : value
}

extension JSONValue {
  /// `a number`, `an array`: what a message says was found.
  var article: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
