// SPDX-License-Identifier: GPL-3.0-or-later

/// Streams of a plain file that hold tables and objects: as they are or under FlateDecode, with the predictors that tables
/// have.
extension PlainTape {
  /// Bytes that all streams of one file may hold together; a form has some 100,000.
  private static let mostPacked = 16_000_000

  func wholeNumber(_ node: Int) -> Int? {
    var position = Int(nodes[node].start)
    return nodes[node].kind == .integer ? digits(&position) : nil
  }

  func wholeNumbers(_ array: Int) -> [Int]? {
    guard nodes[array].kind == .array else { return nil }
    var numbers: [Int] = []
    for node in (array + 1)..<max(array + 1, Int(nodes[array].next)) {
      guard let number = wholeNumber(node) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// What was packed in a stream, behind all other bytes.
  mutating func inflate(_ stream: Int) throws(NotPlain) -> Range<Int> {
    guard nodes[stream].kind == .stream, let length = value(stream, "Length".utf8).flatMap(wholeNumber) else {
      throw NotPlain()
    }
    var start = Int(nodes[stream].end)
    if start < fileSize, bytes[start] == 0x0D { start += 1 }
    guard start + 1 + length < fileSize, bytes[start] == 0x0A else { throw NotPlain() }
    start += 1
    var end = start + length
    try skip(&end)
    guard pass("endstream", &end) else { throw NotPlain() }
    try spend(length)
    let packed = Array(bytes[start..<(start + length)])
    let room = max(0, Self.mostPacked - (bytes.count - fileSize))
    guard let filter = value(stream, "Filter".utf8) else {
      guard length <= room, value(stream, "DecodeParms".utf8) == nil else { throw NotPlain() }
      return try append(packed)
    }
    guard nodes[filter].kind == .name, text(filter).elementsEqual("FlateDecode".utf8),
      let rows = try? Deflate.inflate(packed, limit: room)
    else { throw NotPlain() }
    guard let parameters = value(stream, "DecodeParms".utf8) else { return try append(rows) }
    guard let plain = unpredicted(rows, parameters) else { throw NotPlain() }
    return try append(plain)
  }

  /// Rows of bytes, each behind its PNG filter (7.4.4.4): as it is, or less what stands above it.
  private func unpredicted(_ packed: [UInt8], _ parameters: Int) -> [UInt8]? {
    guard nodes[parameters].kind == .dictionary,
      let predictor = value(parameters, "Predictor".utf8).flatMap(wholeNumber),
      (10...15).contains(predictor), let columns = value(parameters, "Columns".utf8).flatMap(wholeNumber),
      (1...64).contains(columns), packed.count.isMultiple(of: columns + 1),
      value(parameters, "Colors".utf8) == nil, value(parameters, "BitsPerComponent".utf8) == nil
    else { return nil }
    var plain: [UInt8] = []
    plain.reserveCapacity(packed.count)
    for row in stride(from: 0, to: packed.count, by: columns + 1) {
      guard packed[row] == 0 || packed[row] == 2 else { return nil }
      for column in 1...columns {
        let above = packed[row] == 2 && row > 0 ? plain[plain.count - columns] : 0
        plain.append(packed[row + column] &+ above)
      }
    }
    return plain
  }
}

/// Where the objects of an object stream stand among all bytes (7.5.7), by their numbers.
struct PlainHolder {
  private var starts: [(number: Int32, start: Int)] = []
  private let end: Int

  init(reading stream: Int, _ tape: inout PlainTape) throws(PlainTape.NotPlain) {
    guard let type = tape.value(stream, "Type".utf8), tape.text(type).elementsEqual("ObjStm".utf8),
      let count = tape.value(stream, "N".utf8).flatMap(tape.wholeNumber),
      let first = tape.value(stream, "First".utf8).flatMap(tape.wholeNumber)
    else { throw PlainTape.NotPlain() }
    let data = try tape.inflate(stream)
    end = data.upperBound
    guard first <= data.count, count <= first else { throw PlainTape.NotPlain() }
    var position = data.lowerBound
    var seen: Set<Int32> = []
    for _ in 0..<count {
      try tape.skip(&position)
      guard let number = tape.digits(&position) else { throw PlainTape.NotPlain() }
      try tape.skip(&position)
      guard let offset = tape.digits(&position), position <= data.lowerBound + first, offset < data.count - first,
        number < Int32.max, seen.insert(Int32(number)).inserted
      else { throw PlainTape.NotPlain() }
      starts.append((Int32(number), data.lowerBound + first + offset))
    }
  }

  func read(_ number: Int32, at index: Int, _ tape: inout PlainTape) throws(PlainTape.NotPlain) -> Int {
    guard starts.indices.contains(index), starts[index].number == number else { throw PlainTape.NotPlain() }
    var position = starts[index].start
    let node = try tape.take(at: &position)
    guard position <= end, tape.nodes[node].kind != .reference else { throw PlainTape.NotPlain() }
    return node
  }
}
