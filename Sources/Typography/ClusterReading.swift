// SPDX-License-Identifier: GPL-3.0-or-later

/// What each glyph of a cluster says in a ToUnicode map.
///
/// A lone glyph says the whole cluster. Of several, each that the cmap gives for a character of the cluster says that
/// character; the first of the others says what is left over.
struct ClusterReading {
  let texts: [String]
  /// True if the glyphs' texts in their order are the cluster's text.
  let isPlain: Bool
  private let scalars: [UInt32]

  init(text: [UInt8], glyphs: [UInt32], face: Face) {
    let whole = String(decoding: text, as: UTF8.self)
    self.scalars = whole.unicodeScalars.map(\.value)
    guard glyphs.count > 1 else {
      self.texts = glyphs.map { _ in whole }
      self.isPlain = glyphs.count == 1 && glyphs[0] != 0
      return
    }
    var left = scalars
    var texts: [String?] = glyphs.map { glyph in
      guard let place = left.firstIndex(where: { face.glyph(of: $0) == glyph }),
        let scalar = Unicode.Scalar(left[place])
      else { return nil }
      left.remove(at: place)
      return String(scalar)
    }
    if let free = texts.firstIndex(where: { $0 == nil }) {
      var rest = String.UnicodeScalarView()
      rest.append(contentsOf: left.lazy.compactMap { Unicode.Scalar($0) })
      texts[free] = String(rest)
    }
    self.texts = texts.map { $0 ?? "" }
    // Compared by bytes: string equality would call a letter and its decomposition the same.
    self.isPlain = self.texts.joined().utf8.elementsEqual(text)
  }

  func isOneScalar(_ scalar: UInt32) -> Bool { scalars == [scalar] }
}
