// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the objects of a plain file stand: its cross-reference tables, the newest first (ISO 32000-1 7.5.4, 7.5.6).
struct PlainTable {
  struct Place {
    /// 0 for a free object, less for one that no table names; of one in an object stream its index there, and 1.
    var offset: Int32 = -1
    var generation: Int32 = 0
    /// The object stream in which it lies; 0 for none.
    var holder: Int32 = 0
    /// On the tape, once it has been read; 0 before.
    var node = 0
  }

  private(set) var places: [Place] = []
  /// The node of the reference to the catalog.
  private(set) var root = 0

  init(reading tape: inout PlainTape) throws(PlainTape.NotPlain) {
    guard tape.bytes.starts(with: "%PDF-".utf8) else { throw PlainTape.NotPlain() }
    var section: Int? = try Self.newest(tape)
    var isFirst = true
    while let start = section {
      guard start > 0, start < tape.fileSize else { throw PlainTape.NotPlain() }
      var position = start
      let trailer: Int
      if tape.pass("xref", &position) {
        try entries(&position, &tape)
        try tape.spend(position - start)
        trailer = try tape.take(at: &position)
      } else {
        trailer = try stream(&position, &tape)
      }
      guard [.dictionary, .stream].contains(tape.nodes[trailer].kind), tape.value(trailer, "Encrypt".utf8) == nil,
        tape.value(trailer, "XRefStm".utf8) == nil
      else { throw PlainTape.NotPlain() }
      if isFirst {
        guard let root = tape.value(trailer, "Root".utf8) else { throw PlainTape.NotPlain() }
        self.root = root
        isFirst = false
      }
      section = nil
      if let earlier = tape.value(trailer, "Prev".utf8) {
        guard let start = tape.wholeNumber(earlier) else { throw PlainTape.NotPlain() }
        section = start
      }
    }
    guard let first = places.first, first.offset <= 0 else { throw PlainTape.NotPlain() }
  }

  /// nil for an object that is free or that no table has.
  func place(_ number: Int32) -> Place? {
    guard number < places.count, places[Int(number)].offset > 0 else { return nil }
    return places[Int(number)]
  }

  mutating func enter(_ number: Int32, node: Int) { places[Int(number)].node = node }

  /// The offset of the newest table, by a file's last lines.
  private static func newest(_ tape: PlainTape) throws(PlainTape.NotPlain) -> Int {
    var end = tape.bytes.count
    func passBack(_ isPassed: (UInt8) -> Bool) -> Range<Int> {
      let stop = end
      while end > 0, stop - end < 12, isPassed(tape.bytes[end - 1]) { end -= 1 }
      return end..<stop
    }
    func passBack(_ word: String) throws(PlainTape.NotPlain) {
      guard tape.bytes[..<end].suffix(word.utf8.count).elementsEqual(word.utf8) else { throw PlainTape.NotPlain() }
      end -= word.utf8.count
    }
    let isLineEnd = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
    _ = passBack(isLineEnd)
    try passBack("%%EOF")
    guard !passBack(isLineEnd).isEmpty else { throw PlainTape.NotPlain() }
    var start = passBack { $0 &- 0x30 < 10 }.lowerBound
    guard let offset = tape.digits(&start), !passBack(isLineEnd).isEmpty else { throw PlainTape.NotPlain() }
    try passBack("startxref")
    return offset
  }

  /// Enters the subsections of one table and stops behind the word `trailer`.
  private mutating func entries(_ position: inout Int, _ tape: inout PlainTape) throws(PlainTape.NotPlain) {
    while true {
      try tape.skip(&position)
      if tape.pass("trailer", &position) { return }
      guard let first = tape.digits(&position) else { throw PlainTape.NotPlain() }
      try tape.skip(&position)
      guard let count = tape.digits(&position) else { throw PlainTape.NotPlain() }
      try tape.skip(&position)
      // A table that says more than the file can hold is none.
      guard count <= (tape.fileSize - position) / 20 else { throw PlainTape.NotPlain() }
      for number in first..<first + count { try entry(number, &position, tape) }
    }
  }

