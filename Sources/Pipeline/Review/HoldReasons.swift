// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a form is held, one by one, out of the text that its `decide` event has: parted by a semicolon and a space, but not
/// inside a quoted name.
public struct HoldReasons {
  public let list: [String]

  public init(_ text: String) {
    // A name with a quotation mark of its own leaves one open: then every semicolon parts.
    let isQuoting = text.utf8.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2)
    var reasons: [Substring.UTF8View] = []
    var bytes = text.utf8[...]
    var isInside = false
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let next = bytes.index(after: place)
      if bytes[place] == UInt8(ascii: "\"") { isInside.toggle() }
      if bytes[place] == UInt8(ascii: ";"), !(isQuoting && isInside), next < bytes.endIndex,
        bytes[next] == UInt8(ascii: " ")
      {
        reasons.append(bytes[..<place])
        bytes = bytes[bytes.index(after: next)...]
        place = bytes.startIndex
        continue
      }
      place = next
    }
    reasons.append(bytes)
    list = reasons.map { String(Substring($0)) }.filter { !$0.isEmpty }
  }
}
