// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import CanonicalJSON

@Suite("JSON documents")
struct DocumentTests {
  @Test("Each document has the canonical form or the refusal of the vectors", arguments: try DocumentCase.all())
  func vectors(_ example: DocumentCase) throws {
    switch Result(catching: { () throws(JSONError) in try JSONValue(parsing: example.document) }) {
    case .success(let value):
      let canonical = value.canonicalBytes
      let expected = DocumentCase.bytes(of: example.expected.dropFirst("canonical:".count))
      #expect(example.expected.hasPrefix("canonical:"))
      #expect(String(decoding: canonical, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
      #expect(canonical == expected)
      #expect(try JSONValue(parsing: canonical) == value)
      #expect(try JSONValue(parsing: canonical).canonicalBytes == canonical)
    case .failure(let error):
      let reason = "\(Mirror(reflecting: error.reason).children.first?.label ?? String(describing: error.reason))"
      let name = reason.contains(" ") ? caseName(error.reason) : reason
      #expect("\(name) \(error.line):\(error.column)" == example.expected)
      #expect(error.offset <= example.document.count)
    }
  }

  /// The name of a case without values, which `Mirror` does not tell.
  private func caseName(_ reason: JSONError.Reason) -> String {
    switch reason {
    case .empty: "empty"
    case .byteOrderMark: "byteOrderMark"
    case .nul: "nul"
    case .invalidUTF8: "invalidUTF8"
    case .loneSurrogate: "loneSurrogate"
    case .invalidEscape: "invalidEscape"
    case .invalidNumber: "invalidNumber"
    case .numberOutOfRange: "numberOutOfRange"
    case .duplicateKey: "duplicateKey"
    case .trailingBytes: "trailingBytes"
    default: "unknown"
    }
  }

  @Test("A key of another object or depth is no duplicate, a hundred and first key that stands already is")
  func manyKeys() throws {
    let keys = (0..<100).map { "\"k\($0)\":0" }.joined(separator: ",")
    #expect(try JSONValue(parsing: Array("{\(keys)}".utf8)).object?.count == 100)
    for index in [0, 23, 24, 99] {
      let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array("{\(keys),\"k\(index)\":1}".utf8)) }
      #expect(error?.reason == .duplicateKey)
    }
  }

  @Test("Limits of bytes, depth and values hold exactly")
  func limits() throws {
    var limits = JSONLimits(depth: 2, bytes: 11, values: 4)
    #expect(throws: Never.self) { try JSONValue(parsing: Array("[[1,2]]    ".utf8), limits: limits) }
    #expect(reason("[[1,2]]     ", limits) == .tooLong(limit: 11))
    #expect(reason("[[[]]]", limits) == .tooDeep(limit: 2))
    #expect(reason("[1,2,3,4]", limits) == .tooManyValues(limit: 4))
    limits.depth = 1_000_000
    limits.bytes = 1 << 20
    let deep = String(repeating: "[", count: 513) + String(repeating: "]", count: 513)
    #expect(reason(deep, limits) == .tooManyValues(limit: 4))
    limits.values = 1 << 20
    #expect(reason(deep, limits) == .tooDeep(limit: 512))
    #expect(reason(String(deep.dropFirst().dropLast()), limits) == nil)
  }

  @Test("A hundred thousand keys, and a number of a million digits, are read in a walk")
  func longDocuments() throws {
    let keys = (0..<100_000).map { "\"\($0)\":\($0)" }.joined(separator: ",")
    #expect(try JSONValue(parsing: Array("{\(keys)}".utf8)).object?.count == 100_000)
    let small = "0." + String(repeating: "0", count: 1_000_000) + "1"
    #expect(try JSONValue(parsing: Array(small.utf8)).canonicalBytes == Array("0".utf8))
    #expect(reason(String(repeating: "9", count: 1_000_000), .standard) == .numberOutOfRange)
  }

  @Test("Messages tell place and reason and never quote a key or a value")
  func messages() {
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: Array("{\"consignor\":1,\n \"consignor\":\"Acme\"}".utf8))
    }
    #expect(error?.description == "line 2, column 2: a key that its object has already")
    #expect(error?.offset == 17)
  }

  private func reason(_ text: String, _ limits: JSONLimits) -> JSONError.Reason? {
    do {
      _ = try JSONValue(parsing: Array(text.utf8), limits: limits)
      return nil
    } catch {
      return error.reason
    }
  }
}
