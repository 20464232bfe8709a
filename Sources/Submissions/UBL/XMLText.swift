// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of an XML document in UTF-8, from the encodings in which UBL documents come, or why there is none.
///
/// UTF-16 is known by its mark, ISO-8859-1 and Windows-1252 by the declaration (XML 1.0 4.3.3); all else is UTF-8.
/// Nothing is guessed: a declaration that the bytes contradict is refused. Lines stay where they are.
enum XMLText {
  case text([UInt8])
  case fault(rule: String, message: String)

  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      self = Self.utf16(bytes)
    } else {
      let declared = Self.declared(bytes)?.uppercased()
      switch declared {
      case "ISO-8859-1", "ISO8859-1", "LATIN1", "LATIN-1", "WINDOWS-1252", "CP1252":
        self = Self.western(bytes, isWindows: declared?.hasSuffix("1252") == true)
      default: self = Self.utf8(bytes)
      }
    }
    if case .text(let text) = self, let nul = text.firstIndex(of: 0) {
      self = .fault(
        rule: "file.nul",
        message: "\(position(of: nul, in: text)): a NUL byte; text has none. Save the file as UTF-8 text.")
    }
  }

  /// Where a document says which encoding it is in.
  private static func encoding(_ bytes: [UInt8]) -> Range<Int>? {
    let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    let head = bytes[start...].prefix(400)
    guard head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let word = Array("encoding".utf8)
    var index = start
    while index + word.count < end, !bytes[index...].starts(with: word) { index += 1 }
    index += word.count
    while index < end, isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "=") { index += 1 }
    guard index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
      let close = bytes[(index + 1)..<end].firstIndex(of: bytes[index])
    else { return nil }
    return (index + 1)..<close
  }

  private static func declared(_ bytes: [UInt8]) -> String? {
    encoding(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The text says in its declaration what it has become.
  private static func relabelled(_ text: String) -> XMLText {
    var bytes = Array(text.utf8)
    if let range = encoding(bytes) { bytes.replaceSubrange(range, with: "UTF-8".utf8) }
    return .text(bytes)
  }

  private static func utf8(_ bytes: [UInt8]) -> XMLText {
    // What else is declared, the reader of XML refuses by its name.
    if let name = declared(bytes)?.uppercased(), name != "UTF-8", name != "UTF8" { return .text(bytes) }
    if let (rule, message) = utf8Fault(bytes, .ublXML) { return .fault(rule: rule, message: message) }
    return .text(bytes)
  }

  private static func utf16(_ bytes: [UInt8]) -> XMLText {
    let low = bytes[0] == 0xFF ? 0 : 1
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
    }
    guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
      return .fault(
        rule: "file.utf-16",
        message: "The file begins with the mark of UTF-16, but is not UTF-16: save it as UTF-8 and send it again.")
    }
    if let name = declared(Array(text.prefix(400).utf8)), !name.uppercased().hasPrefix("UTF-16") {
      return contradiction(name, "Line 1: the file is UTF-16")
    }
    return relabelled(text)
  }

  private static func western(_ bytes: [UInt8], isWindows: Bool) -> XMLText {
    let name = isWindows ? "Windows-1252" : "ISO-8859-1"
    if let letter = bytes.firstIndex(where: { $0 >= 0x80 }), utf8Fault(bytes, .ublXML) == nil {
      return contradiction(
        name, "\(position(of: letter, in: bytes)): this and all other letters beyond ASCII are UTF-8")
    }
    // 80 to 9F: letters of Windows-1252, of which it lacks five; in ISO-8859-1 control characters that no text has.
    if let fault = bytes.firstIndex(where: { isWindows ? Windows1252.isUndefined($0) : (0x80...0x9F).contains($0) }) {
      return contradiction(name, "\(position(of: fault, in: bytes)): this byte is no letter of \(name)")
    }
    return relabelled(Windows1252.text(bytes))
  }

  private static func contradiction(_ name: String, _ found: String) -> XMLText {
    .fault(
      rule: "xml.encoding",
      message: "\(found), but the XML declaration says encoding \(quoted(name)): save the file as UTF-8 and let the "
        + "declaration say so.")
  }
}
