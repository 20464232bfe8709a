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

  /// The paragraphs of a text: cut at line breaks (CR LF is one), tabs made spaces, spaces at their ends dropped.
  /// None for an empty text.
  static func paragraphs(of text: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return [] }
    var paragraphs: [[UInt8]] = []
    var current: [UInt8] = []
    current.reserveCapacity(bytes.count)
    func trimmed(_ paragraph: [UInt8]) -> [UInt8] {
      var count = paragraph.count
      while count > 0, paragraph[count - 1] == 0x20 { count -= 1 }
      return count == paragraph.count ? paragraph : Array(paragraph[..<count])
    }
    var offset = 0
    while offset < bytes.count {
      var length = 1
      var isBreak = false
      switch bytes[offset] {
      case 0x09: current.append(0x20)
      case 0x0A, 0x0B, 0x0C: isBreak = true
      case 0x0D:
        isBreak = true
        if offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { length = 2 }
      case 0xC2 where offset + 1 < bytes.count && bytes[offset + 1] == 0x85:
        isBreak = true
        length = 2
      case 0xE2
      where offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && bytes[offset + 2] | 1 == 0xA9:
        isBreak = true
        length = 3
      default: current.append(bytes[offset])
      }
      if isBreak {
        paragraphs.append(trimmed(current))
        current.removeAll(keepingCapacity: true)
      }
      offset += length
    }
    paragraphs.append(trimmed(current))
    return paragraphs
  }
}
