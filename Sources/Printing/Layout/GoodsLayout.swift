// SPDX-License-Identifier: GPL-3.0-or-later

import Trade
import Typography

/// Sets the goods table over as many sheets as it needs, and the boxes that are continued above it.
///
/// Items are kept together where a sheet has room for them. The type shrinks to its minimum before a second sheet is
/// begun; once one is needed, the largest type that needs no more sheets is taken.
struct GoodsLayout {
  let template: Template
  let wording: Wording
  let continued: [ContinuedBox]
  let sheetHeight: Double

  /// Lines that stay together where they can: an item, a continued box, the totals.
  private struct Block {
    /// Lines by row; several columns stand in one row.
    var rows: [[(x: Double, line: TextLine)]] = []
    var pitch: Double
    var firstBaseline: Double
    var height: Double { Double(rows.count) * pitch }
  }

  func set(fonts: inout FontStack) throws(TypographyError) -> [SheetLayout] {
    var best: (size: Double, sheets: [SheetLayout])?
    let sizes = template.goods.text.sizes
    func take(_ size: Double, _ sheets: [SheetLayout]) {
      if let known = best,
        known.sheets.count < sheets.count || (known.sheets.count == sheets.count && known.size > size)
      {
        return
      }
      best = (size, sheets)
    }
    let first = try flow(size: sizes[0], fonts: &fonts)
    let least = continued.isEmpty ? 1 : 2
    take(sizes[0], first)
    if first.count > least, let smallest = sizes.last, sizes.count > 1 {
      let tightest = try flow(size: smallest, fonts: &fonts)
      take(smallest, tightest)
      // Text that fits at a size fits at smaller ones, but for rare turns of the lines, which cost a quarter point.
      var failing = first.count > tightest.count ? 0 : sizes.count - 1
      var passing = sizes.count - 1
      while passing - failing > 1 {
        let middle = (failing + passing) / 2
        let sheets = try flow(size: sizes[middle], fonts: &fonts)
        take(sizes[middle], sheets)
        if sheets.count <= tightest.count { passing = middle } else { failing = middle }
      }
    }
    return best?.sheets ?? first
  }

  // MARK: - One size

  private var left: Double { template.goods.frame.x * pointsPerMillimetre }
  private var width: Double { template.goods.frame.width * pointsPerMillimetre }
  private var top: Double { sheetHeight - template.goods.itemsFrame.y * pointsPerMillimetre }
  private var room: Double { template.goods.itemsFrame.height * pointsPerMillimetre }
  private var gap: Double { template.goods.gap * pointsPerMillimetre }

  private func flow(size: Double, fonts: inout FontStack) throws(TypographyError) -> [SheetLayout] {
    var blocks: [Block] = []
    let decimals = try decimalColumns(size: size, fonts: &fonts)
    for index in wording.form.items.indices {
      blocks.append(try block(ofItem: index, size: size, decimals: decimals, fonts: &fonts))
    }
    blocks.append(try ending(size: size, fonts: &fonts))
    var waiting: ArraySlice<Block> = []
    for box in continued { waiting.append(try block(of: box, size: size, fonts: &fonts)) }
    var goods = blocks[...]
    var sheets: [SheetLayout] = []
    // On a sheet that is followed by another, the last line says so.
    let shortened = room - template.goods.text.leading * size - gap
    // Every sheet takes at least one row: `place` sees to it.
    while !(goods.isEmpty && waiting.isEmpty && !sheets.isEmpty) {
      var sheet = SheetLayout()
      if template.goods.heads?.rule ?? false {
        let y = top + Template.ColumnHeads.clearance * pointsPerMillimetre
        sheet.strokes.append(Stroke(fromX: left, fromY: y, toX: left + width, toY: y))
      }
      var depth = 0.0
      if !sheets.isEmpty { place(&waiting, on: &sheet, depth: &depth, limit: shortened) }
      if waiting.isEmpty || sheets.isEmpty, !goods.isEmpty {
        let whole = goods.reduce(-gap) { $0 + $1.height + gap }
        place(&goods, on: &sheet, depth: &depth, limit: depth + whole <= room + 0.01 ? room : shortened)
      }
      if !goods.isEmpty {
        try placeNote("Continued on sheet \(sheets.count + 2)", size: size, on: &sheet, fonts: &fonts)
      }
      close(&sheet, depth: depth, limit: goods.isEmpty ? room : shortened)
      sheets.append(sheet)
      if goods.isEmpty, waiting.isEmpty, sheets.count > 1 || continued.isEmpty { break }
    }
    return sheets
  }

  /// Places blocks while they fit; one too high for any sheet is split between two rows.
  private func place(_ blocks: inout ArraySlice<Block>, on sheet: inout SheetLayout, depth: inout Double, limit: Double)
  {
    while let block = blocks.first {
      if depth + block.height <= limit + 0.01 {
        place(block, on: &sheet, depth: &depth)
        blocks.removeFirst()
        continue
      }
      guard block.height > limit || depth == 0 else { return }
      let rows = Int((limit - depth + 0.01) / block.pitch)
      // Two rows at least, so that no single line is left behind; on an empty sheet whatever there is room for.
      guard rows >= (depth == 0 ? 1 : 2) || depth == 0 else { return }
      let kept = max(1, min(rows, block.rows.count))
      var head = block
      head.rows = Array(block.rows[..<kept])
      place(head, on: &sheet, depth: &depth)
      var rest = block
      rest.rows = Array(block.rows[kept...])
      blocks.removeFirst()
      if !rest.rows.isEmpty { blocks = ([rest] + blocks)[...] }
      return
    }
  }

