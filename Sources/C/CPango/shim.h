// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <fontconfig/fontconfig.h>
#include <pango/pango.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>

// GObject's casts and the constants with casts are macros, which Swift does not see.

/// A font map over the fonts of `config` alone, at 72 dpi: a Pango unit of size is a point.
static inline PangoFontMap *cpango_font_map_new(FcConfig *config) {
  PangoFontMap *map = pango_ft2_font_map_new();
  pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(map), 72, 72);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
  return map;
}

/// The family name that Fontconfig's pattern of a font has; NULL if none.
static inline const char *cpango_font_family(PangoFont *font) {
  FcChar8 *family = NULL;
  if (!font || !PANGO_IS_FC_FONT(font)) return NULL;
  FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
  if (!pattern || FcPatternGetString(pattern, FC_FAMILY, 0, &family) != FcResultMatch) return NULL;
  return (const char *)family;
}

static inline int cpango_is_empty_glyph(PangoGlyph glyph) { return glyph == PANGO_GLYPH_EMPTY; }
static inline int cpango_is_unknown_glyph(PangoGlyph glyph) { return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0; }
