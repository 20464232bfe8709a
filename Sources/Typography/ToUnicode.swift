// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes ToUnicode CMaps (ISO 32000-1 9.10.3; Adobe Technical Note 5411).
enum ToUnicode {
  /// Codes in rising order with what they read; a code with an empty text is left out.
  static func cmap(_ texts: [(cid: UInt16, text: String)]) -> [UInt8] {
    let mapped = texts.filter { !$0.text.isEmpty }
    var out: [UInt8] = []
    out.reserveCapacity(400 + mapped.count * 14)
    out +=
      """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <0000> <FFFF>
      endcodespacerange

      """.utf8
    var start = 0
    while start < mapped.count {
      // At most 100 entries a block.
      let end = min(start + 100, mapped.count)
      out += "\(end - start) beginbfchar\n".utf8
      for (cid, text) in mapped[start..<end] {
        out.append(0x3C)
        appendHex(cid, to: &out)
        out += "> <".utf8
        for unit in text.utf16 { appendHex(unit, to: &out) }
        out += ">\n".utf8
      }
      out += "endbfchar\n".utf8
      start = end
    }
    out +=
      """
      endcmap
      CMapName currentdict /CMap defineresource pop
      end
      end

      """.utf8
    return out
  }

  private static func appendHex(_ value: UInt16, to out: inout [UInt8]) {
    for shift in [12, 8, 4, 0] {
      let digit = UInt8(value >> UInt16(shift) & 0xF)
      out.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
    }
  }
}
