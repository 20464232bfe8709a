// SPDX-License-Identifier: GPL-3.0-or-later

/// One style's faces in their order, with the fast path over the first and Pango over all of them.
struct StyleStack: ~Copyable {
  let style: FontStyle
  let faces: [Face]
  let base: BaseGlyphs
  private let coverage: Coverage
  private var shaper: WordShaper
  /// Made when the first text needs it: most certificates never do.
  private var pango: PangoText?

  init(style: FontStyle, files: [FontFile], repertoire: Repertoire) throws(TypographyError) {
    var faces: [Face] = []
    for file in files { faces.append(try Face(path: file.path, index: file.index)) }
    guard let first = faces.first else { throw .emptyStack(style: style) }
    self.style = style
    self.faces = faces
    self.base = BaseGlyphs(repertoire: repertoire, face: first)
    self.coverage = Coverage(faces: faces, base: base)
    self.shaper = WordShaper(face: first, base: base)
  }

  /// Which path a text takes: the fastest that can set it, or Pango whatever it is.
  enum Path {
    case fastest
    case pango
  }

  mutating func paragraph(
    _ text: String, size: Double, width: Double, path: Path
  ) throws(TypographyError) -> Paragraph {
    var lines: [TextLine] = []
    let (bytes, places) = BreakingSpace.paragraphs(of: text)
    for place in places {
      var fast: [TextLine]?
      if path == .fastest {
        fast = bytes.withUnsafeBufferPointer {
          fastLines(of: UnsafeBufferPointer(rebasing: $0[place]), size: size, width: width)
        }
      }
      let more: [TextLine]
      if let fast {
        more = fast
      } else {
        if pango == nil { pango = try PangoText(style: style, faces: faces, base: base, coverage: coverage) }
        more = pango?.lines(of: Array(bytes[place]), size: size, width: width) ?? []
      }
      if lines.isEmpty { lines = more } else { lines.append(contentsOf: more) }
    }
    return Paragraph(lines: lines)
  }

  /// Nil if the text is not of the repertoire, or shaping leaves the base subset.
  private mutating func fastLines(
    of bytes: UnsafeBufferPointer<UInt8>, size: Double, width: Double
  ) -> [TextLine]? {
    guard isSimple(bytes) else { return nil }
    var fast = FastLines(
      bytes: bytes, face: FaceID(style: style, index: 0), metrics: faces[0], size: size, width: width)
    return fast.set(with: &shaper) ? fast.lines : nil
  }

  /// Characters that no face has, each once, in the order of the text.
  func missing(in text: String) -> [Unicode.Scalar] {
    var missing: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars where coverage.lacks(scalar.value) && !missing.contains(scalar) {
      missing.append(scalar)
    }
    return missing
  }

  private func isSimple(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var scalars = ScalarReader(bytes)
    while let scalar = scalars.next() {
      if !base.covers(scalar) { return false }
    }
    return true
  }
}
