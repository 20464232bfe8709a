// SPDX-License-Identifier: GPL-3.0-or-later
import Signing

/// HTML in the making: what stands in a literal is markup, what is interpolated is text.
///
/// `page += "<td>\(file)</td>"` cannot let outside data become markup: interpolated text is escaped for elements and
/// for quoted attributes alike, and its hidden characters are written out.
struct Markup: ExpressibleByStringInterpolation, Sendable {
  private(set) var bytes: [UInt8]

  init() {
    bytes = []
  }

  init(stringLiteral value: String) {
    bytes = Array(value.utf8)
  }

  init(stringInterpolation: StringInterpolation) {
    bytes = stringInterpolation.bytes
  }

  static func += (page: inout Markup, piece: Markup) {
    page.bytes += piece.bytes
  }

  /// Room for so many bytes, so that a long page is not copied as it grows.
  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
    }

    mutating func appendLiteral(_ markup: String) {
      bytes += markup.utf8
    }

    mutating func appendInterpolation(_ markup: Markup) {
      bytes += markup.bytes
    }

    mutating func appendInterpolation(_ number: Int) {
      bytes += String(number).utf8
    }

    mutating func appendInterpolation(_ text: String) {
      for byte in text.visible.utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes += "&amp;".utf8
        case UInt8(ascii: "<"): bytes += "&lt;".utf8
        case UInt8(ascii: ">"): bytes += "&gt;".utf8
        case UInt8(ascii: "\""): bytes += "&quot;".utf8
        case UInt8(ascii: "'"): bytes += "&#39;".utf8
        default: bytes.append(byte)
        }
      }
    }

    mutating func appendInterpolation(base64 data: [UInt8]) {
      bytes += Base64.encode(data).utf8
    }
  }
}
