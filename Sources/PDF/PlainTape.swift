// SPDX-License-Identifier: GPL-3.0-or-later

/// Objects of a plain file, one after the other: what each is, where its text stands, and where the next begins.
///
/// A dictionary is followed by its keys and values, an array by its items. Only what has one reading is taken
/// (ISO 32000-1 7.3): no comment, no name with `#`, no key twice; the rest is `NotPlain`.
struct PlainTape {
  enum Kind: UInt8 {
    case null, boolean, integer, real, string, hexadecimal, name, array, dictionary, stream, reference
  }

  struct Node {
    var kind: Kind
    /// Bytes of the file without delimiters; of a reference the object and generation number.
    var start: Int32
    var end: Int32
    /// Of the node behind this and all that it holds.
    var next: Int32
  }

  /// A file in which something is not as a plain one has it.
  struct NotPlain: Error {}

  /// The file's, then what was packed in its streams.
  private(set) var bytes: [UInt8]
  let fileSize: Int
  /// The first is null.
  private(set) var nodes = [Node(kind: .null, start: 0, end: 0, next: 1)]
  /// Bytes that were read so far; a plain file has none that stand in two objects.
  private var spent = 0

  static let mostLevels = 32
  static let mostKeys = 128

  init(_ bytes: [UInt8]) throws(NotPlain) {
    guard bytes.count < Int32.max else { throw NotPlain() }
    self.bytes = bytes
    fileSize = bytes.count
    nodes.reserveCapacity(bytes.count / 16)
  }

  /// Enters the object at `position` and gives its node and what stands behind it.
  mutating func take(at position: inout Int) throws(NotPlain) -> Int {
    let (first, start) = (nodes.count, position)
    try value(&position, level: 0)
    try spend(position - start)
    return first
  }

  mutating func spend(_ count: Int) throws(NotPlain) {
    spent += count
    guard spent <= bytes.count else { throw NotPlain() }
  }

  /// A dictionary turns out to be that of a stream, whose keyword ends at `position`.
  mutating func makeStream(_ node: Int, at position: Int) throws(NotPlain) {
    guard nodes[node].kind == .dictionary else { throw NotPlain() }
    nodes[node].kind = .stream
    nodes[node].end = Int32(position)
  }

  /// Lays bytes behind all others, and a blank, so that nothing runs on into what comes next.
  mutating func append(_ more: [UInt8]) throws(NotPlain) -> Range<Int> {
    guard bytes.count + more.count < Int32.max - 1 else { throw NotPlain() }
    let start = bytes.count
    bytes += more
    bytes.append(0x0A)
    return start..<(start + more.count)
  }

  /// The node of a key's value; nil where there is none.
  func value(_ dictionary: Int, _ key: some Collection<UInt8>) -> Int? {
    let end = Int(nodes[dictionary].next)
    var node = dictionary + 1
    while node < end {
      let (start, stop) = (Int(nodes[node].start), Int(nodes[node].end))
      if stop - start == key.count, bytes[start..<stop].elementsEqual(key) { return node + 1 }
      node = Int(nodes[node + 1].next)
    }
    return nil
  }

  func text(_ node: Int) -> ArraySlice<UInt8> { bytes[Int(nodes[node].start)..<Int(nodes[node].end)] }

  // MARK: Reading

