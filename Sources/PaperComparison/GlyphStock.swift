// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// Pictures of the letters and digits that a sheet's own text is made of: what might stand in a place instead.
struct GlyphStock {
  /// The rows that digits and capitals of a style fill, from the top of their boxes.
  private var rows: [Int: ClosedRange<Int>] = [:]
  private var glyphs: [Unicode.Scalar: [StampedSheet.Glyph]] = [:]
  /// Boxes around the ink of one glyph of each kind, by the styles in which the sheet is filled in.
  private var inked: [Int: [PixelBox]] = [:]
  private let picture: GrayImage
  private let fonts: [String]

  /// Tones darker than this are ink on a page as it is drawn.
  private static let ink: UInt8 = 140
  /// Scalars that look alike in some font, or that a blot turns into each other, say nothing of an alteration.
  private static let alike: [[Unicode.Scalar]] = [
    ["0", "O", "o", "Q", "D"], ["1", "I", "l", "i", "|", "!", "j", "t"], ["5", "S", "s"], ["8", "B"], ["2", "Z", "z"],
    ["6", "G", "b"], ["9", "g", "q"], ["U", "V", "v", "u"], ["C", "c", "G"], ["X", "x"], ["W", "w"], ["P", "p"],
    ["K", "k"], ["n", "h"], ["e", "c", "o"], [".", ","], [":", ";"], ["-", "–"], ["f", "t"], ["r", "f"],
  ]

  init(_ sheet: StampedSheet, in picture: GrayImage) {
    self.picture = picture
    fonts = sheet.fonts
    for word in sheet.words {
      for glyph in word.glyphs {
        let isSign = ("0"..."9").contains(glyph.scalar) || ("A"..."Z").contains(glyph.scalar)
        if isSign, let ink = Self.ink(of: glyph.box, in: sheet.picture) {
          let filled = ink.top - glyph.box.top...ink.bottom - 1 - glyph.box.top
          let old = rows[glyph.style] ?? filled
          rows[glyph.style] = min(old.lowerBound, filled.lowerBound)...max(old.upperBound, filled.upperBound)
        }
        guard glyph.scalar.properties.isAlphabetic || ("0"..."9").contains(glyph.scalar) else { continue }
        // One of each style is enough.
        if glyphs[glyph.scalar, default: []].contains(where: { $0.style == glyph.style }) { continue }
        glyphs[glyph.scalar, default: []].append(glyph)
        if word.box != nil, let ink = Self.ink(of: glyph.box, in: sheet.picture) {
          inked[glyph.style, default: []].append(ink)
        }
      }
    }
  }

  private static func ink(of box: PixelBox, in picture: GrayImage) -> PixelBox? {
    var (left, right, top, bottom) = (Int.max, Int.min, Int.max, Int.min)
    for y in box.top..<box.bottom {
      for x in box.left..<box.right where picture.pixels[y * picture.width + x] < ink {
        (left, right, top, bottom) = (min(left, x), max(right, x), min(top, y), max(bottom, y))
      }
    }
    guard left <= right else { return nil }
    return PixelBox(left: left, top: top, width: right - left + 1, height: bottom - top + 1)
  }

  /// The part of a glyph's box that tells it from others.
  func window(of glyph: StampedSheet.Glyph) -> PixelBox {
    let rows = rows[glyph.style] ?? glyph.box.height / 5...glyph.box.height * 4 / 5
    return PixelBox(
      left: glyph.box.left, top: glyph.box.top + rows.lowerBound - 2, width: glyph.box.width,
      height: rows.count + 4)
  }

  /// Others of the same width that the sheet's fonts have, drawn into the glyph's window: digits for a digit, letters and
  /// digits for a letter.
  func others(for glyph: StampedSheet.Glyph) -> [(scalar: Unicode.Scalar, picture: GrayImage)] {
    let window = window(of: glyph)
    let isDigit = ("0"..."9").contains(glyph.scalar)
    guard isDigit || glyph.scalar.properties.isAlphabetic else { return [] }
    var others: [(Unicode.Scalar, GrayImage)] = []
    for (scalar, stock) in glyphs.sorted(by: { $0.key < $1.key }) where scalar != glyph.scalar {
      if isDigit, !("0"..."9").contains(scalar) { continue }
      if Self.alike.contains(where: { $0.contains(scalar) && $0.contains(glyph.scalar) }) { continue }
      // The same style, else the same font in another size, else, for digits, any.
      let best =
        stock.first { $0.style == glyph.style } ?? stock.first { fonts[$0.style] == fonts[glyph.style] }
        ?? (isDigit ? stock.first : nil)
      guard let best else { continue }
      let source = self.window(of: best)
      let scale = Double(source.height - 4) / Double(window.height - 4)
      guard abs(Double(source.width) - Double(window.width) * scale) <= 1.6 * max(1, scale) else { continue }
      others.append((scalar, drawn(source, width: window.width, height: window.height, scale: scale)))
    }
    return others
  }

  /// How many of the marks are like letters of one and the same style: `limit` is how much.
  func count(of marks: [PixelBox], in scan: GrayImage, alike limit: Double) -> Int {
    inked.values.map { letters in
      marks.count { mark in
        letters.contains { ink in
          guard abs(ink.width - mark.width) <= 3, abs(ink.height - mark.height) <= 3 else { return false }
          let place = BestPlace(
            of: ink.grown(1, 1).cut(to: picture), of: picture, in: scan, around: (mark.left - 1, mark.top - 1),
            reach: (2, 2))
          return place.likeness >= limit
        }
      }
    }.max() ?? 0
  }

  private func drawn(_ source: PixelBox, width: Int, height: Int, scale: Double) -> GrayImage {
    var drawn = GrayImage(width: width, height: height)
    let (middleX, middleY) = (
      Double(source.left) + Double(source.width) / 2, Double(source.top) + Double(source.height) / 2
    )
    for y in 0..<height {
      for x in 0..<width {
        let across = middleX + (Double(x) + 0.5 - Double(width) / 2) * scale - 0.5
        let down = middleY + (Double(y) + 0.5 - Double(height) / 2) * scale - 0.5
        drawn.pixels[y * width + x] = UInt8(
          truncatingIfNeeded: picture.tone(x: Int((across * 256).rounded()), y: Int((down * 256).rounded())))
      }
    }
    return drawn
  }
}
