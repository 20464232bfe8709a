// SPDX-License-Identifier: GPL-3.0-or-later

import CHarfBuzz
// Pango's headers declare HarfBuzz's structs too, and either module may turn out to own them.
import CPango
import Glibc

/// An open face: HarfBuzz's handles on a mapped file and the numbers that setting and embedding need.
///
/// Stays inside the module and inside one `FontStack`; not Sendable.
final class Face {
  let path: String
  let index: Int
  /// The handles live as long as this object.
  let face: OpaquePointer
  /// Scaled to design units.
  let font: OpaquePointer
  /// Outlines and metrics of the same font and nothing else, for subsetting: no character map or layout to walk.
  let bare: OpaquePointer
  let isCFF: Bool
  let unitsPerEm: Int
  let glyphCount: Int
  /// Design units above and below the base line; both positive as a rule.
  let ascent: Int
  let descent: Int

  init(path: String, index: Int) throws(TypographyError) {
    // Anything but a plain file could block or change while it is mapped.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let blob = hb_blob_create_from_file_or_fail(path)
    else { throw .unreadable(path: path) }
    defer { hb_blob_destroy(blob) }
    let faces = Int(hb_face_count(blob))
    guard faces > 0 else { throw .broken(path: path, index: index, reason: "it is not a TrueType or OpenType font") }
    guard index >= 0, index < faces else { throw .noSuchFace(path: path, index: index, faces: faces) }
    // Created handles are never NULL: HarfBuzz gives its inert objects instead, which have no glyphs.
    let face: OpaquePointer = hb_face_create(blob, UInt32(index))
    let font: OpaquePointer = hb_font_create(face)
    let glyphCount = Int(hb_face_get_glyph_count(face))
    let unitsPerEm = Int(hb_face_get_upem(face))
    hb_font_set_scale(font, Int32(unitsPerEm), Int32(unitsPerEm))
    var extents = hb_font_extents_t()
    let hasExtents = hb_font_get_h_extents(font, &extents) != 0
    func refuse(_ error: TypographyError) -> TypographyError {
      hb_font_destroy(font)
      hb_face_destroy(face)
      return error
    }
    if let fault = Self.fault(of: face, glyphCount: glyphCount, hasExtents: hasExtents) {
      throw refuse(.broken(path: path, index: index, reason: fault))
    }
    let fsType = FontTable(face, "OS/2").uint16(at: 8) ?? 0
    guard Self.maySubsetAndEmbed(fsType: fsType) else {
      throw refuse(.embeddingForbidden(path: path, index: index, fsType: fsType))
    }
    self.path = path
    self.index = index
    self.face = face
    self.font = font
    self.bare = Self.bareFace(of: face)
    self.isCFF = FontTable.length(face, "CFF ") > 0
    self.glyphCount = glyphCount
    self.unitsPerEm = unitsPerEm
    self.ascent = Int(extents.ascender)
    self.descent = -Int(extents.descender)
  }

  /// Read from the tables when a subset is first made.
  private(set) lazy var facts = FaceFacts(self)

  deinit {
    hb_face_destroy(bare)
    hb_font_destroy(font)
    hb_face_destroy(face)
  }

  /// The glyph that the cmap gives for a character; nil if it has none.
  func glyph(of scalar: UInt32) -> UInt32? {
    var glyph: UInt32 = 0
    return hb_font_get_nominal_glyph(font, scalar, &glyph) != 0 && glyph != 0 ? glyph : nil
  }

  /// The glyph's own advance in 1/1000 em, rounded to 1/1000 of that, as W arrays have it.
  func width(of glyph: UInt32) -> Double {
    thousandths(Int(hb_font_get_glyph_h_advance(font, glyph)))
  }

  /// Design units in 1/1000 em, rounded to 1/1000 of that.
  func thousandths(_ units: Int) -> Double {
    let scaled = Double(units) * 1000 / Double(unitsPerEm)
    return (scaled * 1000).rounded() / 1000
  }

  /// A face over the same bytes that shows only the tables which a PDF needs.
  private static func bareFace(of face: OpaquePointer) -> OpaquePointer {
    let bare: OpaquePointer = hb_face_create_for_tables(
      { _, tag, user in
        guard let user, Face.embeddedTables.contains(tag) else { return nil }
        return hb_face_reference_table(OpaquePointer(user), tag)
      }, UnsafeMutableRawPointer(hb_face_reference(face)),
      { user in
        guard let user else { return }
        hb_face_destroy(OpaquePointer(user))
      })
    hb_face_set_index(bare, hb_face_get_index(face))
    hb_face_set_upem(bare, hb_face_get_upem(face))
    hb_face_set_glyph_count(bare, hb_face_get_glyph_count(face))
    return bare
  }

  private static let embeddedTables = Set(
    ["CFF ", "glyf", "head", "hhea", "hmtx", "loca", "maxp"].map(FontTable.tag))

  private static func fault(of face: OpaquePointer, glyphCount: Int, hasExtents: Bool) -> String? {
    guard glyphCount > 0 else { return "it has no glyphs" }
    guard glyphCount <= 65_535 else { return "it has \(glyphCount) glyphs, at most 65535 can be embedded" }
    for tag in ["cmap", "head", "hhea", "hmtx", "maxp"] where FontTable.length(face, tag) == 0 {
      return "its table '\(tag)' is missing or damaged"
    }
    let hasOutlines =
      FontTable.length(face, "CFF ") > 0 || (FontTable.length(face, "glyf") > 0 && FontTable.length(face, "loca") > 0)
    guard hasOutlines else { return "it has neither TrueType (glyf) nor CFF outlines" }
    guard hasExtents else { return "its line metrics are missing" }
    return nil
  }

  /// OpenType OS/2, fsType: of the usage bits the least restrictive counts; bit 8 forbids subsets, bit 9 outlines.
  static func maySubsetAndEmbed(fsType: UInt16) -> Bool {
    if fsType & 0x300 != 0 { return false }
    return fsType & 0x2 == 0 || fsType & 0xC != 0
  }
}
