// SPDX-License-Identifier: GPL-3.0-or-later

import CPango
import Glibc

/// Sets any text by Pango: bidirectional, complex scripts, characters from several faces.
///
/// Everything is set at one size and scaled, so that results are in proportion at every size and Pango keeps few fonts.
struct PangoText: ~Copyable {
  /// Pango units in an em of the layout. Not more: Pango measures lines before wrapping in 32 bits.
  static let unitsPerEm = 16_384.0
  /// Bytes of one layout: the longest text whose length surely fits into 32 bits of those units.
  private static let mostBytes = 20_000
  /// Bytes of a word: for each line Pango looks through the whole of a word that is too long.
  private static let mostUnbroken = 2_000

  private let style: FontStyle
  private let faces: [Face]
  private let base: BaseGlyphs
  private let coverage: Coverage
  private let fonts: PrivateFonts
  private let map: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private let layout: OpaquePointer

  init(style: FontStyle, faces: [Face], base: BaseGlyphs, coverage: Coverage) throws(TypographyError) {
    _ = Self.languageOfProcess
    let fonts = try PrivateFonts(faces: faces)
    guard let map = cpango_font_map_new(fonts.config), let context = pango_font_map_create_context(map),
      let description = pango_font_description_new()
    else { throw .notUsable(path: faces[0].path, index: faces[0].index, library: "Pango") }
    defer { pango_font_description_free(description) }
    pango_context_set_language(context, pango_language_from_string("en"))
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
    pango_context_set_round_glyph_positions(context, 0)
    let layout: OpaquePointer = pango_layout_new(context)
    pango_font_description_set_family(
      description, faces.indices.map(PrivateFonts.family).joined(separator: ","))
    pango_font_description_set_absolute_size(description, Self.unitsPerEm)
    pango_layout_set_font_description(layout, description)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_auto_dir(layout, 1)
    self.style = style
    self.faces = faces
    self.base = base
    self.coverage = coverage
    self.fonts = fonts
    self.map = map
    self.context = context
    self.layout = layout
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(map)
  }

  /// One paragraph without line breaks; `size` and `width` in points.
  func lines(of bytes: [UInt8], size: Double, width: Double) -> [TextLine] {
    guard bytes.count > Self.mostUnbroken else { return set(bytes, size: size, width: width) }
    var lines: [TextLine] = []
    var start = 0
    while start < bytes.count {
      let end = Self.end(of: bytes, from: start)
      lines += set(Array(bytes[start..<end]), size: size, width: width)
      start = end
    }
    return lines
  }

  /// Where one layout has to end, if the text is too long for it: there a line ends early.
  private static func end(of bytes: [UInt8], from start: Int) -> Int {
    var unbroken = 0
    for place in start..<bytes.count {
      let byte = bytes[place]
      if byte & 0xC0 == 0x80 { continue }
      if place - start >= mostBytes || place - unbroken - start >= mostUnbroken { return place }
      // After a space, and around the scripts from Thai on, lines can be broken.
      if byte == 0x20 || byte >= 0xE1 || byte == 0xE0 && place + 1 < bytes.count && bytes[place + 1] >= 0xB8 {
        unbroken = place + 1 - start
        if byte == 0x20, place - start > mostBytes - 1_000 { return place + 1 }
      }
    }
    return bytes.count
  }

  private func set(_ bytes: [UInt8], size: Double, width: Double) -> [TextLine] {
    let scale = size / Self.unitsPerEm
    pango_layout_set_width(layout, Int32(max(0, min(width / scale + 0.5, 1e9))))
    // NUL would end the text for Pango; this control character has no glyph either.
    let withoutNUL = bytes.contains(0) ? bytes.map { $0 == 0 ? 1 : $0 } : bytes
    withoutNUL.withUnsafeBytes { raw in
      pango_layout_set_text(layout, raw.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
    }
    let attributes = attributes(for: bytes)
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    var lines: [TextLine] = []
    var node = pango_layout_get_lines_readonly(layout)
    while let link = node {
      if let line = link.pointee.data?.assumingMemoryBound(to: PangoLayoutLine.self) {
        lines.append(textLine(line, bytes, size: size, scale: scale))
      }
      node = link.pointee.next
    }
    return lines
  }

  private func textLine(
    _ line: UnsafePointer<PangoLayoutLine>, _ bytes: [UInt8], size: Double, scale: Double
  ) -> TextLine {
    let start = Int(line.pointee.start_index)
    var end = min(start + Int(line.pointee.length), bytes.count)
    // The spaces at which the line was broken hang.
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    var reader = PangoRunReader(
      style: style, faces: faces, base: base, bytes: bytes, end: end, size: size, scale: scale)
    var node = line.pointee.runs
    while let link = node {
      if let run = link.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self) { reader.read(run) }
      node = link.pointee.next
    }
    if reader.runs.isEmpty { reader.measure(0) }
    return TextLine(
      runs: reader.runs, width: Double(reader.pen) * scale, ascent: reader.ascent * size,
      descent: reader.descent * size, isRightToLeft: line.pointee.resolved_dir == PANGO_DIRECTION_RTL.rawValue)
  }

  /// No hyphens where words are broken; no ligatures in Latin, Greek and Cyrillic, as on the fast path; room for
  /// .notdef in place of characters that no face has.
  private func attributes(for bytes: [UInt8]) -> OpaquePointer? {
    let list: OpaquePointer? = pango_attr_list_new()
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(0))
    func add(_ attribute: UnsafeMutablePointer<PangoAttribute>?, _ range: Range<Int>) {
      attribute?.pointee.start_index = UInt32(range.lowerBound)
      attribute?.pointee.end_index = UInt32(range.upperBound)
      pango_attr_list_insert(list, attribute)
    }
    var box = PangoRectangle()
    box.width = Int32(faces[0].width(of: 0) * Self.unitsPerEm / 1000)
    var plainStart: Int?
    bytes.withUnsafeBufferPointer { buffer in
      var scalars = ScalarReader(buffer)
      while true {
        let offset = scalars.offset
        let scalar = scalars.next()
        if let scalar, scalar < 0x530 || (0x1E00...0x20CF).contains(scalar) {
          if plainStart == nil { plainStart = offset }
        } else if let start = plainStart {
          add(pango_attr_font_features_new(ShapingFeatures.text), start..<offset)
          plainStart = nil
        }
        guard let scalar else { break }
        if coverage.lacks(scalar) { add(pango_attr_shape_new(&box, &box), offset..<scalars.offset) }
      }
    }
    return list
  }

  /// Pango lets these variables choose the language of scripts, and with it the shape of letters; a certificate must
  /// not depend on who runs the program. Read by Pango once, so it is set before its first call.
  private static let languageOfProcess: Int32 = setenv("PANGO_LANGUAGE", "en", 1)
}
