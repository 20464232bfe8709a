// SPDX-License-Identifier: GPL-3.0-or-later

/// What is looked for in the bytes before libxml2 sees them: a document type, another encoding, an element with more
/// attributes than anybody writes.
///
/// One walk over the tags; it judges nothing else, so that malformed XML is libxml2's to tell.
struct XMLPrologue {
  private let bytes: [UInt8]
  private let limits: XMLLimits
  private var index = 0

  init(_ bytes: [UInt8], limits: XMLLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func check() throws(XMLError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    try checkDeclaration()
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open
      if stands("<!--") {
        pass("-->")
      } else if stands("<![CDATA[") {
        pass("]]>")
      } else if stands("<?") {
        pass("?>")
      } else if stands("<!") {
        // Outside of comments and CDATA nothing else begins so, in any case of letters that libxml2 might take.
        throw .documentType(line: line(of: open))
      } else {
        try checkTag()
      }
    }
  }

  /// `<?xml version="1.0" encoding="…"?>`
  private func checkDeclaration() throws(XMLError) {
    guard stands("<?xml"), let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else { return }
    let declaration = String(decoding: bytes[index..<end], as: UTF8.self)
    guard let match = declaration.firstMatch(of: /encoding\s*=\s*["']([^"']{0,40})/) else { return }
    let name = match.1.uppercased()
    if name != "UTF-8" && name != "UTF8" && name != "US-ASCII" { throw .encoding(String(match.1)) }
  }

  private mutating func checkTag() throws(XMLError) {
    let start = index
    var attributes = 0
    var quote: UInt8?
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "=") {
        attributes += 1
        guard attributes <= limits.attributes else {
          throw .tooManyAttributes(line: line(of: start), limit: limits.attributes)
        }
      } else if byte == UInt8(ascii: ">") {
        return
      }
    }
  }

  private func stands(_ text: StaticString) -> Bool {
    bytes.count - index >= text.utf8CodeUnitCount
      && text.withUTF8Buffer { $0.elementsEqual(bytes[index..<(index + $0.count)]) }
  }

  private mutating func pass(_ end: StaticString) {
    index += 2
    while index < bytes.count, !stands(end) { index += 1 }
  }

  private func line(of offset: Int) -> Int {
    bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  }
}
