// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a word of the repertoire may be broken without a space: UAX #14 classes HY, BA, B2 and SY before letters,
/// not before digits where that would tear a number or a code (LB25), never at the word's start (LB20a).
enum LineBreaks {
  /// Ends of the word's pieces in UTF-8 bytes, rising; the last is the word's end.
  static func ends(in word: UnsafeBufferPointer<UInt8>) -> [Int] {
    var ends: [Int] = []
    var scalars = ScalarReader(word)
    var previous: UInt32 = 0
    var hasBegun = false
    while true {
      let offset = scalars.offset
      guard let scalar = scalars.next() else { break }
      if hasBegun, breaks(after: previous, before: scalar) { ends.append(offset) }
      if isWordly(scalar) { hasBegun = true }
      previous = scalar
    }
    ends.append(word.count)
    return ends
  }

  private static func breaks(after previous: UInt32, before next: UInt32) -> Bool {
    switch previous {
    case 0x2D, 0x2F: isWordly(next) && !isDigit(next) || next == 0x28
    case 0x2010, 0x2012...0x2014, 0x7C: isWordly(next) || next == 0x28
    default: next == 0x2014 && isWordly(previous)
    }
  }

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

  /// Letters and digits, roughly: enough to tell them from punctuation.
  private static func isWordly(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2B8,
      0x386, 0x388...0x52F, 0x1E00...0x1EFF:
      true
    default: false
    }
  }
}
