// SPDX-License-Identifier: GPL-3.0-or-later

import CPango

/// Turns Pango's runs of one line, in visual order, into glyph runs: split where the base subset ends and an extra one
/// begins, never inside a cluster.
struct PangoRunReader {
  private let style: FontStyle
  private let faces: [Face]
  private let base: BaseGlyphs
  private let bytes: [UInt8]
  /// Where the line's text ends; what stands behind it (spaces) is dropped.
  private let end: Int
  private let size: Double
  private let scale: Double
  private(set) var runs: [GlyphRun] = []
  /// Pango units.
  private(set) var pen = 0
  /// Em, the greatest so far.
  private(set) var ascent = 0.0
  private(set) var descent = 0.0

  /// Glyphs of one cluster and the text that they stand for.
  private struct Cluster {
    var glyphs: Range<Int>
    var text: Range<Int>
    var isBase: Bool
  }

  init(
    style: FontStyle, faces: [Face], base: BaseGlyphs, bytes: [UInt8], end: Int, size: Double, scale: Double
  ) {
    self.style = style
    self.faces = faces
    self.base = base
    self.bytes = bytes
    self.end = end
    self.size = size
    self.scale = scale
  }

  mutating func read(_ run: UnsafePointer<PangoGlyphItem>) {
    guard let item = run.pointee.item, let string = run.pointee.glyphs else { return }
    let place = place(of: item.pointee.analysis.font)
    let isRightToLeft = item.pointee.analysis.level % 2 == 1
    let clusters = clusters(of: item, string, place: place, isRightToLeft: isRightToLeft)
    var first = 0
    while first < clusters.count {
      var last = first + 1
      while last < clusters.count, clusters[last].isBase == clusters[first].isBase { last += 1 }
      append(clusters[first..<last], string, place: place, isRightToLeft: isRightToLeft)
      first = last
    }
  }

  /// Makes room for a face's ascent and descent.
  mutating func measure(_ place: Int) {
    let face = faces[place]
    ascent = max(ascent, Double(face.ascent) / Double(face.unitsPerEm))
    descent = max(descent, Double(face.descent) / Double(face.unitsPerEm))
  }

  private func place(of font: UnsafeMutablePointer<PangoFont>?) -> Int {
    guard let family = cpango_font_family(font), let place = PrivateFonts.place(of: family), place < faces.count
    else { return 0 }
    return place
  }

  private func clusters(
    of item: UnsafePointer<PangoItem>, _ string: UnsafePointer<PangoGlyphString>, place: Int, isRightToLeft: Bool
  ) -> [Cluster] {
    let count = Int(string.pointee.num_glyphs)
    guard count > 0, let glyphs = string.pointee.glyphs, let offsets = string.pointee.log_clusters else { return [] }
    let itemStart = Int(item.pointee.offset)
    let itemEnd = itemStart + Int(item.pointee.length)
    var clusters: [Cluster] = []
    clusters.reserveCapacity(count)
    var first = 0
    var behind = itemEnd
    while first < count {
      var last = first + 1
      while last < count, offsets[last] == offsets[first] { last += 1 }
      let start = itemStart + Int(offsets[first])
      let end = isRightToLeft ? behind : last < count ? itemStart + Int(offsets[last]) : itemEnd
      behind = start
      if start < self.end, start < end, end <= bytes.count {
        let isBase =
          place == 0
          && (first..<last).allSatisfy {
            let glyph = glyphs[$0]
            return cpango_is_empty_glyph(glyph.glyph) != 0 && glyph.geometry.width == 0 || base.contains(glyph.glyph)
          }
        clusters.append(Cluster(glyphs: first..<last, text: start..<end, isBase: isBase))
      }
      first = last
    }
    return clusters
  }

  private mutating func append(
    _ clusters: ArraySlice<Cluster>, _ string: UnsafePointer<PangoGlyphString>, place: Int, isRightToLeft: Bool
  ) {
    guard let first = clusters.first, let last = clusters.last, let infos = string.pointee.glyphs else { return }
    let face = faces[place]
    let text = min(first.text.lowerBound, last.text.lowerBound)..<max(first.text.upperBound, last.text.upperBound)
    var glyphs: [Glyph] = []
    var texts: [String] = []
    var isPlain = true
    for cluster in clusters {
      let own = Array(bytes[cluster.text])
      var ids: [UInt32] = []
      for info in cluster.glyphs.lazy.map({ infos[$0] }) {
        let advance = Int(info.geometry.width)
        defer { pen += advance }
        // Empty glyphs are characters that are never drawn, if they have no width; else characters that no face has.
        let isEmpty = cpango_is_empty_glyph(info.glyph) != 0
        if isEmpty, advance == 0 { continue }
        let id = isEmpty || cpango_is_unknown_glyph(info.glyph) != 0 ? 0 : info.glyph
        ids.append(id)
        glyphs.append(
          Glyph(
            id: id, textOffset: UInt32(cluster.text.lowerBound - text.lowerBound),
            x: Double(pen + Int(info.geometry.x_offset)) * scale, y: -Double(info.geometry.y_offset) * scale,
            advance: Double(advance) * scale, width: face.width(of: id)))
      }
      let reading = ClusterReading(text: own, glyphs: ids, face: face)
      if first.isBase {
        if ids.count != 1 || !reading.isOneScalar(base.scalar(of: ids[0])) { isPlain = false }
      } else {
        texts += reading.texts
        if !reading.isPlain { isPlain = false }
      }
    }
    guard !glyphs.isEmpty else { return }
    measure(place)
    runs.append(
      GlyphRun(
        face: FaceID(style: style, index: place), isBase: first.isBase, size: size, glyphs: glyphs,
        text: String(decoding: bytes[text], as: UTF8.self), isRightToLeft: isRightToLeft, isPlain: isPlain,
        glyphTexts: texts))
  }
}
