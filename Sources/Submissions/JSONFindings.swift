// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON

extension FindingList {
  /// One finding that tells why `bytes` are no JSON, where, and what to do; `skipped` bytes stood before them.
  mutating func addJSON(_ error: JSONError, in bytes: [UInt8], skipped: Int) {
    let column = error.line == 1 ? error.column + skipped : error.column
    let place = "Line \(error.line), column \(column) (byte \(error.offset + skipped))"
    let (rule, way) = Self.ruleAndWay(error.reason)
    if error.reason == .duplicateKey {
      add(
        rule,
        "\(place): the key \(quoted(Self.key(at: error.offset, in: bytes))) stands twice in one object: leave one of them."
      )
    } else {
      add(rule, "\(place): \(error.reason.description). \(way)")
    }
  }

  private static func ruleAndWay(_ reason: JSONError.Reason) -> (rule: String, way: String) {
    switch reason {
    case .empty: ("json.empty", "Send the application again.")
    case .tooLong: ("json.too-long", "Send each application as a file of its own.")
    case .tooDeep: ("json.too-deep", "An application nests five levels.")
    case .tooManyValues: ("json.too-many-values", "Split the consignment into several applications.")
    case .byteOrderMark: ("json.byte-order-mark", "Leave one mark at most.")
    case .nul: ("json.nul", "Save the file as UTF-8 text.")
    case .controlCharacter: ("json.control-character", "Write it as an escape, or leave it out.")
    case .invalidUTF8: ("json.utf-8", "Save the file as UTF-8.")
    case .loneSurrogate: ("json.surrogate", "Write the character itself instead of escapes.")
    case .invalidEscape: ("json.escape", #"A backslash is written \\."#)
    case .invalidNumber, .numberOutOfRange:
      ("json.number", #"Weights and amounts are text in double quotes, such as "3240.5"."#)
    case .duplicateKey: ("json.duplicate-key", "Leave one of them.")
    case .unexpectedByte: ("json.syntax", "Check commas, quotes and brackets around that place.")
    case .truncated: ("json.truncated", "The file seems to be cut off: send it again whole.")
    case .trailingBytes: ("json.trailing", "Send one application a file.")
    }
  }

  /// The key that opens at `offset`, as written.
  private static func key(at offset: Int, in bytes: [UInt8]) -> String {
    var end = offset + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return String(decoding: bytes[min(offset + 1, bytes.count)..<min(end, bytes.count)].prefix(200), as: UTF8.self)
  }
}
