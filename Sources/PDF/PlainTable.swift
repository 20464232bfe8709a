// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the objects of a plain file stand: its cross-reference tables, the newest first (ISO 32000-1 7.5.4, 7.5.6).
struct PlainTable {
  struct Place {
    /// 0 for a free object, less for one that no table names.
    var offset: Int32 = -1
    var generation: Int32 = 0
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
      guard start > 0, start < tape.bytes.count else { throw PlainTape.NotPlain() }
      var position = start
      try entries(&position, &tape)
      try tape.spend(position - start)
      let trailer = try tape.take(at: &position)
      guard tape.nodes[trailer].kind == .dictionary, tape.value(trailer, "Encrypt".utf8) == nil,
        tape.value(trailer, "XRefStm".utf8) == nil
      else { throw PlainTape.NotPlain() }
      if isFirst {
        guard let root = tape.value(trailer, "Root".utf8) else { throw PlainTape.NotPlain() }
        self.root = root
        isFirst = false
      }
      section = nil
      if let earlier = tape.value(trailer, "Prev".utf8) {
        var position = Int(tape.nodes[earlier].start)
        guard tape.nodes[earlier].kind == .integer, let start = tape.digits(&position) else {
          throw PlainTape.NotPlain()
        }
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
    guard tape.pass("xref", &position) else { throw PlainTape.NotPlain() }
    while true {
      try tape.skip(&position)
      if tape.pass("trailer", &position) { return }
      guard let first = tape.digits(&position) else { throw PlainTape.NotPlain() }
      try tape.skip(&position)
      guard let count = tape.digits(&position) else { throw PlainTape.NotPlain() }
      try tape.skip(&position)
      // A table that says more than the file can hold is none; nor are numbers far beyond what there is.
      guard count <= (tape.bytes.count - position) / 20, first + count <= tape.bytes.count / 16 else {
        throw PlainTape.NotPlain()
      }
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
    while places.count <= number { places.append(Place()) }
    guard places[number].offset < 0 else { return }
    places[number].offset = kind == UInt8(ascii: "n") ? Int32(offset) : 0
    places[number].generation = Int32(generation)
  }
}
