// SPDX-License-Identifier: GPL-3.0-or-later

import CHarfBuzz
// Pango's headers declare HarfBuzz's structs too, and either module may turn out to own them.
import CPango

/// The features of Latin, Greek and Cyrillic text, on both paths: no ligatures, so that a glyph is a character and the
/// base subset holds them all.
enum ShapingFeatures {
  static let count = 2
  /// For HarfBuzz; `HB_FEATURE_GLOBAL_START` and `_END` are 0 and the greatest UInt32.
  static let withoutLigatures = (
    hb_feature_t(tag: FontTable.tag("liga"), value: 0, start: 0, end: .max),
    hb_feature_t(tag: FontTable.tag("clig"), value: 0, start: 0, end: .max)
  )
  /// For Pango.
  static let text = "liga=0,clig=0"
}
