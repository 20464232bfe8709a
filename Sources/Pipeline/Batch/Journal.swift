// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Signing

/// One line of `events.jsonl`: what one ledger entry hashes, and what the state's index keeps of it.
///
/// The journal is private to the chamber. With it and the store the state can be rebuilt, and single entries of the
/// ledger can be opened to an auditor.
struct JournalLine {
  /// The ledger entry's index.
  var seq: Int
  /// The document's place in the batch's list of inputs.
  var input: Int?
  /// Canonical JSON that the entry's digest stands for; for bytes kept in the store, where they are.
  var event: [UInt8]
  /// Digest of the normalised form, from which duplicates are told.
  var form: Digest?
  /// Keys of consignor and invoice.
  var invoices: [Digest] = []
  /// The form's agreement, where there was no rule book for it.
  var missingBook: String?
  var copies: Int?
  var sheets: Int?

  /// The line with its LF; members in the order of RFC 8785.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(event.count + 300)
    bytes.append(UInt8(ascii: "{"))
    func integer(_ key: StaticString, _ value: Int?) {
      guard let value else { return }
      bytes.append(contentsOf: "\"\(key)\":\(value),".utf8)
    }
    integer("copies", copies)
    bytes.append(contentsOf: "\"event\":".utf8)
    bytes.append(contentsOf: event)
    bytes.append(UInt8(ascii: ","))
    if let form { bytes.append(contentsOf: "\"form\":\"\(form.hex)\",".utf8) }
    integer("input", input)
    if !invoices.isEmpty {
      bytes.append(contentsOf: "\"invoices\":[".utf8)
      for (index, key) in invoices.enumerated() {
        bytes.append(contentsOf: "\(index > 0 ? "," : "")\"\(key.hex)\"".utf8)
      }
      bytes.append(contentsOf: "],".utf8)
    }
    if let missingBook {
      bytes.append(contentsOf: "\"missingBook\":".utf8)
      bytes.append(contentsOf: JSONValue.string(missingBook).canonicalBytes)
      bytes.append(UInt8(ascii: ","))
    }
    bytes.append(contentsOf: "\"seq\":\(seq)".utf8)
    if let sheets { bytes.append(contentsOf: ",\"sheets\":\(sheets)".utf8) }
    bytes.append(contentsOf: "}\n".utf8)
    return bytes
  }

  init(
    seq: Int, input: Int? = nil, event: [UInt8], form: Digest? = nil, invoices: [Digest] = [],
    missingBook: String? = nil, copies: Int? = nil, sheets: Int? = nil
  ) {
    self.seq = seq
    self.input = input
    self.event = event
    self.form = form
    self.invoices = invoices
    self.missingBook = missingBook
    self.copies = copies
    self.sheets = sheets
  }

  /// Reads a line of our own; nil for anything else.
  init?(parsing line: [UInt8]) {
    // A line holds at most one form, which was read under the limit of an application.
    guard let json = try? JSONValue(parsing: line, limits: JSONLimits(bytes: 1 << 29)), let object = json.object,
      let seq = object["seq"]?.integer, let event = object["event"]
    else { return nil }
    self.init(
      seq: seq, input: object["input"]?.integer, event: event.canonicalBytes,
      form: object["form"]?.string.flatMap(Digest.init(hex:)),
      invoices: object["invoices"]?.array?.compactMap { $0.string.flatMap(Digest.init(hex:)) } ?? [],
      missingBook: object["missingBook"]?.string, copies: object["copies"]?.integer, sheets: object["sheets"]?.integer)
  }
}

extension JournalLine {
  /// The ledger index alone of a line of our own, read from its end, where `seq` stands behind all but `sheets`; nil for
  /// anything else. A purge asks this of every line of all years.
  static func seq(of line: [UInt8]) -> Int? {
    guard line.last == UInt8(ascii: "}") else { return nil }
    var end = line.count - 1
    func number(behind key: StaticString) -> Int? {
      var start = end
      while start > 0, (48...57).contains(line[start - 1]) { start -= 1 }
      let from = start - key.utf8CodeUnitCount
      guard from >= 0, (1...18).contains(end - start), line[from..<start].elementsEqual("\(key)".utf8) else {
        return nil
      }
      defer { end = from }
      return line[start..<end].reduce(0) { $0 * 10 + Int($1 - 48) }
    }
    _ = number(behind: ",\"sheets\":")
    return number(behind: ",\"seq\":")
  }
}

/// Reads the lines of a file in chunks: memory as large as the longest line.
struct LineReader: ~Copyable {
  private let file: FileReader
  private var buffer: [UInt8] = []
  private var start = 0
  /// Offset in the file of the byte after `buffer`.
  private var offset = 0
  /// Offset in the file of the line that comes next.
  var position: Int { offset - (buffer.count - start) }

  init(_ path: String) throws(FileError) {
    file = try FileReader(path)
  }

  /// The next line without its LF; nil at the end. A last line without LF is torn and not given.
  mutating func next() throws(FileError) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 10) {
        defer { start = end + 1 }
        return Array(buffer[start..<end])
      }
      searched = buffer.count - start
      buffer.removeFirst(start)
      start = 0
      let more = try file.read(at: offset, upTo: 1 << 20)
      guard !more.isEmpty else { return nil }
      offset += more.count
      buffer += more
    }
  }
}
