// SPDX-License-Identifier: GPL-3.0-or-later

/// Why bytes are not a JSON document that this parser takes, and where. It never quotes the document.
public struct JSONError: Error, Equatable, CustomStringConvertible {
  public enum Reason: Equatable, Sendable {
    case empty
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    case tooManyValues(limit: Int)
    case byteOrderMark
    case nul
    /// A control character below U+0020 that stands unescaped in a string.
    case controlCharacter(UInt8)
    case invalidUTF8
    case loneSurrogate
    case invalidEscape
    case invalidNumber
    /// A number beyond IEEE 754 double precision (`1e400`), which RFC 8785 cannot write.
    case numberOutOfRange
    case duplicateKey
    case unexpectedByte(UInt8, expected: String)
    /// The document ends inside a value.
    case truncated(expected: String)
    /// Bytes after the document's one value.
    case trailingBytes
  }

  public let reason: Reason
  /// Bytes before the fault.
  public let offset: Int
  /// From 1; lines end with LF.
  public let line: Int
  /// From 1, in bytes.
  public let column: Int

  /// Works out line and column of `offset` in `bytes`.
  init(_ reason: Reason, at offset: Int, in bytes: [UInt8]) {
    self.reason = reason
    self.offset = offset
    var line = 1
    var start = 0
    for index in 0..<min(offset, bytes.count) where bytes[index] == 0x0A {
      line += 1
      start = index + 1
    }
    self.line = line
    self.column = offset - start + 1
  }

  public var description: String { "line \(line), column \(column): \(reason.description)" }
}

extension JSONError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "no JSON document: it is empty"
    case .tooLong(let limit): "longer than \(limit) bytes"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .tooManyValues(let limit): "more than \(limit) values"
    case .byteOrderMark: "a byte order mark stands before the document; save it as UTF-8 without one"
    case .nul: "a NUL byte"
    case .controlCharacter(let byte): "control character U+\(Self.hex(byte, digits: 4)) stands unescaped in a string"
    case .invalidUTF8: "not valid UTF-8"
    case .loneSurrogate: "an escape of half a surrogate pair"
    case .invalidEscape: "an escape that JSON does not have"
    case .invalidNumber: "a number that JSON does not have (leading zero, missing digit)"
    case .numberOutOfRange: "a number beyond double precision"
    case .duplicateKey: "a key that its object has already"
    case .unexpectedByte(let byte, let expected): "expected \(expected), found \(Self.name(byte))"
    case .truncated(let expected): "the document ends where \(expected) was expected"
    case .trailingBytes: "bytes after the end of the document"
    }
  }

  private static func name(_ byte: UInt8) -> String {
    // One byte of a value says nothing of it; still only ASCII punctuation and letters are shown.
    (0x21...0x7E).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x\(hex(byte, digits: 2))"
  }

  private static func hex(_ byte: UInt8, digits: Int) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }
}
