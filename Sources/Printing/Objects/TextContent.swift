// SPDX-License-Identifier: GPL-3.0-or-later

import Barcodes
import Typography

/// Writes lines of text and ruled lines as a content stream (ISO 32000-1, 9.4).
///
/// Places are rounded to hundredths of a point once and written as differences of the rounded places, so that nothing
/// drifts. Glyphs that stand where the font's own widths put them go into one string.
struct TextContent {
  /// The base fonts of the styles, /F0 and /F1.
  let regular: EmbeddedFont
  let bold: EmbeddedFont
  /// Extra fonts in the order of their names /X0, /X1 …
  let extra: [(face: FaceID, font: EmbeddedFont)]

  private(set) var bytes: [UInt8] = []
  private var shown: (base: Bool, face: FaceID, size: Double)?
  private var originX = 0
  private var originY = 0

  init(regular: EmbeddedFont, bold: EmbeddedFont, extra: [(face: FaceID, font: EmbeddedFont)] = []) {
    self.regular = regular
    self.bold = bold
    self.extra = extra
    bytes.reserveCapacity(8_192)
  }

  /// Moves the whole page by the printer's offset; `end` undoes it.
  mutating func begin(_ template: Template) {
    guard template.offsetX != 0 || template.offsetY != 0 else { return }
    bytes.put("q 1 0 0 1 ")
    bytes.put(exact: template.offsetX * pointsPerMillimetre)
    bytes.put(" ")
    bytes.put(exact: -template.offsetY * pointsPerMillimetre)
    bytes.put(" cm\n")
  }

  mutating func end(_ template: Template) {
    if template.offsetX != 0 || template.offsetY != 0 { bytes.put("Q\n") }
  }

  mutating func code(_ symbol: QRSymbol, of template: Template) {
    CodeContent.append(
      symbol, x: template.code.x * pointsPerMillimetre, top: (template.height - template.code.y) * pointsPerMillimetre,
      to: &bytes)
  }

  mutating func rule(_ strokes: [Stroke]) {
    guard !strokes.isEmpty else { return }
    bytes.put("0 G 0.6 w\n")
    stroke(strokes)
  }

  /// In the colour and width that have been set.
  mutating func stroke(_ strokes: [Stroke]) {
    for stroke in strokes {
      bytes.put(points: stroke.fromX)
      bytes.put(" ")
      bytes.put(points: stroke.fromY)
      bytes.put(" m ")
      bytes.put(points: stroke.toX)
      bytes.put(" ")
      bytes.put(points: stroke.toY)
      bytes.put(" l\n")
    }
    bytes.put("S\n")
  }

  /// A rectangle in the colour that has been set.
  mutating func fill(_ ground: (x: Double, y: Double, width: Double, height: Double)) {
    for value in [ground.x, ground.y, ground.width] {
      bytes.put(points: value)
      bytes.put(" ")
    }
    bytes.put(points: ground.height)
    bytes.put(" re f\n")
  }

  /// Operators as they are; whoever gives them undoes what they set.
  mutating func draw(_ operators: String) {
    bytes.put(operators)
  }

  /// In black, or in the colour that has been set.
  mutating func show(_ lines: [PlacedLine], inBlack: Bool = true) {
    guard !lines.isEmpty else { return }
    bytes.put(inBlack ? "BT 0 g\n" : "BT\n")
    shown = nil
    originX = 0
    originY = 0
    for placed in lines {
      for run in placed.line.runs { show(run, x: placed.x, baseline: placed.baseline) }
    }
    bytes.put("ET\n")
  }

  private mutating func show(_ run: GlyphRun, x: Double, baseline: Double) {
    guard let first = run.glyphs.first, let font = font(of: run) else { return }
    if shown?.base != run.isBase || shown?.face != run.face || shown?.size != run.size {
      bytes.put("/")
      if run.isBase {
        bytes.put(run.face.style == .regular ? "F0 " : "F1 ")
      } else {
        bytes.put("X")
        bytes.put(extra.firstIndex { $0.face == run.face } ?? 0)
        bytes.put(" ")
      }
      bytes.put(points: run.size)
      bytes.put(" Tf\n")
      shown = (run.isBase, run.face, run.size)
    }
    let places = hundredths(x + first.x)
    let level = hundredths(baseline)
    bytes.put(hundredths: places - originX)
    bytes.append(UInt8(ascii: " "))
    bytes.put(hundredths: level - originY)
    bytes.put(" Td")
    originX = places
    originY = level
    if !run.isPlain {
      // What the glyphs say cannot be told from them one by one (14.9.4).
      bytes.put("/Span<</ActualText")
      bytes.put(text: run.text)
      bytes.put(">>BDC\n")
    }
    showGlyphs(of: run, font: font, from: first.x)
    if !run.isPlain { bytes.put("EMC\n") }
  }

  private func font(of run: GlyphRun) -> EmbeddedFont? {
    if run.isBase { return run.face.style == .regular ? regular : bold }
    return extra.first { $0.face == run.face }?.font
  }

  private mutating func showGlyphs(of run: GlyphRun, font: EmbeddedFont, from start: Double) {
    let scale = run.size / 1000
    // Where the viewer's pen stands, in thousandths of the size from the run's start.
    var pen = 0.0
    var rise = 0.0
    var isOpen = false
    for glyph in run.glyphs {
      if glyph.y != rise {
        if isOpen { bytes.put(")]TJ") }
        isOpen = false
        rise = glyph.y
        bytes.put(" ")
        bytes.put(points: rise)
        bytes.put(" Ts")
      }
      let adjustment = Int((pen - (glyph.x - start) / scale).rounded())
      if !isOpen { bytes.put(adjustment == 0 ? "[(" : "[") } else if adjustment != 0 { bytes.put(")") }
      if adjustment != 0 {
        bytes.put(adjustment)
        bytes.put("(")
      }
      isOpen = true
      pen += glyph.width - Double(adjustment)
      let code = font.cid(of: glyph.id)
      put(stringByte: UInt8(truncatingIfNeeded: code >> 8))
      put(stringByte: UInt8(truncatingIfNeeded: code))
    }
    if isOpen { bytes.put(")]TJ\n") }
    if rise != 0 { bytes.put("0 Ts\n") }
  }

  private mutating func put(stringByte byte: UInt8) {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 13: bytes.put("\\r")  // A bare carriage return would be read as a line feed (7.3.4.2).
    default: bytes.append(byte)
    }
  }
}
