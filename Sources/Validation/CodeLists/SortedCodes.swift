// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Spelling

/// A long list, HS or UN/LOCODE, looked up in its own bytes: a worker that starts has nothing to build from it.
///
/// One line a code, `code TAB text`, sorted by the bytes of the codes, which are digits and capital letters.
struct SortedCodes: Sendable {
  let header: CodeListHeader
  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int32]
  private let lengths: Set<Int>

  /// Throws for a line without its two columns, and for codes out of order or twice.
  init(_ bytes: [UInt8], file: String) throws(CodeListError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notText(file: file) }
    guard bytes.count < 1 << 28 else { throw .tooLong(file: file) }
    var starts: [Int32] = []
    var lengths: Set<Int> = []
    var line = 0
    var begin = 0
    var last: ArraySlice<UInt8> = []
    while begin < bytes.count {
      line += 1
      let end = bytes[begin...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      defer { begin = end + 1 }
      guard begin < end, bytes[begin] != UInt8(ascii: "#") else { continue }
      guard let tab = bytes[begin..<end].firstIndex(of: UInt8(ascii: "\t")), tab > begin else {
        throw .columns(file: file, line: line, expected: 2, found: 1)
      }
      let code = bytes[begin..<tab]
      guard code.allSatisfy(Self.isOfCode) else { throw .notACode(file: file, line: line) }
      if code == last { throw .repeated(file: file, line: line, code: String(decoding: code, as: UTF8.self)) }
      guard last.lexicographicallyPrecedes(code) else {
        throw .unsorted(file: file, line: line, code: String(decoding: code, as: UTF8.self))
      }
      last = code
      lengths.insert(code.count)
      starts.append(Int32(begin))
    }
    guard !starts.isEmpty else { throw .empty(file: file) }
    header = CodeListHeader(parsing: bytes)
    self.bytes = bytes
    self.starts = starts
    self.lengths = lengths
  }

  var count: Int { starts.count }

  /// Some code of the list has so many characters.
  func hasLength(_ length: Int) -> Bool { lengths.contains(length) }

  func contains(_ code: String) -> Bool {
    let place = firstPlace(notBefore: Array(code.utf8))
    return place < count && self.code(at: place).elementsEqual(code.utf8)
  }

  /// Some code of the list begins so.
  func containsPrefix(_ prefix: String) -> Bool {
    let place = firstPlace(notBefore: Array(prefix.utf8))
    return place < count && code(at: place).starts(with: prefix.utf8)
  }

  /// The nearest code, described, among those that share the first characters: so many, else so many.
  func suggestion(for code: String, sharing counts: [Int]) -> String? {
    for shared in counts {
      let prefix = Array(code.utf8.prefix(shared))
      var codes: [String] = []
      var place = firstPlace(notBefore: prefix)
      while place < count, self.code(at: place).starts(with: prefix) {
        let candidate = self.code(at: place)
        if candidate.count == code.utf8.count { codes.append(String(decoding: candidate, as: UTF8.self)) }
        place += 1
      }
      if let near = nearest(code, in: codes) { return described(near) }
    }
    return nil
  }

  /// `BEANR (Antwerpen)`.
  private func described(_ code: String) -> String {
    let start = Int(starts[firstPlace(notBefore: Array(code.utf8))])
    let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return "\(code) (\(Quotation.shortened(String(decoding: line.dropFirst(code.utf8.count + 1), as: UTF8.self))))"
  }

  private func code(at place: Int) -> ArraySlice<UInt8> {
    bytes[Int(starts[place])...].prefix { $0 != UInt8(ascii: "\t") }
  }

  private func firstPlace(notBefore sought: [UInt8]) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if code(at: middle).lexicographicallyPrecedes(sought) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func isOfCode(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }
}
