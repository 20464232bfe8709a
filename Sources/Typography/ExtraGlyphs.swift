// SPDX-License-Identifier: GPL-3.0-or-later

/// The glyphs that a document uses beyond the base subsets, by face, with what each of them says.
///
/// Which glyphs they are depends on the document alone, so its extra subsets do too.
public struct ExtraGlyphs: Equatable, Sendable {
  private var texts: [FaceID: [UInt32: String]] = [:]

  public init() {}

  public var isEmpty: Bool { texts.isEmpty }

  /// In order: regular before bold, then by place in the stack.
  public var faces: [FaceID] { texts.keys.sorted() }

  /// Glyph to text, for `FontStack.extraSubset(of:glyphs:)`.
  public func glyphs(of face: FaceID) -> [UInt32: String] { texts[face] ?? [:] }

  /// True if the extra subset's ToUnicode, made of these glyphs, gives the run's own texts: not where two characters
  /// share a glyph and the other one came first. Such a run needs /ActualText even if it is plain.
  public func reads(_ run: GlyphRun) -> Bool {
    guard !run.isBase else { return true }
    let known = texts[run.face] ?? [:]
    return zip(run.glyphs, run.glyphTexts).allSatisfy { glyph, text in
      (known[glyph.id] ?? "").utf8.elementsEqual(text.utf8)
    }
  }

  public mutating func add(_ paragraph: Paragraph) {
    for line in paragraph.lines {
      for run in line.runs where !run.isBase { add(run) }
    }
  }

  public mutating func add(_ run: GlyphRun) {
    guard !run.isBase else { return }
    for (glyph, text) in zip(run.glyphs, run.glyphTexts) {
      // The first text stays; a glyph that came without one may get one later.
      if texts[run.face]?[glyph.id, default: ""].isEmpty ?? true {
        texts[run.face, default: [:]][glyph.id] = text
      }
    }
  }
}