  private func place(_ block: Block, on sheet: inout SheetLayout, depth: inout Double) {
    var baseline = top - depth - block.firstBaseline
    for row in block.rows {
      for cell in row { sheet.lines.append(PlacedLine(x: cell.x, baseline: baseline, line: cell.line)) }
      baseline -= block.pitch
    }
    depth += block.height + gap
  }

  /// Rules off what is left of a sheet.
  private func close(_ sheet: inout SheetLayout, depth: Double, limit: Double) {
    let end = max(0, depth - gap / 2)
    guard limit - end >= 0 else { return }
    let y = top - end
    if template.goods.rule {
      sheet.strokes.append(Stroke(fromX: left, fromY: y, toX: left + width, toY: y))
    }
    // Room for less than a line needs no crossing out.
    if template.goods.diagonal, limit - end > template.goods.text.minimum * template.goods.text.leading {
      sheet.strokes.append(Stroke(fromX: left, fromY: top - limit, toX: left + width, toY: y))
    }
  }

  private func placeNote(_ words: String, size: Double, on sheet: inout SheetLayout, fonts: inout FontStack)
    throws(TypographyError)
  {
    let style = template.goods.text
    let baseline = top - room + style.leading * size - style.firstBaseline(at: size)
    for line in try fonts.paragraph(words, style: style.fontStyle, size: size, width: width).lines.prefix(1) {
      sheet.lines.append(PlacedLine(x: min(noteX, left + width - line.width), baseline: baseline, line: line))
    }
  }

  /// The column that describes the goods: totals, remarks, end mark, notes and continued boxes stand there too.
  private var goodsColumn: Template.Column? {
    template.goods.columns.first { $0.field == .goods || $0.field == .description }
  }

  private var noteX: Double { goodsColumn.map { $0.x * pointsPerMillimetre } ?? left }
  private var noteWidth: Double { goodsColumn.map { $0.width * pointsPerMillimetre } ?? width }

  // MARK: - Blocks

  /// How the numbers of each column stand; nil for a column that is not aligned by points, or too narrow for it.
  private func decimalColumns(size: Double, fonts: inout FontStack) throws(TypographyError) -> [DecimalColumn?] {
    var found: [DecimalColumn?] = []
    for column in template.goods.columns {
      guard column.alignment == .decimal else {
        found.append(nil)
        continue
      }
      let texts = wording.form.items.map { wording.text(of: column.field, item: $0) }
      found.append(
        try DecimalColumn(
          texts, left: column.x * pointsPerMillimetre, width: column.width * pointsPerMillimetre,
          style: template.goods.text.fontStyle, size: size, fonts: &fonts))
    }
    return found
  }

  private func block(
    ofItem index: Int, size: Double, decimals: [DecimalColumn?], fonts: inout FontStack
  ) throws(TypographyError) -> Block {
    let style = template.goods.text
    var block = Block(pitch: style.leading * size, firstBaseline: style.firstBaseline(at: size))
    for (column, decimal) in zip(template.goods.columns, decimals) {
      if let decimal {
        for (row, cells) in decimal.rows(ofItem: index).enumerated() {
          if row == block.rows.count { block.rows.append([]) }
          block.rows[row] += cells
        }
        continue
      }
      let text = wording.text(of: column.field, item: wording.form.items[index])
      let lines = try fonts.paragraph(
        text, style: style.fontStyle, size: size, width: column.width * pointsPerMillimetre
      ).lines
      for (row, line) in lines.enumerated() {
        if row == block.rows.count { block.rows.append([]) }
        let x = alignedX(
          line, column.textAlignment, left: column.x * pointsPerMillimetre, width: column.width * pointsPerMillimetre)
        block.rows[row].append((x, line))
      }
    }
    return block
  }

  /// Totals and remarks, unless a box has them, and the end mark.
  private func ending(size: Double, fonts: inout FontStack) throws(TypographyError) -> Block {
    let style = template.goods.text
    var block = Block(pitch: style.leading * size, firstBaseline: style.firstBaseline(at: size))
    var totals = wording.totalsUnderGoods(by: "; ")
    // A break between the parts is better than one before a unit.
    if try fonts.paragraph(totals, style: style.fontStyle, size: size, width: noteWidth).lines.count > 1 {
      totals = wording.totalsUnderGoods(by: "\n")
    }
    let text = wording.joined([totals, wording.remarksUnderGoods, template.goods.end], by: "\n")
    guard !text.isEmpty else { return block }
    let lines = try fonts.paragraph(text, style: style.fontStyle, size: size, width: noteWidth).lines
    block.rows = lines.map { [(noteX, $0)] }
    return block
  }

  private func block(of box: ContinuedBox, size: Double, fonts: inout FontStack) throws(TypographyError) -> Block {
    let style = template.goods.text
    var block = Block(
      pitch: max(box.pitch, style.leading * size), firstBaseline: style.firstBaseline(at: size))
    let lines =
      try fonts.paragraph("\(box.label) (continued)", style: .bold, size: size, width: width).lines + box.lines
    // In the column of the goods no line of the artwork is crossed; what is too wide for it begins at the left edge.
    let x = lines.allSatisfy { $0.width <= noteWidth + 0.01 } ? noteX : left
    block.rows = lines.map { [(x, $0)] }
    return block
  }
}