  /// Twenty bytes: offset, generation, `n` or `f`, line end.
  private mutating func entry(
    _ number: Int, _ position: inout Int, _ tape: PlainTape
  ) throws(PlainTape.NotPlain) {
    let start = position
    guard let offset = tape.digits(&position), position == start + 10, tape.bytes[position] == 0x20 else {
      throw PlainTape.NotPlain()
    }
    position += 1
    guard let generation = tape.digits(&position), position == start + 16, tape.bytes[position] == 0x20 else {
      throw PlainTape.NotPlain()
    }
    let kind = tape.bytes[start + 17]
    let end = (tape.bytes[start + 18], tape.bytes[start + 19])
    guard kind == UInt8(ascii: "n") || kind == UInt8(ascii: "f"),
      end == (0x20, 0x0A) || end == (0x20, 0x0D) || end == (0x0D, 0x0A), kind == UInt8(ascii: "f") || offset > 0,
      kind == UInt8(ascii: "f") || offset < tape.bytes.count, generation < 65_536
    else { throw PlainTape.NotPlain() }
    position = start + 20
    let place = Place(offset: kind == UInt8(ascii: "n") ? Int32(offset) : 0, generation: Int32(generation))
    try enter(number, place, tape)
  }

  /// The newest table that names an object says where it is. Numbers far beyond what there is are not plain.
  private mutating func enter(_ number: Int, _ place: Place, _ tape: PlainTape) throws(PlainTape.NotPlain) {
    guard number < max(65_536, tape.fileSize / 16) else { throw PlainTape.NotPlain() }
    while places.count <= number { places.append(Place()) }
    if places[number].offset < 0 { places[number] = place }
  }

  /// Enters a cross-reference stream (7.5.8) and gives its dictionary, which is the trailer too.
  private mutating func stream(_ position: inout Int, _ tape: inout PlainTape) throws(PlainTape.NotPlain) -> Int {
    guard tape.digits(&position) != nil else { throw PlainTape.NotPlain() }
    try tape.skip(&position)
    guard tape.digits(&position) != nil else { throw PlainTape.NotPlain() }
    try tape.skip(&position)
    guard tape.pass("obj", &position) else { throw PlainTape.NotPlain() }
    let node = try tape.take(at: &position)
    try tape.skip(&position)
    guard tape.pass("stream", &position) else { throw PlainTape.NotPlain() }
    try tape.makeStream(node, at: position)
    guard let type = tape.value(node, "Type".utf8), tape.text(type).elementsEqual("XRef".utf8),
      let size = tape.value(node, "Size".utf8).flatMap(tape.wholeNumber),
      let widths = tape.value(node, "W".utf8).flatMap(tape.wholeNumbers), widths.count == 3, widths[1] > 0,
      widths.allSatisfy({ $0 <= 4 })
    else { throw PlainTape.NotPlain() }
    let index = tape.value(node, "Index".utf8)
    guard let sections = index.map(tape.wholeNumbers) ?? [0, size], sections.count.isMultiple(of: 2) else {
      throw PlainTape.NotPlain()
    }
    let data = try tape.inflate(node)
    var offset = data.lowerBound
    for section in stride(from: 0, to: sections.count, by: 2) {
      let (first, count) = (sections[section], sections[section + 1])
      guard count <= (data.upperBound - offset) / widths.reduce(0, +) else { throw PlainTape.NotPlain() }
      for number in first..<first + count {
        func field(_ index: Int) -> Int {
          var value = 0
          for _ in 0..<widths[index] { (value, offset) = (value << 8 | Int(tape.bytes[offset]), offset + 1) }
          return value
        }
        let (kind, second, third) = (widths[0] == 0 ? 1 : field(0), field(1), field(2))
        switch kind {
        case 0: try enter(number, Place(offset: 0), tape)
        case 1 where second > 0 && second < tape.fileSize && third < 65_536:
          try enter(number, Place(offset: Int32(second), generation: Int32(third)), tape)
        case 2 where second > 0 && second < Int32.max && third < 65_536:
          try enter(number, Place(offset: Int32(third + 1), holder: Int32(second)), tape)
        default: throw PlainTape.NotPlain()
        }
      }
    }
    return node
  }
}
