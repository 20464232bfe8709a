// SPDX-License-Identifier: GPL-3.0-or-later

/// Breaks one paragraph of the repertoire into lines, greedily: at spaces, after hyphens, dashes and slashes, and
/// inside a word only where the word is wider than the line (UAX #14 in its simple cases).
struct FastLines {
  let bytes: UnsafeBufferPointer<UInt8>
  let face: FaceID
  let size: Double
  /// Points a design unit.
  let scale: Double
  /// Design units.
  let limit: Double
  let ascent: Double
  let descent: Double

  private(set) var lines: [TextLine] = []
  private var glyphs: [Glyph] = []
  private var pen = 0
  /// Where the line's text begins.
  private var start = 0
  /// Up to here the line has more than spaces: glyphs, pen, text.
  private var glyphsKept = 0
  private var penKept = 0
  private var end = 0
  private var isPlain = true

  init(bytes: UnsafeBufferPointer<UInt8>, face: FaceID, metrics: Face, size: Double, width: Double) {
    self.bytes = bytes
    self.face = face
    self.size = size
    self.scale = size / Double(metrics.unitsPerEm)
    self.limit = width / scale + 1e-6
    self.ascent = Double(metrics.ascent) * scale
    self.descent = Double(metrics.descent) * scale
    glyphs.reserveCapacity(min(bytes.count, 128))
  }

  /// False if a word left the base subset; the lines are then of no use.
  mutating func set(with shaper: inout WordShaper) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let wordStart = offset
      if bytes[offset] == 0x20 {
        while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
        guard let spaces = shaper.shape(UnsafeBufferPointer(rebasing: bytes[wordStart..<offset])) else { return false }
        append(shaper.glyphs, spaces.start..<spaces.start + spaces.count, of: spaces, at: wordStart)
        continue
      }
      while offset < bytes.count, bytes[offset] != 0x20 { offset += 1 }
      let text = UnsafeBufferPointer(rebasing: bytes[wordStart..<offset])
      guard let word = shaper.shape(text) else { return false }
      if fits(word.advance) {
        append(shaper.glyphs, word.start..<word.start + word.count, of: word, at: wordStart)
        keep(to: offset)
      } else {
        setInPieces(shaper.glyphs, word, text, at: wordStart)
      }
    }
    if lines.isEmpty || glyphsKept > 0 { closeLine(next: bytes.count) }
    return true
  }

  private func fits(_ advance: Int) -> Bool { Double(pen + advance) <= limit }

  private mutating func append(
    _ shaped: [WordShaper.ShapedGlyph], _ range: Range<Int>, of word: WordShaper.Word, at wordStart: Int
  ) {
    for place in range {
      let glyph = shaped[place]
      glyphs.append(
        Glyph(
          id: glyph.id, textOffset: UInt32(wordStart + Int(glyph.textOffset) - start),
          x: Double(pen + Int(glyph.xOffset)) * scale, y: Double(glyph.yOffset) * scale,
          advance: Double(glyph.advance) * scale, width: glyph.width))
      pen += Int(glyph.advance)
    }
    if !word.isPlain { isPlain = false }
  }

  private mutating func keep(to offset: Int) {
    glyphsKept = glyphs.count
    penKept = pen
    end = offset
  }

  /// A word that does not fit on the line as it stands.
  private mutating func setInPieces(
    _ shaped: [WordShaper.ShapedGlyph], _ word: WordShaper.Word, _ text: UnsafeBufferPointer<UInt8>, at wordStart: Int
  ) {
    let last = word.start + word.count
    var first = word.start
    for pieceEnd in LineBreaks.ends(in: text) {
      var next = first
      var advance = 0
      while next < last, Int(shaped[next].textOffset) < pieceEnd {
        advance += Int(shaped[next].advance)
        next += 1
      }
      if !fits(advance) { clearLine(next: wordStart + textOffset(shaped, first, last, text.count)) }
      if fits(advance) {
        append(shaped, first..<next, of: word, at: wordStart)
        keep(to: wordStart + pieceEnd)
      } else {
        for place in first..<next {
          if !fits(Int(shaped[place].advance)) { clearLine(next: wordStart + Int(shaped[place].textOffset)) }
          append(shaped, place..<place + 1, of: word, at: wordStart)
          keep(to: wordStart + textOffset(shaped, place + 1, last, text.count))
        }
      }
      first = next
    }
  }

  private func textOffset(_ shaped: [WordShaper.ShapedGlyph], _ place: Int, _ last: Int, _ count: Int) -> Int {
    place < last ? Int(shaped[place].textOffset) : count
  }

  /// Goes on at the left end: of a new line, or of this one if it has spaces alone.
  private mutating func clearLine(next: Int) {
    guard glyphsKept == 0 else { return closeLine(next: next) }
    glyphs.removeAll(keepingCapacity: true)
    pen = 0
    start = next
  }

  /// Ends the line after what was kept; the spaces behind it are dropped.
  private mutating func closeLine(next: Int) {
    glyphs.removeLast(glyphs.count - glyphsKept)
    var runs: [GlyphRun] = []
    if glyphsKept > 0 {
      let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
      runs = [
        GlyphRun(
          face: face, isBase: true, size: size, glyphs: glyphs, text: text, isRightToLeft: false, isPlain: isPlain,
          glyphTexts: [])
      ]
    }
    lines.append(
      TextLine(
        runs: runs, width: Double(penKept) * scale, ascent: ascent, descent: descent, isRightToLeft: false))
    let room = glyphs.count
    glyphs = []
    glyphs.reserveCapacity(room + 16)
    pen = 0
    penKept = 0
    glyphsKept = 0
    start = next
    end = next
    // One line that is not plain marks the paragraph's later lines too, which costs a few bytes and hurts nothing.
  }
}
