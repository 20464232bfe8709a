// SPDX-License-Identifier: GPL-3.0-or-later

/// The fonts of a template: sets text in them and cuts out of them what a PDF embeds.
///
/// In each style the first face that has a glyph wins; the system's fonts are never used. Not Sendable: one a thread.
/// Results depend on the arguments and the font files alone, never on what was set before.
public struct FontStack: ~Copyable {
  private var regular: StyleStack
  private var bold: StyleStack
  private var baseRegular: EmbeddedFont?
  private var baseBold: EmbeddedFont?

  /// Throws if a style has no font, or a file cannot be read, used or embedded.
  public init(
    regular: [FontFile], bold: [FontFile], repertoire: Repertoire = .standard
  ) throws(TypographyError) {
    let regularStack = try StyleStack(style: .regular, files: regular, repertoire: repertoire)
    let boldStack = try StyleStack(style: .bold, files: bold, repertoire: repertoire)
    self.regular = regularStack
    self.bold = boldStack
  }

  /// A text broken into lines no wider than `width`; `size` and `width` in points.
  ///
  /// Line breaks of the text are kept; tabs count as spaces. Direction is found for each of its paragraphs.
  /// A character wider than `width` has a line of its own. `size` is over 0.
  public mutating func paragraph(
    _ text: String, style: FontStyle, size: Double, width: Double
  ) throws(TypographyError) -> Paragraph {
    precondition(size > 0 && size.isFinite && width.isFinite, "size is over 0, size and width are numbers")
    return switch style {
    case .regular: try regular.paragraph(text, size: size, width: width, path: .fastest)
    case .bold: try bold.paragraph(text, size: size, width: width, path: .fastest)
    }
  }

  /// Characters that no face of the style has, each once, in the order of the text; spaces, line breaks and characters
  /// that are never drawn (Default_Ignorable_Code_Point) aside.
  public func missing(in text: String, style: FontStyle = .regular) -> [Unicode.Scalar] {
    style == .regular ? regular.missing(in: text) : bold.missing(in: text)
  }

  /// The first face's share of the repertoire: the same bytes every time.
  public mutating func baseSubset(_ style: FontStyle) throws(TypographyError) -> EmbeddedFont {
    switch style {
    case .regular:
      if let made = baseRegular { return made }
      let made = try regular.baseSubset()
      baseRegular = made
      return made
    case .bold:
      if let made = baseBold { return made }
      let made = try bold.baseSubset()
      baseBold = made
      return made
    }
  }

  /// As much of the base subset as a document uses whose file is its own, such as a letter.
  public func baseSubset(_ style: FontStyle, keeping glyphs: Set<UInt32>) throws(TypographyError) -> EmbeddedFont {
    style == .regular ? try regular.baseSubset(keeping: glyphs) : try bold.baseSubset(keeping: glyphs)
  }

  /// Any glyphs of a face as a font of their own; `glyphs` says what each of them reads (see `ExtraGlyphs`).
  public func extraSubset(of face: FaceID, glyphs: [UInt32: String]) throws(TypographyError) -> EmbeddedFont {
    face.style == .regular
      ? try regular.subset(of: face, glyphs: glyphs) : try bold.subset(of: face, glyphs: glyphs)
  }

  /// As `paragraph`, but always by Pango: what the fast path is held against.
  mutating func pangoParagraph(
    _ text: String, style: FontStyle, size: Double, width: Double
  ) throws(TypographyError) -> Paragraph {
    switch style {
    case .regular: try regular.paragraph(text, size: size, width: width, path: .pango)
    case .bold: try bold.paragraph(text, size: size, width: width, path: .pango)
    }
  }
}
