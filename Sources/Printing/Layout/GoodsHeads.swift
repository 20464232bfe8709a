// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

/// Sets the heads of the goods table, which stand on every sheet.
struct GoodsHeads {
  let template: Template

  /// The heads' lines, and the first column whose head has no room.
  func set(fonts: inout FontStack) throws(TypographyError) -> (lines: [PlacedLine], misfit: Template.Column?) {
    guard let heads = template.goods.heads else { return ([], nil) }
    var lines: [PlacedLine] = []
    var misfit: Template.Column?
    for column in template.goods.columns where !column.head.isEmpty {
      var style = heads.text
      style.alignment = column.textAlignment
      let place = BoxLayout(
        frame: template.goods.headFrame(of: column), style: style,
        sheetHeight: template.height * pointsPerMillimetre)
      let outcome = try place.set(column.head, fonts: &fonts)
      lines += outcome.lines
      if !outcome.fits, misfit == nil { misfit = column }
    }
    return (lines, misfit)
  }
}
