// SPDX-License-Identifier: GPL-3.0-or-later

import CHarfBuzz

/// Cuts glyphs out of a face: outlines and metrics alone, without hints, layout, names or character map.
///
/// The same glyphs of the same face give the same bytes.
struct FontSubset {
  let program: [UInt8]
  let kind: EmbeddedFont.Kind
  /// By glyph of the whole font; 0 for a glyph that was not kept.
  let cids: [UInt16]

  init(of face: Face, glyphs: [UInt32]) throws(TypographyError) {
    guard let input = hb_subset_input_create_or_fail() else { throw Self.failure(face, glyphs) }
    defer { hb_subset_input_destroy(input) }
    let wanted = hb_subset_input_glyph_set(input)
    for glyph in glyphs { hb_set_add(wanted, glyph) }
    hb_subset_input_set_flags(
      input, HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue)
    guard let plan = hb_subset_plan_create_or_fail(face.bare, input) else { throw Self.failure(face, glyphs) }
    defer { hb_subset_plan_destroy(plan) }
    guard let subset = hb_subset_plan_execute_or_fail(plan) else { throw Self.failure(face, glyphs) }
    defer { hb_face_destroy(subset) }

    var newGlyphs = [UInt16](repeating: 0, count: face.glyphCount)
    let mapping = hb_subset_plan_old_to_new_glyph_mapping(plan)
    for glyph in glyphs where Int(glyph) < newGlyphs.count && hb_map_has(mapping, glyph) != 0 {
      newGlyphs[Int(glyph)] = UInt16(truncatingIfNeeded: hb_map_get(mapping, glyph))
    }
    if face.isCFF {
      guard let blob = hb_face_reference_table(subset, FontTable.tag("CFF ")) else { throw Self.failure(face, glyphs) }
      defer { hb_blob_destroy(blob) }
      let table = FontTable.copy(blob)
      guard let charset = CFFCharset(FontTable(table), glyphCount: Int(hb_face_get_glyph_count(subset))) else {
        throw Self.failure(face, glyphs)
      }
      self.kind = .cff
      self.program = table
      // A CIDFont's page codes go through the charset of a CID-keyed program, ISO 32000-1 9.7.4.2.
      self.cids = newGlyphs.map { $0 == 0 ? 0 : charset.cid(of: $0) }
    } else {
      guard let blob = hb_face_reference_blob(subset) else { throw Self.failure(face, glyphs) }
      defer { hb_blob_destroy(blob) }
      self.kind = .trueType
      self.program = FontTable.copy(blob)
      self.cids = newGlyphs
    }
    guard !program.isEmpty else { throw Self.failure(face, glyphs) }
  }

  private static func failure(_ face: Face, _ glyphs: [UInt32]) -> TypographyError {
    .subsettingFailed(path: face.path, index: face.index, glyphs: glyphs.count)
  }
}
