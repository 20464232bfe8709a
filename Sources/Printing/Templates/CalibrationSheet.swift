// SPDX-License-Identifier: GPL-3.0-or-later

public import Trade
import Typography

/// A sheet of the template's size with rulers, crosses and a mark whose place can be read to a tenth of a millimetre.
///
/// Beside the mark stand ten divisions of 0.9 mm, a vernier: of a ruler laid against it from the sheet's edge, the line
/// that one of its ticks meets gives the tenths.
public struct CalibrationSheet: ~Copyable {
  private var stamper: Stamper
  private let printer: Template.Printer?
  private var strokes: [Stroke] = []
  private var lines: [PlacedLine] = []

  /// Crosses stand so far from the edges, rulers this far, millimetres.
  private static let margin = 25.0
  private static let rulerMargin = 9.0
  private static let leastWidth = 120.0
  private static let leastHeight = 180.0

  /// For a template; `source.printer` moves the sheet by what is known of that printer, to see whether it is right.
  public init(_ source: TemplateSource) throws(PrintingError) {
    var template = try Template(yaml: source.yaml, file: source.name, printer: source.printer)
    guard template.width >= Self.leastWidth, template.height >= Self.leastHeight else {
      throw .layout(
        file: source.name, line: 0, place: "page",
        problem:
          "a calibration sheet needs \(millimetreWords(Self.leastWidth)) × \(millimetreWords(Self.leastHeight)) mm; "
          + "calibrate with a larger template on the same printer and tray")
    }
    let printer = template.printers.first { $0.name == source.printer }
    // A bare sheet: what is to be measured must not depend on artwork.
    template.artworkFile = nil
    template.isPreprinted = true
    template.pictures = []
    if printer == nil { (template.offsetX, template.offsetY) = (0, 0) }
    self.init(stamper: try Stamper(template, source: source), printer: printer)
  }

  private init(stamper: consuming Stamper, printer: Template.Printer?) {
    self.stamper = stamper
    self.printer = printer
  }

  public consuming func pdf(created: Timestamp) throws(PrintingError) -> [UInt8] {
    let template = stamper.template
    let mark = template.calibrationMark
    drawRuler(length: template.width) { ($0, $1) }
    drawRuler(length: template.height) { ($1, $0) }
    for x in [Self.margin, template.width - Self.margin] {
      for y in [Self.margin, template.height - Self.margin] { drawCross(x, y) }
    }
    drawMark(mark.x, mark.y)
    try number(template)
    try instruct(template, mark)
    let extra = try stamper.extraFonts([lines], certificate: "calibration sheet")
    var content = TextContent(regular: stamper.regular, bold: stamper.bold, extra: extra)
    content.begin(template)
    content.draw("0 G 0.25 w\n")
    content.stroke(strokes)
    content.show(lines)
    content.end(template)
    return SampleFile(title: "Calibration sheet of \(template.name)", created: created, extra: extra)
      .bytes(of: stamper, pages: [content.bytes], bearsArtwork: false)
  }

  // MARK: - Lines, in millimetres from the upper left

  private mutating func stroke(_ fromX: Double, _ fromY: Double, _ toX: Double, _ toY: Double) {
    let height = stamper.template.height
    strokes.append(
      Stroke(
        fromX: fromX * pointsPerMillimetre, fromY: (height - fromY) * pointsPerMillimetre,
        toX: toX * pointsPerMillimetre, toY: (height - toY) * pointsPerMillimetre))
  }

  /// Millimetres from an edge; `turn` lays it across or down.
  private mutating func drawRuler(length: Double, turn: (Double, Double) -> (Double, Double)) {
    let level = Self.rulerMargin
    let end = Int(length) - 10
    func draw(_ sheet: inout Self, _ from: (Double, Double), _ to: (Double, Double)) {
      sheet.stroke(from.0, from.1, to.0, to.1)
    }
    draw(&self, turn(15, level), turn(Double(end), level))
    for millimetre in 15...end {
      let tick = millimetre % 10 == 0 ? 4.0 : millimetre % 5 == 0 ? 2.5 : 1.5
      draw(&self, turn(Double(millimetre), level), turn(Double(millimetre), level + tick))
    }
  }

  /// Arms of 8 mm with a tick at every half millimetre.
  private mutating func drawCross(_ x: Double, _ y: Double) {
    stroke(x - 8, y, x + 8, y)
    stroke(x, y - 8, x, y + 8)
    for half in -16...16 where half != 0 {
      let at = Double(half) / 2
      let tick = half % 10 == 0 ? 1.5 : half % 2 == 0 ? 0.8 : 0.4
      stroke(x + at, y - tick, x + at, y + tick)
      stroke(x - tick, y + at, x + tick, y + at)
    }
  }

