// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON object: members in the order in which they were written, no key twice.
///
/// Keys are told apart by their code points. (Swift's own equality of strings holds "é" and "e" with a combining
/// accent for the same; JSON does not.) Equality ignores the order.
public struct JSONObject: Sendable {
  public private(set) var members: [(key: String, value: JSONValue)] = []

  public init() {}

  /// `members` must not have a key twice; the parser has seen to it.
  init(checked members: [(key: String, value: JSONValue)]) {
    self.members = members
  }

  /// Reading costs a walk over the members. Writing nil removes the member; a new key goes to the end.
  public subscript(key: String) -> JSONValue? {
    get {
      for member in members where haveSameBytes(member.key, key) { return member.value }
      return nil
    }
    set {
      let index = members.firstIndex { haveSameBytes($0.key, key) }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((key, value))
      case (nil, nil): break
      }
    }
  }

  public var count: Int { members.count }
  public var isEmpty: Bool { members.isEmpty }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// A key that stands twice keeps its last value.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    members.reserveCapacity(elements.count)
    for (key, value) in elements { self[key] = value }
  }
}

extension JSONObject: Equatable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    guard left.members.count == right.members.count else { return false }
    return zip(left.inKeyOrder, right.inKeyOrder)
      .allSatisfy { haveSameBytes($0.key, $1.key) && $0.value == $1.value }
  }

  /// Members sorted by their keys' UTF-16 code units (RFC 8785 section 3.2.3).
  var inKeyOrder: [(key: String, value: JSONValue)] {
    var isSorted = true
    for index in members.indices.dropFirst() where precedes(members[index].key, members[index - 1].key) {
      isSorted = false
      break
    }
    return isSorted ? members : members.sorted { precedes($0.key, $1.key) }
  }
}

/// Whether two strings are the same code points.
func haveSameBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
}

/// Whether `left` stands before `right` by UTF-16 code units, told from UTF-8.
///
/// UTF-8 sorts like code points. UTF-16 differs in one place: surrogates (code points from U+10000, lead bytes from
/// F0) stand before U+E000 to U+FFFF (lead bytes EE and EF).
func precedes(_ left: String, _ right: String) -> Bool {
  func weight(_ byte: UInt8) -> UInt8 { byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte }
  var others = right.utf8.makeIterator()
  for byte in left.utf8 {
    guard let other = others.next() else { return false }
    if byte != other { return weight(byte) < weight(other) }
  }
  return others.next() != nil
}
