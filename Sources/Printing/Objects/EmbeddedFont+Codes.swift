// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

extension EmbeddedFont {
  /// Advances in 1/1000 em by code, for reading pages back.
  var widthsByCode: [Double] {
    var table = [Double](repeating: 1000, count: Int(widths.last?.cid ?? 0) + 1)
    for (cid, width) in widths { table[Int(cid)] = width }
    return table
  }
}
