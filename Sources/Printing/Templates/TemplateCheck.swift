// SPDX-License-Identifier: GPL-3.0-or-later

/// Points in a millimetre.
let pointsPerMillimetre = 72.0 / 25.4

extension Template {
  /// Everything that is wrong with the layout. `unread` are top keys of the file whose values are not its own (see
  /// `SettingsReading`): what hangs on them is not judged.
  public func faults(unread: Set<String> = []) -> [TemplateFault] {
    TemplateCheck(template: self, unread: unread).faults()
  }
}

/// Holds a layout to the sheet: every box is on it, clear of the code and large enough for a line at its smallest size.
struct TemplateCheck {
  let template: Template
  let unread: Set<String>

  /// The long side of A0: no office and few print rooms have larger sheets, millimetres.
  private static let longestUsual = 1_189.0

  private var hasSheet: Bool { !unread.contains("page") }
  private var hasCode: Bool { !unread.contains("code") }
  private var hasGoods: Bool { !unread.contains("goods") }

  func faults() -> [TemplateFault] {
    var faults = artworkFaults()
    if hasSheet { faults += sheetFaults() }
    if hasCode, hasSheet { faults += codeFaults() }
    if !unread.contains("boxes") { faults += missingBoxFaults() }
    for (index, box) in template.boxes.enumerated() {
      faults += self.faults(of: box.frame, style: box.text, line: box.line, place: place(of: box, at: index))
    }
    if hasGoods { faults += goodsFaults() }
    for picture in template.pictures { faults += self.faults(of: picture) }
    if hasSheet, hasCode, hasGoods { faults += template.offsetFaults() }
    return faults + overlapWarnings()
  }

  /// A box has its number where all that stand before it could be read.
  private func place(of box: Template.Box, at index: Int) -> String {
    unread.contains("boxes") ? "box (\(box.field.rawValue))" : box.place(at: index)
  }

  // MARK: - Sheet

  private func artworkFaults() -> [TemplateFault] {
    guard unread.isDisjoint(with: ["artwork", "preprinted"]) else { return [] }
    let line = template.artworkLine
    if template.artworkFile != nil, template.isPreprinted {
      return [
        fault(
          line: line, place: "artwork",
          "pre-printed stock bears its artwork already; leave `artwork` out or set `preprinted: false`")
      ]
    }
    guard template.artworkFile == nil, !template.isPreprinted else { return [] }
    return [
      fault(
        line: line, place: "artwork", "the key is missing; name the PDF of the form, or set `preprinted: true`")
    ]
  }

  private func sheetFaults() -> [TemplateFault] {
    guard max(template.width, template.height) > Self.longestUsual else { return [] }
    return [
      fault(
        .warning, line: 0, place: "page",
        "\(Self.words(template.width, template.height)), larger than A0; lengths are millimetres")
    ]
  }

  private func codeFaults() -> [TemplateFault] {
    let code = template.code
    guard !template.sheet.contains(code.clearFrame) else { return [] }
    let quiet = Double(Template.Code.quietModules) * Template.Code.module
    return [
      fault(
        line: code.line, place: "code",
        "the symbol with its quiet zone is \(Self.words(code.clearFrame)), beyond the sheet of "
          + "\(Self.words(template.width, template.height)); keep x from \(millimetreWords(quiet)) to "
          + "\(millimetreWords(template.width - code.frame.width - quiet)) and y from \(millimetreWords(quiet)) to "
          + "\(millimetreWords(template.height - code.frame.height - quiet))")
    ]
  }

  private func missingBoxFaults() -> [TemplateFault] {
    [BoxField.number, .copyMark, .sheetMark].filter { !template.has($0) }.map { field in
      fault(
        line: template.boxes.first?.line ?? template.goods.line, place: "boxes",
        "no box prints \(field.rawValue), which every sheet must bear; add `- { field: \(field.rawValue), … }`")
    }
  }

  // MARK: - Boxes

  private func faults(
    of frame: SheetFrame, style: Template.TextStyle, line: Int, place: String
  ) -> [TemplateFault] {
    var faults = self.faults(of: frame, line: line, place: place)
    let needed = style.minimum * style.leading / pointsPerMillimetre
    if frame.height + 0.001 < needed {
      faults.append(
        fault(
          line: line, place: place,
          "\(millimetreWords(frame.height)) mm high, one line at its minimum of \(style.minimum) pt needs "
            + "\(millimetreWords(needed)) mm; make it higher or lower its minimum"))
    }
    if frame.width * pointsPerMillimetre < 1.2 * style.minimum {
      faults.append(
        fault(
          line: line, place: place,
          "\(millimetreWords(frame.width)) mm wide, a letter at its minimum of \(style.minimum) pt needs "
            + "\(millimetreWords(1.2 * style.minimum / pointsPerMillimetre)) mm; make it wider"))
    }
    return faults
  }

  /// On the sheet and clear of the code.
  private func faults(of frame: SheetFrame, line: Int, place: String) -> [TemplateFault] {
    var faults: [TemplateFault] = []
    if hasSheet, !template.sheet.contains(frame) {
      faults.append(
        fault(
          line: line, place: place,
          "\(Self.words(frame)) is beyond the sheet of \(Self.words(template.width, template.height)); "
            + "move it onto the sheet"))
    }
    if hasCode, frame.overlaps(template.code.clearFrame) {
      faults.append(
        fault(
          line: line, place: place,
          "\(Self.words(frame)) overlaps the code with its quiet zone, \(Self.words(template.code.clearFrame)); "
            + "move one of them"))
    }
    return faults
  }

  private func faults(of picture: Template.Picture) -> [TemplateFault] {
    guard picture.frame.width > 0, picture.frame.height > 0 else {
      return [fault(line: picture.line, place: picture.kind, "has no size; give width and height in mm")]
    }
    return faults(of: picture.frame, line: picture.line, place: picture.kind)
  }

