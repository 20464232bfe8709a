// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the part of a stamped certificate that follows its template's constant prefix.
///
/// Only what `ObjectWriter` writes is understood, byte for byte: consecutive numbers, direct lengths, one space.
/// Anything else is refused with its place.
struct TailReader {
  struct Object {
    /// What stands between `N 0 obj` and the stream or the end.
    var body: Range<Int>
    /// The stream's bytes as they stand.
    var stream: Range<Int>?
  }

  let bytes: [UInt8]
  /// Number of the first object of the tail.
  let first: Int
  private(set) var objects: [Object] = []

  init(_ bytes: [UInt8], first: Int) throws(PrintingError) {
    self.bytes = bytes
    self.first = first
    var position = 0
    while !matches("xref\n", at: position) {
      position = try readObject(at: position)
    }
    guard !objects.isEmpty else { throw PrintingError.tail(offset: 0, problem: "no objects found") }
  }

  func object(_ number: Int) -> Object? {
    let index = number - first
    return objects.indices.contains(index) ? objects[index] : nil
  }

  /// The numbers that a key of an object refers to, in order: `/Kids[5 0 R 6 0 R]`, `/Contents 7 0 R`.
  func references(_ key: String, of object: Object) -> [Int] {
    guard var position = find("/" + key, in: object.body) else { return [] }
    let isList = position < object.body.upperBound && bytes[position] == UInt8(ascii: "[")
    if isList { position += 1 }
    var numbers: [Int] = []
    while position < object.body.upperBound {
      while bytes[position] == UInt8(ascii: " ") { position += 1 }
      guard let (number, end) = integer(at: position), matches(" 0 R", at: end) else { break }
      numbers.append(number)
      position = end + 4
      if !isList { break }
    }
    return numbers
  }

  /// Pages in order: the kids of the first object.
  func pages() throws(PrintingError) -> [Object] {
    var pages: [Object] = []
    for number in references("Kids", of: objects[0]) {
      guard let page = object(number), find("/Type/Page/", in: page.body) != nil else {
        throw PrintingError.tail(offset: objects[0].body.lowerBound, problem: "object \(number) is no page")
      }
      pages.append(page)
    }
    guard !pages.isEmpty else {
      throw PrintingError.tail(offset: objects[0].body.lowerBound, problem: "no pages found")
    }
    return pages
  }

  private mutating func readObject(at start: Int) throws(PrintingError) -> Int {
    let expected = first + objects.count
    guard let (number, afterNumber) = integer(at: start), number == expected, matches(" 0 obj\n", at: afterNumber)
    else { throw .tail(offset: start, problem: "expected object \(expected)") }
    let body = afterNumber + 7
    // The body of our own objects is one line.
    guard let end = bytes[body...].firstIndex(of: UInt8(ascii: "\n")) else {
      throw .tail(offset: body, problem: "object \(number) has no end")
    }
    if matches("endobj\n", at: end + 1) {
      objects.append(Object(body: body..<end, stream: nil))
      return end + 8
    }
    guard matches("stream\n", at: end + 1), matches("<</Length ", at: body), let (length, _) = integer(at: body + 10),
      length <= bytes.count - end - 8
    else { throw .tail(offset: end, problem: "object \(number) ends with neither `endobj` nor a stream") }
    let data = end + 8..<end + 8 + length
    guard matches("\nendstream\nendobj\n", at: data.upperBound) else {
      throw .tail(offset: data.upperBound, problem: "the stream of object \(number) is not \(length) bytes long")
    }
    objects.append(Object(body: body..<end, stream: data))
    return data.upperBound + 18
  }

  func find(_ text: String, in range: Range<Int>) -> Int? {
    let pattern = Array(text.utf8)
    guard range.count >= pattern.count else { return nil }
    var position = range.lowerBound
    while position <= range.upperBound - pattern.count {
      if bytes[position] == pattern[0], bytes[position..<position + pattern.count].elementsEqual(pattern) {
        return position + pattern.count
      }
      position += 1
    }
    return nil
  }

  private func matches(_ text: String, at position: Int) -> Bool {
    guard position >= 0, position + text.utf8.count <= bytes.count else { return false }
    var index = position
    for byte in text.utf8 {
      if bytes[index] != byte { return false }
      index += 1
    }
    return true
  }

  /// Up to nine digits.
  private func integer(at start: Int) -> (value: Int, end: Int)? {
    var value = 0
    var position = start
    while position < bytes.count, position - start < 9, (48...57).contains(bytes[position]) {
      value = value * 10 + Int(bytes[position] - 48)
      position += 1
    }
    return position > start ? (value, position) : nil
  }
}