  /// The mark with a line from each edge to lay a ruler along, and a vernier for each.
  private mutating func drawMark(_ x: Double, _ y: Double) {
    stroke(Self.rulerMargin + 8, y, x + 12, y)
    stroke(x, Self.rulerMargin + 8, x, y + 12)
    for tick in 0...10 {
      let at = 0.9 * Double(tick)
      let length = tick % 5 == 0 ? 4.0 : 2.5
      stroke(x + at, y, x + at, y - length)
      stroke(x, y + at, x - length, y + at)
    }
  }

  // MARK: - Words

  /// Gives how far down the words reach.
  @discardableResult
  private mutating func place(
    _ words: String, x: Double, y: Double, size: Double, style: FontStyle = .regular, width: Double = 1_000
  ) throws(PrintingError) -> Double {
    var down = y * pointsPerMillimetre
    do {
      let paragraph = try stamper.fonts.paragraph(
        words, style: style, size: size, width: width * pointsPerMillimetre)
      for line in paragraph.lines {
        down += 1.3 * size
        lines.append(
          PlacedLine(
            x: x * pointsPerMillimetre, baseline: stamper.template.height * pointsPerMillimetre - down, line: line))
      }
    } catch {
      throw .font(template: stamper.template.file, problem: "\(error)")
    }
    return down / pointsPerMillimetre
  }

  private mutating func number(_ template: Template) throws(PrintingError) {
    for millimetre in stride(from: 20, through: Int(template.width) - 10, by: 10) {
      try place("\(millimetre)", x: Double(millimetre) + 0.4, y: Self.rulerMargin + 1.8, size: 5)
    }
    for millimetre in stride(from: 20, through: Int(template.height) - 10, by: 10) {
      try place("\(millimetre)", x: Self.rulerMargin + 1.8, y: Double(millimetre) - 0.2, size: 5)
    }
    let mark = template.calibrationMark
    for tick in [5, 10] {
      try place("\(tick)", x: mark.x + 0.9 * Double(tick) - 0.5 * Double("\(tick)".count), y: mark.y - 6.8, size: 5)
      try place("\(tick)", x: mark.x - 5 - Double("\(tick)".count), y: mark.y + 0.9 * Double(tick) - 1.6, size: 5)
    }
    try place("M", x: mark.x + 2, y: mark.y + 1, size: 12, style: .bold)
  }

  private mutating func instruct(_ template: Template, _ mark: (x: Double, y: Double)) throws(PrintingError) {
    let (x, y) = (millimetreWords(mark.x) + ".0", millimetreWords(mark.y) + ".0")
    var steps = [
      "1. Print this sheet at 100 %, without scaling or fitting, on the stock and from the tray of the run.",
      "2. Lay a steel ruler below the line at the left of M, its scale along the line and its zero at the sheet's left "
        + "edge. Read whole millimetres at the crossing of the two lines. Of the ten ticks above the line, the number of "
        + "the one that meets a line of the ruler gives the tenths. This is X. It is meant to be \(x).",
      "3. Do the same at the right of the line above M, from the sheet's upper edge, with the ticks at its left. This is Y. "
        + "It is meant to be \(y).",
      "4. certmill template calibrate TEMPLATE.yaml --printer NAME --measured X,Y prints the line that goes under "
        + "`printers:` of the template.",
    ]
    if let printer {
      steps = [
        "Printed as printer \(printer.name) prints, moved by x \(millimetreWords(printer.x)), "
          + "y \(millimetreWords(printer.y)) mm. Measured from the sheet's left and upper edges, M must stand at "
          + "\(x) and \(y) mm. If it does not, print a sheet without --printer and measure that one."
      ]
    }
    steps.append(
      "The crosses are \(millimetreWords(template.width - 2 * Self.margin)) mm apart across and "
        + "\(millimetreWords(template.height - 2 * Self.margin)) mm down. If they are not, the printer scales: "
        + "turn that off first, no offset can mend it. If M is right and a cross is not, the sheet is fed askew.")
    let left = Self.margin + 10
    let width = template.width - 2 * left
    var down = try place(
      "Calibration sheet of \(template.name), \(millimetreWords(template.width)) × \(millimetreWords(template.height)) mm",
      x: left, y: mark.y + 18, size: 12, style: .bold, width: width)
    for step in steps { down = try place(step, x: left, y: down + 1.5, size: 9, width: width) }
  }
}
