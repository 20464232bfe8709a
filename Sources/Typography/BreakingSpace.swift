// SPDX-License-Identifier: GPL-3.0-or-later

/// Spaces and line breaks as they stand in texts.
enum BreakingSpace {
  /// Line breaks of UAX #14 (BK, CR, LF, NL) and tabs: they have no glyph.
  static func isBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// A text's bytes with tabs made spaces, and where its paragraphs stand in them: cut at line breaks (CR LF is one),
  /// spaces at their ends dropped. None for an empty text.
  static func paragraphs(of text: String) -> (bytes: [UInt8], places: [Range<Int>]) {
    var bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return (bytes, []) }
    var places: [Range<Int>] = []
    var start = 0
    func place(to end: Int) {
      var end = end
      while end > start, bytes[end - 1] == 0x20 { end -= 1 }
      places.append(start..<end)
    }
    var offset = 0
    while offset < bytes.count {
      var length = 0
      switch bytes[offset] {
      case 0x09: bytes[offset] = 0x20
      case 0x0A, 0x0B, 0x0C: length = 1
      case 0x0D: length = offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
      case 0xC2 where offset + 1 < bytes.count && bytes[offset + 1] == 0x85: length = 2
      case 0xE2
      where offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && bytes[offset + 2] | 1 == 0xA9:
        length = 3
      default: break
      }
      if length > 0 {
        place(to: offset)
        start = offset + length
      }
      offset += max(1, length)
    }
    place(to: bytes.count)
    return (bytes, places)
  }
}
