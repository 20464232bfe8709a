// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a form is held, one by one, out of the text that its `decide` event has: parted by a semicolon and a space, but not
/// inside a quoted name.
public struct HoldReasons {
  public let list: [String]

  public init(_ text: String) {
    func isEven(_ bytes: some Sequence<UInt8>) -> Bool { bytes.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2) }
    // A name with a quotation mark of its own leaves one open: then every semicolon parts.
    let isQuoting = isEven(text.utf8)
    var reasons: [String] = []
    var isInside = false
    for part in text.utf8.split(separator: "; ".utf8, omittingEmptySubsequences: false) {
      let words = String(Substring(part))
      if isInside { reasons[reasons.count - 1] += "; " + words } else { reasons.append(words) }
      if isQuoting, !isEven(part) { isInside.toggle() }
    }
    list = reasons.filter { !$0.isEmpty }
  }
}
