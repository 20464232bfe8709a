// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The lines of a vector file, without comments.
func vectorLines(_ name: String, from source: String = #filePath) throws -> [String] {
  let folder = URL(filePath: source).deletingLastPathComponent().deletingLastPathComponent()
  let text = try String(contentsOf: folder.appending(path: "Vectors/json/\(name)"), encoding: .utf8)
  return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).filter { !$0.hasPrefix("#") }
}

/// One block of `documents.txt`.
struct DocumentCase: CustomTestStringConvertible, Sendable {
  /// `canonical: …`, or `reason line:column`.
  let expected: String
  let document: [UInt8]

  var testDescription: String { expected }

  static func all() throws -> [DocumentCase] {
    var cases: [DocumentCase] = []
    var expected = ""
    for line in try vectorLines("documents.txt") where !line.isEmpty {
      if line.hasPrefix("document:") {
        cases.append(DocumentCase(expected: expected, document: bytes(of: line.dropFirst("document:".count))))
      } else {
        expected = line
      }
    }
    return cases
  }

  /// `<HH>` is a byte, `<HH*N>` N of them; the first blank only parts it from its label.
  static func bytes(of text: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8).dropFirst(text.hasPrefix(" ") ? 1 : 0)
    while let byte = rest.popFirst() {
      let end = rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.startIndex
      let parts = String(decoding: rest[rest.startIndex..<end], as: UTF8.self).split(separator: "*")
      if byte == UInt8(ascii: "<"), let first = parts.first, first.count == 2, let value = UInt8(first, radix: 16) {
        bytes += Array(repeating: value, count: parts.count == 2 ? Int(parts[1]) ?? 0 : 1)
        rest = rest[(end + 1)...]
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
