// SPDX-License-Identifier: GPL-3.0-or-later

import CPango

/// Sets text by Pango.
struct PangoText: ~Copyable {
  init(style: FontStyle, faces: [Face], base: BaseGlyphs) throws(TypographyError) {
  }
  func lines(of bytes: [UInt8], size: Double, width: Double) -> [TextLine] { [] }
}