  /// Frames that share less than this hold only the air above and below their lines there, millimetres.
  private static let air = 0.5

  private func runsOver(_ frame: SheetFrame, _ other: SheetFrame) -> Bool {
    frame.grown(by: -Self.air / 2).overlaps(other.grown(by: -Self.air / 2))
  }

  /// Text over text is hard to read, but a template may mean it: boxes of which only one is ever filled.
  private func overlapWarnings() -> [TemplateFault] {
    var faults: [TemplateFault] = []
    for (index, box) in template.boxes.enumerated() {
      for (other, earlier) in template.boxes[..<index].enumerated() where runsOver(box.frame, earlier.frame) {
        faults.append(
          fault(
            .warning, line: box.line, place: place(of: box, at: index),
            "\(Self.words(box.frame)) overlaps \(place(of: earlier, at: other)) on line \(earlier.line), "
              + "\(Self.words(earlier.frame)); text may run over text, move or narrow one of them"))
      }
      guard hasGoods, runsOver(box.frame, template.goods.frame) else { continue }
      faults.append(
        fault(
          .warning, line: box.line, place: place(of: box, at: index),
          "\(Self.words(box.frame)) overlaps the goods table, \(Self.words(template.goods.frame)); "
            + "text may run over text, move one of them"))
    }
    return faults
  }

  // MARK: - Goods

  private func goodsFaults() -> [TemplateFault] {
    let goods = template.goods
    var faults: [TemplateFault] = []
    for (index, box) in template.boxes.enumerated()
    where !box.field.staysInBox && box.frame.width > goods.frame.width + 0.001 {
      faults.append(
        fault(
          line: box.line, place: place(of: box, at: index),
          "\(millimetreWords(box.frame.width)) mm wide, more than the goods table's "
            + "\(millimetreWords(goods.frame.width)) mm, where text that does not fit is continued; "
            + "narrow the box or widen the table"))
    }
    faults += self.faults(of: goods.frame, style: goods.text, line: goods.line, place: "goods")
    // Totals, end mark and one line of goods must find room on every sheet.
    let lines = 4 * goods.text.minimum * goods.text.leading / pointsPerMillimetre + 2 * goods.gap
    if goods.itemsFrame.height < lines {
      faults.append(
        fault(
          line: goods.line, place: "goods",
          "\(millimetreWords(goods.itemsFrame.height)) mm high, an item, the totals and the end mark need "
            + "\(millimetreWords(lines)) mm; make it higher"))
    }
    if let heads = goods.heads { faults += self.faults(of: heads) }
    for index in goods.columns.indices { faults += self.faults(ofColumn: index) }
    return faults
  }

  /// Heads have room for a line of their smallest type; whether their words fit is seen once the fonts are read.
  private func faults(of heads: Template.ColumnHeads) -> [TemplateFault] {
    let needed =
      heads.text.minimum * heads.text.leading / pointsPerMillimetre + 2 * Template.ColumnHeads.clearance
    guard heads.height + 0.001 < needed else { return [] }
    return [
      fault(
        line: heads.line, place: "goods heads",
        "\(millimetreWords(heads.height)) mm high, one line at its minimum of \(heads.text.minimum) pt with its rule "
          + "needs \(millimetreWords(needed)) mm; make it higher or lower its minimum")
    ]
  }

  private func faults(ofColumn index: Int) -> [TemplateFault] {
    let goods = template.goods
    let column = goods.columns[index]
    let place = "goods column \(index + 1) (\(column.field.rawValue))"
    let frame = SheetFrame(x: column.x, y: goods.frame.y, width: column.width, height: goods.frame.height)
    var faults: [TemplateFault] = []
    if !goods.frame.contains(frame) {
      faults.append(
        fault(
          line: column.line, place: place,
          "x \(millimetreWords(column.x)) to \(millimetreWords(frame.right)) mm, outside the table's "
            + "\(millimetreWords(goods.frame.x)) to \(millimetreWords(goods.frame.right)) mm; move or narrow it"))
    }
    if column.width * pointsPerMillimetre < 2 * goods.text.minimum {
      faults.append(
        fault(
          line: column.line, place: place,
          "\(millimetreWords(column.width)) mm wide, two letters at \(goods.text.minimum) pt need "
            + "\(millimetreWords(2 * goods.text.minimum / pointsPerMillimetre)) mm; make it wider"))
    }
    for other in goods.columns[..<index]
    where other.x + 0.001 < frame.right && column.x + 0.001 < other.x + other.width {
      faults.append(
        fault(
          line: column.line, place: place,
          "overlaps the column \(other.field.rawValue), which covers x \(millimetreWords(other.x)) to "
            + "\(millimetreWords(other.x + other.width)) mm; move or narrow one of them"))
    }
    return faults
  }

  // MARK: - Words

  private func fault(
    _ severity: TemplateFault.Severity = .error, line: Int, place: String, _ problem: String
  ) -> TemplateFault {
    TemplateFault(severity: severity, file: template.file, line: line, place: place, problem: problem)
  }

  private static func words(_ frame: SheetFrame) -> String {
    "x \(millimetreWords(frame.x)) to \(millimetreWords(frame.right)), y \(millimetreWords(frame.y)) to "
      + "\(millimetreWords(frame.bottom)) mm"
  }

  private static func words(_ width: Double, _ height: Double) -> String {
    "\(millimetreWords(width)) × \(millimetreWords(height)) mm"
  }
}

extension Template.Box {
  /// `box 3 (origin)`, as messages name the box of that index.
  func place(at index: Int) -> String { "box \(index + 1) (\(field.rawValue))" }
}
