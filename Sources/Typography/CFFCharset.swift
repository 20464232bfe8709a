// SPDX-License-Identifier: GPL-3.0-or-later

/// The CIDs of a CFF program's glyphs (Adobe Technical Note 5176, The Compact Font Format: 4 to 9, 13 and 18).
struct CFFCharset {
  /// By glyph; empty for a program that is not CID-keyed, where the glyph's index is the code.
  private let cids: [UInt16]

  /// Nil if the program is damaged.
  init?(_ table: FontTable, glyphCount: Int) {
    guard let headerSize = table.uint8(at: 2), let names = Self.index(in: table, at: Int(headerSize)),
      let tops = Self.index(in: table, at: names.end), let top = tops.first
    else { return nil }
    let (isCIDKeyed, offset) = Self.topDict(table, top)
    guard isCIDKeyed else {
      self.cids = []
      return
    }
    var cids: [UInt16] = [0]
    // 0, 1 and 2 are the predefined charsets, which CID-keyed programs do not use.
    guard offset > 2, let format = table.uint8(at: offset) else { return nil }
    var place = offset + 1
    while cids.count < glyphCount {
      guard let first = table.uint16(at: place) else { return nil }
      place += 2
      var left = 0
      switch format {
      case 0: break
      case 1, 2:
        guard let more = table.integer(at: place, width: Int(format)) else { return nil }
        left = more
        place += Int(format)
      default: return nil
      }
      for step in 0...left where cids.count < glyphCount { cids.append(first &+ UInt16(truncatingIfNeeded: step)) }
    }
    self.cids = cids
  }

  func cid(of glyph: UInt16) -> UInt16 {
    cids.isEmpty ? glyph : Int(glyph) < cids.count ? cids[Int(glyph)] : 0
  }

  /// An INDEX: where it ends, and its first object.
  private static func index(in table: FontTable, at start: Int) -> (end: Int, first: Range<Int>?)? {
    guard let count = table.uint16(at: start) else { return nil }
    guard count > 0 else { return (start + 2, nil) }
    guard let size = table.uint8(at: start + 2).map(Int.init), (1...4).contains(size) else { return nil }
    let data = start + 3 + (Int(count) + 1) * size - 1
    guard let first = table.integer(at: start + 3, width: size),
      let second = table.integer(at: start + 3 + size, width: size),
      let last = table.integer(at: start + 3 + Int(count) * size, width: size),
      first >= 1, first <= second, second <= last, data + last <= table.bytes.count
    else { return nil }
    return (data + last, data + first..<data + second)
  }

  /// The operators ROS (12 30) and charset (15) of a Top DICT.
  private static func topDict(_ table: FontTable, _ range: Range<Int>) -> (isCIDKeyed: Bool, charset: Int) {
    var isCIDKeyed = false
    var charset = 0
    var operand = 0
    var place = range.lowerBound
    while place < range.upperBound, let byte = table.uint8(at: place).map(Int.init) {
      place += 1
      switch byte {
      case 12:
        if table.uint8(at: place) == 30 { isCIDKeyed = true }
        place += 1
      case 0...21:
        if byte == 15 { charset = operand }
      case 28:
        operand = table.int16(at: place) ?? 0
        place += 2
      case 29:
        operand = Int(Int32(bitPattern: table.uint32(at: place) ?? 0))
        place += 4
      case 30:
        while let nibbles = table.uint8(at: place), place < range.upperBound {
          place += 1
          if nibbles & 0xF == 0xF || nibbles >> 4 == 0xF { break }
        }
      case 32...246: operand = byte - 139
      case 247...250:
        operand = (byte - 247) * 256 + Int(table.uint8(at: place) ?? 0) + 108
        place += 1
      case 251...254:
        operand = -(byte - 251) * 256 - Int(table.uint8(at: place) ?? 0) - 108
        place += 1
      default: break
      }
    }
    return (isCIDKeyed, charset)
  }
}
