// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDF

/// The objects of a PDF whose cross-reference tables and streams are as ISO 32000-1 7.5 has them, read without libqpdf.
///
/// A file in which anything is odd is not plain: then nothing that was read here counts,
/// and libqpdf reads it, which knows what to make of it. So there is one opinion of what stands in a file.
final class PlainPDF: PDFObjects {
  struct Object {
    var node: Int
    var id: ObjectID?
  }

  let file: String
  private(set) var catalog = Object(node: 0)
  /// False once something was met that is not plain.
  private(set) var isPlain = true
  private var tape: PlainTape
  private var table: PlainTable
  private var pages: [Object] = []
  private var holders: [Int32: PlainHolder] = [:]

  /// nil where the file is not plain as far as its tables and pages tell, or has more pages than that.
  init?(_ bytes: [UInt8], file: String, mostPages: Int) {
    self.file = file
    do throws(PlainTape.NotPlain) {
      tape = try PlainTape(bytes)
      table = try PlainTable(reading: &tape)
    } catch { return nil }
    catalog = found(table.root)
    guard catalog.id != nil, kind(catalog) == ot_dictionary, let tree = entry(catalog, "/Pages") else { return nil }
    var seen: Set<ObjectID> = []
    addPages(of: tree, level: 0, most: mostPages, &seen)
    guard isPlain, !pages.isEmpty else { return nil }
  }

  /// Enters the pages of a part of their tree (7.7.3), each of which must say what it is, and be there once.
  private func addPages(of part: Object, level: Int, most: Int, _ seen: inout Set<ObjectID>) {
    guard isPlain else { return }
    guard level < PlainTape.mostLevels, pages.count < most, kind(part) == ot_dictionary, let id = part.id,
      seen.insert(id).inserted
    else { return isPlain = false }
    let kids = entry(part, "/Kids")
    if isDictionary(part, ofType: "Page"), kids == nil { return pages.append(part) }
    guard isDictionary(part, ofType: "Pages"), let kids, kind(kids) == ot_array else { return isPlain = false }
    items(of: kids) { _, kid in addPages(of: kid, level: level + 1, most: most, &seen) }
  }

  func pageCount() -> Int { pages.count }
  func page(_ index: Int) -> Object { pages[index] }

  // MARK: objects

  /// What stands at a node, or where it leads.
  private func found(_ node: Int) -> Object {
    guard tape.nodes[node].kind == .reference else { return Object(node: node) }
    let id = ObjectID(number: tape.nodes[node].start, generation: tape.nodes[node].end)
    guard let place = table.place(id.number) else { return Object(node: 0, id: id) }
    guard place.node == 0 else {
      if place.generation != id.generation { isPlain = false }
      return Object(node: place.node, id: id)
    }
    do throws(PlainTape.NotPlain) {
      guard place.generation == id.generation else { throw PlainTape.NotPlain() }
      let node = try read(id, place)
      table.enter(id.number, node: node)
      return Object(node: node, id: id)
    } catch {
      isPlain = false
      return Object(node: 0, id: id)
    }
  }

  private func read(_ id: ObjectID, _ place: PlainTable.Place) throws(PlainTape.NotPlain) -> Int {
    guard place.holder > 0 else { return try read(id, at: Int(place.offset)) }
    if holders[place.holder] == nil {
      guard let holder = table.place(place.holder), holder.holder == 0, holder.generation == 0 else {
        throw PlainTape.NotPlain()
      }
      let stream = try read(ObjectID(number: place.holder, generation: 0), at: Int(holder.offset))
      holders[place.holder] = try PlainHolder(reading: stream, &tape)
    }
    guard let holder = holders[place.holder] else { throw PlainTape.NotPlain() }
    return try holder.read(id.number, at: Int(place.offset) - 1, &tape)
  }

