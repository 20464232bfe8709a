// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// How well a word of the sheet is found in its scan, letter by letter.
struct WordEvidence {
  struct Letter {
    var glyph: StampedSheet.Glyph
    /// To what should stand there.
    var likeness: Double
    /// To the best of what might stand there instead; below -1 where there is no such.
    var otherLikeness: Double
    var other: Unicode.Scalar?

    var isDigit: Bool { ("0"..."9").contains(glyph.scalar) }

    /// Something else stands there.
    var differs: Bool {
      otherLikeness >= (isDigit ? 0.88 : 0.9) && otherLikeness - likeness >= (isDigit ? 0.08 : 0.25)
    }
    /// What should stand there does, whatever stands over it.
    var agrees: Bool { likeness >= 0.55 && likeness >= otherLikeness + (likeness >= 0.75 ? -0.04 : 0.02) }
  }

  let word: StampedSheet.Word
  /// Where it was found, off its place.
  let shift: (x: Int, y: Int)
  /// Of the whole word.
  let likeness: Double
  let letters: [Letter]
  /// Ink of the word that is not there, and ink about it that should not be, as shares of its ink.
  let missing: Double
  let extra: Double
  /// In front of a critical figure and after it.
  let added: [AddedSign]

  /// Of the middle one of a scan's words.
  struct Usual {
    var likeness: Double
    var missing: Double

    init(_ words: [WordEvidence]) {
      likeness = words.map(\.likeness).sorted()[words.count / 2]
      missing = words.map(\.missing).sorted()[words.count / 2]
    }
  }

  /// Every letter stands there, and the word is about as like as others are: a letter may have no rival in the sheet's
  /// own type.
  func isBeyondDoubt(_ usual: Usual) -> Bool {
    likeness >= usual.likeness - 0.08
      && letters.allSatisfy { $0.agrees && (!$0.isDigit || $0.likeness >= usual.likeness - 0.15) }
  }

  /// Printed over by something else: its own ink is gone, and other ink is there.
  func isReplaced(_ usual: Usual) -> Bool {
    usual.missing < 0.45 && word.glyphs.count >= 3 && likeness < 0.5 && missing - usual.missing >= 0.25 && extra >= 0.2
  }

  var hasOtherDigits: Bool { letters.contains { $0.isDigit && $0.differs } }

  /// Pixels that a word may lie off its place once the scan is laid over the sheet.
  private static let reach = (x: 3, y: 3)
  /// The same where the part of the page about it was laid wrongly: on a sheet with little print a row of the same signs
  /// is taken for the one beside it. Only the whole word, well seen, counts there.
  private static let farReach = (x: 16, y: 6)

  /// `sheet` and `scan` are softened pictures; `stock` is of `sheet`.
  init(
    of word: StampedSheet.Word, in sheet: GrayImage, _ scan: GrayImage, stock: GlyphStock,
    inks: (sheet: InkScale, scan: InkScale)
  ) {
    self.word = word
    let box = Self.window(of: word, stock).cut(to: sheet)
    var place = BestPlace(of: box, of: sheet, in: scan, around: (box.left, box.top), reach: Self.reach)
    if place.likeness < 0.5 {
      let far = BestPlace(of: box, of: sheet, in: scan, around: (box.left, box.top), reach: Self.farReach)
      if far.likeness >= 0.8 { place = far }
    }
    let shift = (x: place.x - box.left, y: place.y - box.top)
    self.shift = shift
    likeness = place.likeness
    var (all, missing, extra) = (0, 0, 0)
    if box.moved(shift.x, shift.y).lies(in: scan) {
      for y in box.top..<box.bottom {
        for x in box.left..<box.right {
          let wanted = min(256, inks.sheet.ink(sheet.pixels[y * sheet.width + x], x: x, y: y))
          let (across, down) = (x + shift.x, y + shift.y)
          let found = min(256, inks.scan.ink(scan.pixels[down * scan.width + across], x: across, y: down))
          all += wanted
          missing += max(0, wanted - found)
          extra += max(0, found - wanted)
        }
      }
    }
    self.missing = all > 0 ? Double(missing) / Double(all) : 0
    self.extra = all > 0 ? Double(extra) / Double(all) : 0
    let ends = word.box?.isCritical == true ? [(word.glyphs[0], -1), (word.glyphs[word.glyphs.count - 1], 1)] : []
    added = ends.compactMap { glyph, side in
      AddedSign(beside: glyph, side: side, shift: shift, in: sheet, scan, stock: stock, inks: inks)
    }
    letters = word.glyphs.map { glyph in
      let window = stock.window(of: glyph).cut(to: sheet)
      let around = (x: window.left + shift.x, y: window.top + shift.y)
      let own = BestPlace(of: window, of: sheet, in: scan, around: around, reach: (1, 1))
      var letter = Letter(glyph: glyph, likeness: own.likeness, otherLikeness: -2, other: nil)
      for (scalar, picture) in stock.others(for: glyph) {
        let whole = PixelBox(left: 0, top: 0, width: picture.width, height: picture.height)
        let found = BestPlace(of: whole, of: picture, in: scan, around: around, reach: (1, 1))
        if found.likeness > letter.otherLikeness { (letter.otherLikeness, letter.other) = (found.likeness, scalar) }
      }
      return letter
    }
  }

  static func window(of word: StampedSheet.Word, _ stock: GlyphStock) -> PixelBox {
    word.glyphs.dropFirst().reduce(stock.window(of: word.glyphs[0])) { $0.joined(stock.window(of: $1)) }.grown(2, 0)
  }
}