  /// Passes blanks.
  func skip(_ position: inout Int) throws(NotPlain) {
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "%") { throw NotPlain() }
  }

  /// Passes a word that stands here and ends here.
  func pass(_ word: StaticString, _ position: inout Int) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount where bytes[position + offset] != word.utf8Start[offset] { return false }
    guard end == bytes.count || !isRegular(bytes[end]) else { return false }
    position = end
    return true
  }

  /// Digits, at most 10 of them, that end here.
  func digits(_ position: inout Int) -> Int? {
    let start = position
    var (end, number) = (position, 0)
    while end < bytes.count, bytes[end] &- 0x30 < 10 {
      guard end - start < 10 else { return nil }
      number = number * 10 + Int(bytes[end] - 0x30)
      end += 1
    }
    guard end > start, end == bytes.count || !isRegular(bytes[end]) else { return nil }
    position = end
    return number
  }

  private mutating func value(_ position: inout Int, level: Int) throws(NotPlain) {
    guard level < Self.mostLevels else { throw NotPlain() }
    try skip(&position)
    guard position < bytes.count else { throw NotPlain() }
    switch bytes[position] {
    case UInt8(ascii: "/"): try name(&position)
    case UInt8(ascii: "("): try string(&position)
    case UInt8(ascii: "<"):
      if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "<") {
        try dictionary(&position, level: level)
      } else {
        try hexadecimal(&position)
      }
    case UInt8(ascii: "["): try array(&position, level: level)
    case UInt8(ascii: "t"): try word("true", .boolean, &position)
    case UInt8(ascii: "f"): try word("false", .boolean, &position)
    case UInt8(ascii: "n"): try word("null", .null, &position)
    default: try number(&position)
    }
  }

  private mutating func add(_ kind: Kind, _ start: Int, _ end: Int) {
    nodes.append(Node(kind: kind, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)))
  }

  private mutating func word(_ word: StaticString, _ kind: Kind, _ position: inout Int) throws(NotPlain) {
    let start = position
    guard pass(word, &position) else { throw NotPlain() }
    add(kind, start, position)
  }

  private mutating func name(_ position: inout Int) throws(NotPlain) {
    position += 1
    let start = position
    while position < bytes.count, isRegular(bytes[position]) {
      guard bytes[position] > 0x20, bytes[position] < 0x7F, bytes[position] != UInt8(ascii: "#") else {
        throw NotPlain()
      }
      position += 1
    }
    guard position > start else { throw NotPlain() }
    add(.name, start, position)
  }

  private mutating func string(_ position: inout Int) throws(NotPlain) {
    position += 1
    let start = position
    var open = 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")"): open -= 1
      case UInt8(ascii: "\\"): position += 1
      // A line's end in a string reads as a line feed, whichever it is: libqpdf knows how.
      case UInt8(ascii: "\r"): throw NotPlain()
      default: break
      }
      if open == 0 {
        add(.string, start, position)
        position += 1
        return
      }
      position += 1
    }
    throw NotPlain()
  }

  private mutating func hexadecimal(_ position: inout Int) throws(NotPlain) {
    position += 1
    let start = position
    while position < bytes.count, hexadecimalDigit(bytes[position]) != nil { position += 1 }
    guard position < bytes.count, bytes[position] == UInt8(ascii: ">"), (position - start).isMultiple(of: 2) else {
      throw NotPlain()
    }
    add(.hexadecimal, start, position)
    position += 1
  }

  private mutating func array(_ position: inout Int, level: Int) throws(NotPlain) {
    let (node, start) = (nodes.count, position)
    add(.array, start, start)
    position += 1
    while true {
      try skip(&position)
      guard position < bytes.count else { throw NotPlain() }
      if bytes[position] == UInt8(ascii: "]") { break }
      try value(&position, level: level + 1)
    }
    position += 1
    close(node, position)
  }

  private mutating func dictionary(_ position: inout Int, level: Int) throws(NotPlain) {
    let (node, start) = (nodes.count, position)
    add(.dictionary, start, start)
    position += 2
    var keys = 0
    while true {
      try skip(&position)
      guard position + 1 < bytes.count else { throw NotPlain() }
      if bytes[position] == UInt8(ascii: ">"), bytes[position + 1] == UInt8(ascii: ">") { break }
      guard bytes[position] == UInt8(ascii: "/"), keys < Self.mostKeys else { throw NotPlain() }
      let key = nodes.count
      try name(&position)
      nodes[node].next = Int32(key)
      guard value(node, text(key)) == nil else { throw NotPlain() }
      try value(&position, level: level + 1)
      keys += 1
    }
    position += 2
    close(node, position)
  }

  private mutating func close(_ node: Int, _ end: Int) {
    nodes[node].end = Int32(end)
    nodes[node].next = Int32(nodes.count)
  }

  private mutating func number(_ position: inout Int) throws(NotPlain) {
    let start = position
    if let first = digits(&position) {
      let end = position
      if let generation = try reference(&position) {
        guard first > 0, first < Int32.max else { throw NotPlain() }
        return add(.reference, first, generation)
      }
      return add(.integer, start, end)
    }
    var (dots, figures) = (0, 0)
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      position += 1
    }
    while position < bytes.count, isRegular(bytes[position]) {
      if bytes[position] == UInt8(ascii: ".") {
        dots += 1
      } else if bytes[position] &- 0x30 < 10 {
        figures += 1
      } else {
        throw NotPlain()
      }
      position += 1
    }
    guard dots <= 1, figures > 0, figures <= 15 else { throw NotPlain() }
    add(dots == 0 ? .integer : .real, start, position)
  }

  /// The generation, where what follows a whole number makes it a reference; else nothing is passed.
  private func reference(_ position: inout Int) throws(NotPlain) -> Int? {
    var behind = position
    try skip(&behind)
    guard behind > position, behind < bytes.count, let generation = digits(&behind), generation < 65_536 else {
      return nil
    }
    let end = behind
    try skip(&behind)
    guard behind > end, pass("R", &behind) else { return nil }
    position = behind
    return generation
  }
}

/// White space (ISO 32000-1 7.2.2).
func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C || byte == 0
}

/// Neither white space nor a delimiter.
private func isRegular(_ byte: UInt8) -> Bool {
  switch byte {
  case 0, 9, 10, 12, 13, 32: false
  case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"),
    UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
    false
  default: true
  }
}

func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