  /// An object with its frame: `7 0 obj … endobj` (7.3.10); of a stream only the dictionary.
  private func read(_ id: ObjectID, at offset: Int) throws(PlainTape.NotPlain) -> Int {
    var position = offset
    guard tape.digits(&position).map({ Int32($0) }) == id.number else { throw PlainTape.NotPlain() }
    try tape.skip(&position)
    guard tape.digits(&position).map({ Int32($0) }) == id.generation else { throw PlainTape.NotPlain() }
    try tape.skip(&position)
    guard tape.pass("obj", &position) else { throw PlainTape.NotPlain() }
    let node = try tape.take(at: &position)
    try tape.skip(&position)
    if tape.pass("stream", &position) {
      try tape.makeStream(node, at: position)
    } else if !tape.pass("endobj", &position) || tape.nodes[node].kind == .reference {
      throw PlainTape.NotPlain()
    }
    return node
  }

  func release(_ object: Object) {}

  func kind(_ object: Object) -> qpdf_object_type_e {
    switch tape.nodes[object.node].kind {
    case .null, .reference: ot_null
    case .boolean: ot_boolean
    case .integer: ot_integer
    case .real: ot_real
    case .string, .hexadecimal: ot_string
    case .name: ot_name
    case .array: ot_array
    case .dictionary: ot_dictionary
    case .stream: ot_stream
    }
  }

  func reference(_ object: Object) -> ObjectID? { object.id }

  func value(_ object: Object, _ key: String) -> Object? { valued(object, key.utf8) }
  func entry(_ dictionary: Object, _ key: String) -> Object? { valued(dictionary, key.utf8.dropFirst()) }
  func value(_ dictionary: Object, key: [UInt8]) -> Object { valued(dictionary, key) ?? Object(node: 0) }

  private func valued(_ holder: Object, _ key: some Collection<UInt8>) -> Object? {
    switch tape.nodes[holder.node].kind {
    case .dictionary, .stream: break
    default: return nil
    }
    guard let node = tape.value(holder.node, key) else { return nil }
    let value = found(node)
    return tape.nodes[value.node].kind == .null ? nil : value
  }

  func keys(_ dictionary: Object) -> [[UInt8]] {
    var keys: [[UInt8]] = []
    let end = Int(tape.nodes[dictionary.node].next)
    var node = dictionary.node + 1
    while node < end {
      keys.append(Array(tape.text(node)))
      node = Int(tape.nodes[node + 1].next)
    }
    return keys
  }

  func isDictionary(_ object: Object, ofType type: String) -> Bool {
    kind(object) == ot_dictionary && entry(object, "/Type").flatMap { name($0) } == Array(type.utf8)
  }

  func itemCount(_ array: Object) -> Int {
    var count = 0
    items(of: array) { _, _ in count += 1 }
    return count
  }

  func eachItem(_ array: Object, _ take: (Int, Object) throws(PDFError) -> Void) throws(PDFError) {
    try items(of: array, take)
  }

  private func items<Failure: Error>(
    of array: Object, _ take: (Int, Object) throws(Failure) -> Void
  ) throws(Failure) {
    let end = Int(tape.nodes[array.node].next)
    var (node, index) = (array.node + 1, 0)
    while node < end {
      try take(index, found(node))
      node = Int(tape.nodes[node].next)
      index += 1
    }
  }

  // MARK: values

  func name(_ object: Object) -> [UInt8]? {
    tape.nodes[object.node].kind == .name ? Array(tape.text(object.node)) : nil
  }

  func text(_ object: Object) -> String? {
    guard kind(object) == ot_string else { return nil }
    do throws(PlainTape.NotPlain) { return try tape.decoded(object.node) } catch {
      isPlain = false
      return nil
    }
  }

  func text(ofStream stream: Object, limit: Int) -> String? {
    isPlain = false
    return nil
  }

  func number(_ object: Object) -> Double? {
    switch tape.nodes[object.node].kind {
    case .integer, .real: Double(String(decoding: tape.text(object.node), as: UTF8.self))
    default: nil
    }
  }
}
