// SPDX-License-Identifier: GPL-3.0-or-later
public import PDF
public import Paper

/// A sheet as it was printed: what a scan of it is compared with.
public struct StampedSheet: Sendable {
  /// At which sheets are compared: the strokes of 9 point letters are 2 pixels wide.
  public static let resolution = Resolution(dotsPerInch: 200)

  struct Glyph: Equatable {
    var scalar: Unicode.Scalar
    /// As wide as the advance, from ascent to descent.
    var box: PixelBox
    /// Index of font and size.
    var style: Int
  }

  struct Word: Equatable {
    var glyphs: [Glyph]
    var place: PixelBox
    /// The box that it belongs to; nil for the form's own words.
    var box: NamedText.Box?

    var text: String { String(String.UnicodeScalarView(glyphs.map(\.scalar))) }
  }

  /// In gray, at ``resolution``.
  let picture: GrayImage
  /// The code's corners in it.
  let code: [PagePoint]
  var words: [Word]
  /// Fonts by style.
  let fonts: [String]

  /// - Parameters:
  ///   - picture: the page in gray, at ``resolution``.
  ///   - code: corners of the code in it, around it.
  ///   - characters: the page's text in reading order.
  public init(picture: GrayImage, code: [PagePoint], characters: [PageCharacter]) {
    self.picture = picture
    self.code = code
    var styles: [String: Int] = [:]
    var fonts: [String] = []
    var words: [Word] = []
    var glyphs: [Glyph] = []
    func endWord() {
      if let first = glyphs.first {
        words.append(Word(glyphs: glyphs, place: glyphs.dropFirst().reduce(first.box) { $0.joined($1.box) }))
      }
      glyphs = []
    }
    for character in characters {
      let left = character.area.x.pixels(at: Self.resolution).rounded()
      let right = (character.area.x + character.area.width).pixels(at: Self.resolution).rounded()
      let top = character.area.y.pixels(at: Self.resolution).rounded()
      let bottom = (character.area.y + character.area.height).pixels(at: Self.resolution).rounded()
      let bounds = (left: 0.0, right: Double(picture.width), bottom: Double(picture.height))
      guard !character.scalar.properties.isWhitespace, left >= bounds.left, top >= 0, right <= bounds.right,
        bottom <= bounds.bottom, right > left, bottom > top
      else {
        endWord()
        continue
      }
      let key = "\(character.font) \((character.size * 10).rounded())"
      if styles[key] == nil {
        styles[key] = fonts.count
        fonts.append(character.font)
      }
      let box = PixelBox(left: Int(left), top: Int(top), width: Int(right - left), height: Int(bottom - top))
      // A gap of half a letter ends a word, whatever the reader of the PDF makes of it.
      if let last = glyphs.last, box.left > last.box.right + box.height / 4 || abs(box.top - last.box.top) > 2 {
        endWord()
      }
      glyphs.append(Glyph(scalar: character.scalar, box: box, style: styles[key] ?? 0))
    }
    endWord()
    self.words = words
    self.fonts = fonts
  }
}
