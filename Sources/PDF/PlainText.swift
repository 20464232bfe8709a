// SPDX-License-Identifier: GPL-3.0-or-later

extension PlainTape {
  /// The bytes of a string (ISO 32000-1 7.3.4).
  func string(_ node: Int) throws(NotPlain) -> [UInt8] {
    let written = text(node)
    if nodes[node].kind == .hexadecimal {
      var string: [UInt8] = []
      string.reserveCapacity(written.count / 2)
      var index = written.startIndex
      while index + 1 < written.endIndex {
        guard let high = hexadecimalDigit(written[index]), let low = hexadecimalDigit(written[index + 1]) else {
          throw NotPlain()
        }
        string.append(high << 4 | low)
        index += 2
      }
      return string
    }
    guard written.contains(UInt8(ascii: "\\")) else { return Array(written) }
    return try unescaped(written)
  }

  private func unescaped(_ written: ArraySlice<UInt8>) throws(NotPlain) -> [UInt8] {
    var string: [UInt8] = []
    string.reserveCapacity(written.count)
    var index = written.startIndex
    while index < written.endIndex {
      let byte = written[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        string.append(byte)
        continue
      }
      guard index < written.endIndex else { throw NotPlain() }
      let escaped = written[index]
      index += 1
      switch escaped {
      case UInt8(ascii: "n"): string.append(0x0A)
      case UInt8(ascii: "r"): string.append(0x0D)
      case UInt8(ascii: "t"): string.append(0x09)
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"): string.append(escaped)
      case 0x30...0x37:
        var code = Int(escaped - 0x30)
        var figures = 1
        while figures < 3, index < written.endIndex, (0x30...0x37).contains(written[index]) {
          code = code * 8 + Int(written[index] - 0x30)
          (figures, index) = (figures + 1, index + 1)
        }
        guard let byte = UInt8(exactly: code) else { throw NotPlain() }
        string.append(byte)
      default: throw NotPlain()
      }
    }
    return string
  }

  /// A text string (7.9.2.2): UTF-16 or UTF-8 behind their marks, else PDFDocEncoding, of which only what is as in
  /// Latin-1 is plain.
  func decoded(_ node: Int) throws(NotPlain) -> String {
    let string = try string(node)
    if string.starts(with: [0xFE, 0xFF]) {
      guard string.count.isMultiple(of: 2) else { throw NotPlain() }
      let units = stride(from: 2, to: string.count, by: 2).map { UInt16(string[$0]) << 8 | UInt16(string[$0 + 1]) }
      guard let text = String(validating: units, as: UTF16.self) else { throw NotPlain() }
      return text
    }
    if string.starts(with: [0xFF, 0xFE]) { throw NotPlain() }
    if string.starts(with: [0xEF, 0xBB, 0xBF]) {
      guard let text = String(validating: string.dropFirst(3), as: UTF8.self) else { throw NotPlain() }
      return text
    }
    if string.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
      return String(decoding: string, as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for byte in string {
      switch byte {
      case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0xA1..<0xAD, 0xAE...0xFF: text.append(Unicode.Scalar(byte))
      default: throw NotPlain()
      }
    }
    return String(text)
  }
}
