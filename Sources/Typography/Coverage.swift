// SPDX-License-Identifier: GPL-3.0-or-later

/// Which characters a style's faces can show.
struct Coverage {
  let faces: [Face]
  let base: BaseGlyphs

  /// True for a character that needs a glyph and that no face has one for: not for spaces, line breaks, tabs and
  /// characters that are never drawn (Default_Ignorable_Code_Point).
  func lacks(_ value: UInt32) -> Bool {
    if base.covers(value) || faces.contains(where: { $0.glyph(of: value) != nil }) { return false }
    guard let scalar = Unicode.Scalar(value) else { return true }
    return !BreakingSpace.isBlank(value) && !scalar.properties.isDefaultIgnorableCodePoint
  }
}
