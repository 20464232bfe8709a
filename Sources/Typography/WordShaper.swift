// SPDX-License-Identifier: GPL-3.0-or-later

import CHarfBuzz
// Pango's headers declare HarfBuzz's structs too, and either module may turn out to own them.
import CPango

/// Shapes single words of the repertoire in the first face of a style, and remembers them.
///
/// A word is always shaped alone, so what is remembered never changes a result: there is no kerning across spaces.
struct WordShaper: ~Copyable {
  /// A glyph in design units; `textOffset` counts UTF-8 bytes from the word's start.
  struct ShapedGlyph {
    var id: UInt32
    var textOffset: UInt32
    var advance: Int32
    var xOffset: Int32
    var yOffset: Int32
    var width: Double
  }

  /// A shaped word: its glyphs are `glyphs[range]` until the next call of `shape`.
  struct Word {
    var start: Int
    var count: Int
    /// Design units.
    var advance: Int
    /// False if the ToUnicode texts of the glyphs are not the word.
    var isPlain: Bool
  }

  private struct Entry {
    var hash: UInt64
    var keyStart: UInt32
    var keyCount: UInt32
    var word: Word
  }

  /// Memory bounds: when one is reached everything is forgotten.
  private static let mostWords = 8_192
  private static let mostGlyphs = 65_536
  /// Longer words are seldom met twice.
  private static let longestRemembered = 64

  private let face: Face
  private let base: BaseGlyphs
  private let buffer: OpaquePointer
  private let language: OpaquePointer?
  private(set) var glyphs: [ShapedGlyph] = []
  private var keys: [UInt8] = []
  private var entries: [Entry] = []
  /// Open addressing; -1 is free.
  private var slots: [Int32]

  init(face: Face, base: BaseGlyphs) {
    self.face = face
    self.base = base
    self.buffer = hb_buffer_create()
    self.language = hb_language_from_string("en", -1)
    self.slots = Array(repeating: -1, count: Self.mostWords * 2)
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
  }

  deinit {
    hb_buffer_destroy(buffer)
  }

  /// Nil if shaping leaves the base subset; such a text is for Pango.
  mutating func shape(_ bytes: UnsafeBufferPointer<UInt8>) -> Word? {
    guard bytes.count <= Self.longestRemembered else {
      if glyphs.count + bytes.count > Self.mostGlyphs { forget() }
      return shapeAnew(bytes)
    }
    // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, isKey(of: entry, bytes) { return entry.word }
      slot = (slot + 1) & (slots.count - 1)
    }
    if entries.count >= Self.mostWords || glyphs.count + bytes.count > Self.mostGlyphs {
      forget()
      slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    }
    guard let word = shapeAnew(bytes) else { return nil }
    slots[slot] = Int32(entries.count)
    entries.append(
      Entry(hash: hash, keyStart: UInt32(keys.count), keyCount: UInt32(bytes.count), word: word))
    keys.append(contentsOf: bytes)
    return word
  }

  private mutating func forget() {
    for slot in slots.indices { slots[slot] = -1 }
    entries.removeAll(keepingCapacity: true)
    glyphs.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
  }

  private func isKey(of entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(entry.keyCount) == bytes.count else { return false }
    let start = Int(entry.keyStart)
    for offset in 0..<bytes.count where keys[start + offset] != bytes[offset] { return false }
    return true
  }

  private mutating func shapeAnew(_ bytes: UnsafeBufferPointer<UInt8>) -> Word? {
    hb_buffer_clear_contents(buffer)
    bytes.withMemoryRebound(to: CChar.self) { characters in
      hb_buffer_add_utf8(buffer, characters.baseAddress, Int32(bytes.count), 0, Int32(bytes.count))
    }
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, Self.script(of: bytes))
    // Never guessed: the guess would take the language from the locale.
    hb_buffer_set_language(buffer, language)
    withUnsafePointer(to: ShapingFeatures.withoutLigatures) { features in
      features.withMemoryRebound(to: hb_feature_t.self, capacity: ShapingFeatures.count) {
        hb_shape(face.font, buffer, $0, UInt32(ShapingFeatures.count))
      }
    }
    var count: UInt32 = 0
    guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
      let positions = hb_buffer_get_glyph_positions(buffer, &count)
    else { return nil }
    var word = Word(start: glyphs.count, count: Int(count), advance: 0, isPlain: true)
    var scalars = ScalarReader(bytes)
    for place in 0..<Int(count) {
      let id = infos[place].codepoint
      guard base.contains(id) else {
        glyphs.removeLast(glyphs.count - word.start)
        return nil
      }
      let scalar = scalars.next()
      if scalar == nil || base.scalar(of: id) != scalar { word.isPlain = false }
      glyphs.append(
        ShapedGlyph(
          id: id, textOffset: infos[place].cluster, advance: positions[place].x_advance,
          xOffset: positions[place].x_offset, yOffset: positions[place].y_offset, width: face.width(of: id)))
      word.advance += Int(positions[place].x_advance)
    }
    if scalars.next() != nil { word.isPlain = false }
    return word
  }

  /// The script of the first letter; Latin for a word without letters.
  private static func script(of bytes: UnsafeBufferPointer<UInt8>) -> hb_script_t {
    var scalars = ScalarReader(bytes)
    while let scalar = scalars.next() {
      switch scalar {
      case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2B8, 0x1E00...0x1EFF:
        return HB_SCRIPT_LATIN
      case 0x370...0x373, 0x376...0x37D, 0x384, 0x386...0x3FF, 0x1F00...0x1FFF: return HB_SCRIPT_GREEK
      case 0x400...0x52F: return HB_SCRIPT_CYRILLIC
      default: continue
      }
    }
    return HB_SCRIPT_LATIN
  }
}
