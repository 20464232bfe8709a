// SPDX-License-Identifier: GPL-3.0-or-later

/// Points in a millimetre.
let pointsPerMillimetre = 72.0 / 25.4

extension Template {
  /// Every box is on the sheet, clear of the code and large enough for a line at its smallest size.
  func checkGeometry() throws(PrintingError) {
    let sheet = SheetFrame(x: 0, y: 0, width: width, height: height)
    let moved = code.clearFrame
    if !sheet.contains(moved) {
      throw fault(
        line: code.line, place: "code",
        "the symbol with its quiet zone is \(Self.words(moved)), beyond the sheet of \(Self.words(width, height)); "
          + "keep x from \(millimetreWords(quiet)) to \(millimetreWords(width - code.frame.width - quiet)) and y from "
          + "\(millimetreWords(quiet)) to \(millimetreWords(height - code.frame.height - quiet))")
    }
    for field in [BoxField.number, .copyMark, .sheetMark] where !has(field) {
      throw fault(
        line: boxes.first?.line ?? goods.line, place: "boxes",
        "no box prints \(field.rawValue), which every sheet must bear; add `- { field: \(field.rawValue), … }`")
    }
    for (index, box) in boxes.enumerated() {
      try check(
        box.frame, style: box.text, line: box.line, place: "box \(index + 1) (\(box.field.rawValue))", on: sheet)
    }
    for (index, box) in boxes.enumerated() where !box.field.staysInBox && box.frame.width > goods.frame.width + 0.001 {
      throw fault(
        line: box.line, place: "box \(index + 1) (\(box.field.rawValue))",
        "\(millimetreWords(box.frame.width)) mm wide, more than the goods table's \(millimetreWords(goods.frame.width)) mm, "
          + "where text that does not fit is continued; narrow the box or widen the table")
    }
    try check(goods.frame, style: goods.text, line: goods.line, place: "goods", on: sheet)
    // Totals, end mark and one line of goods must find room on every sheet.
    let lines = 4 * goods.text.minimum * goods.text.leading / pointsPerMillimetre + 2 * goods.gap
    if goods.itemsFrame.height < lines {
      throw fault(
        line: goods.line, place: "goods",
        "\(millimetreWords(goods.itemsFrame.height)) mm high, an item, the totals and the end mark need "
          + "\(millimetreWords(lines)) mm; make it higher")
    }
    for (index, column) in goods.columns.enumerated() {
      let place = "goods column \(index + 1) (\(column.field.rawValue))"
      let frame = SheetFrame(x: column.x, y: goods.frame.y, width: column.width, height: goods.frame.height)
      if !goods.frame.contains(frame) {
        throw fault(
          line: column.line, place: place,
          "x \(millimetreWords(column.x)) to \(millimetreWords(frame.right)) mm, outside the table's "
            + "\(millimetreWords(goods.frame.x)) to \(millimetreWords(goods.frame.right)) mm; move or narrow it")
      }
      if column.width * pointsPerMillimetre < 2 * goods.text.minimum {
        throw fault(
          line: column.line, place: place,
          "\(millimetreWords(column.width)) mm wide, two letters at \(goods.text.minimum) pt need "
            + "\(millimetreWords(2 * goods.text.minimum / pointsPerMillimetre)) mm; make it wider")
      }
      for other in goods.columns[..<index]
      where other.x + 0.001 < frame.right && column.x + 0.001 < other.x + other.width {
        throw fault(
          line: column.line, place: place,
          "overlaps the column \(other.field.rawValue), which covers x \(millimetreWords(other.x)) to "
            + "\(millimetreWords(other.x + other.width)) mm; move or narrow one of them")
      }
    }
    for picture in pictures {
      if !sheet.contains(picture.frame) {
        throw fault(
          line: picture.line, place: picture.kind,
          "\(Self.words(picture.frame)) is beyond the sheet of \(Self.words(width, height)); move it onto the sheet")
      }
      guard picture.frame.width > 0, picture.frame.height > 0 else {
        throw fault(line: picture.line, place: picture.kind, "has no size; give width and height in mm")
      }
      try checkClear(picture.frame, line: picture.line, place: picture.kind)
    }
  }

  private var quiet: Double { Double(Code.quietModules) * Code.module }

  private func check(_ frame: SheetFrame, style: TextStyle, line: Int, place: String, on sheet: SheetFrame)
    throws(PrintingError)
  {
    if !sheet.contains(frame) {
      throw fault(
        line: line, place: place,
        "\(Self.words(frame)) is beyond the sheet of \(Self.words(width, height)); move it onto the sheet")
    }
    let needed = style.minimum * style.leading / pointsPerMillimetre
    if frame.height + 0.001 < needed {
      throw fault(
        line: line, place: place,
        "\(millimetreWords(frame.height)) mm high, one line at its minimum of \(style.minimum) pt needs "
          + "\(millimetreWords(needed)) mm; make it higher or lower its minimum")
    }
    if frame.width * pointsPerMillimetre < 1.2 * style.minimum {
      throw fault(
        line: line, place: place,
        "\(millimetreWords(frame.width)) mm wide, a letter at its minimum of \(style.minimum) pt needs "
          + "\(millimetreWords(1.2 * style.minimum / pointsPerMillimetre)) mm; make it wider")
    }
    try checkClear(frame, line: line, place: place)
  }

  private func checkClear(_ frame: SheetFrame, line: Int, place: String) throws(PrintingError) {
    guard frame.overlaps(code.clearFrame) else { return }
    throw fault(
      line: line, place: place,
      "\(Self.words(frame)) overlaps the code with its quiet zone, \(Self.words(code.clearFrame)); move one of them")
  }

  func fault(line: Int, place: String, _ problem: String) -> PrintingError {
    .layout(file: file, line: line, place: place, problem: problem)
  }

  private static func words(_ frame: SheetFrame) -> String {
    "x \(millimetreWords(frame.x)) to \(millimetreWords(frame.right)), y \(millimetreWords(frame.y)) to "
      + "\(millimetreWords(frame.bottom)) mm"
  }

  private static func words(_ width: Double, _ height: Double) -> String {
    "\(millimetreWords(width)) × \(millimetreWords(height)) mm"
  }
}
