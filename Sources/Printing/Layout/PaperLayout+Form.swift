// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

extension PaperLayout {
  /// Lays out one copy; `misfit` is the first box whose text must stay in it and has no room there.
  static func of(
    _ wording: Wording, fonts: inout FontStack
  ) throws(TypographyError) -> (layout: PaperLayout, misfit: Template.Box?) {
    let template = wording.template
    let height = template.height * pointsPerMillimetre
    var layout = PaperLayout()
    layout.common.reserveCapacity(64)
    var continued: [ContinuedBox] = []
    var misfit: Template.Box?
    for box in template.boxes where box.field != .copyMark && box.field != .sheetMark {
      let outcome = try BoxLayout(box: box, sheetHeight: height).set(wording.text(of: box.field), fonts: &fonts)
      layout.common.append(contentsOf: outcome.lines)
      if let rest = outcome.continued { continued.append(rest) }
      if !outcome.fits, misfit == nil { misfit = box }
    }
    layout.common += try GoodsHeads(template: template).set(fonts: &fonts).lines
    let goods = GoodsLayout(template: template, wording: wording, continued: continued, sheetHeight: height)
    layout.sheets = try goods.set(fonts: &fonts)
    for box in template.boxes where box.field == .sheetMark {
      for index in layout.sheets.indices {
        let outcome = try BoxLayout(box: box, sheetHeight: height).set(
          "Sheet \(index + 1) of \(layout.sheets.count)", fonts: &fonts)
        layout.sheets[index].lines.append(contentsOf: outcome.lines)
        if !outcome.fits, misfit == nil { misfit = box }
      }
    }
    return (layout, misfit)
  }
}
