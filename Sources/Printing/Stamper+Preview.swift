// SPDX-License-Identifier: GPL-3.0-or-later

import Barcodes
public import Trade
import Typography

extension Stamper {
  /// A PDF that shows a template at its limits: a sheet with every box full, then a continuation sheet, with the
  /// outlines and names of boxes, columns and code drawn over them.
  public mutating func preview(created: Timestamp) throws(PrintingError) -> [UInt8] {
    let marks = try copyMarks(1...2)
    var sheets: [[PlacedLine]] = []
    var strokes: [[Stroke]] = []
    do {
      let full = try Specimen.full(template, fonts: &fonts)
      let one = try PaperLayout.of(full.wording(in: template), fonts: &fonts).layout
      let two = try PaperLayout.of(full.overflowing().wording(in: template), fonts: &fonts).layout
      sheets.append(one.common + one.sheets[0].lines + marks[0])
      strokes.append(one.sheets[0].strokes)
      if two.sheets.count > 1 {
        sheets.append(two.common + two.sheets[1].lines + marks[1])
        strokes.append(two.sheets[1].strokes)
      }
    } catch {
      throw .font(template: template.file, problem: "\(error)")
    }
    let outlines = try TemplateOutlines(template, fonts: &fonts)
    let extra = try extraFonts(sheets + [outlines.names, outlines.specimen], certificate: "preview")
    let symbol = try specimenSymbol()
    let pages = zip(sheets, strokes).map { lines, strokes in
      var content = TextContent(regular: regular, bold: bold, extra: extra)
      content.begin(template)
      content.draw("q\n")
      outlines.drawSpecimen(on: &content)
      content.draw("Q\n")
      content.show(lines)
      content.rule(strokes)
      content.code(symbol, of: template)
      content.draw("q\n")
      outlines.draw(on: &content)
      content.draw("Q\n")
      content.end(template)
      return content.bytes
    }
    return SampleFile(title: "Preview of \(template.name)", created: created, extra: extra)
      .bytes(of: self, pages: pages, bearsArtwork: true)
  }

  /// A code as dense as that of a certificate, which says that it is none and bears no signature.
  private func specimenSymbol() throws(PrintingError) -> QRSymbol {
    let words = "SPECIMEN - NOT A CERTIFICATE - NOT SIGNED. "
    do {
      return try QRSymbol(
        alphanumeric: Array(String(repeating: words, count: 8).utf8), version: Template.Code.version, level: .quartile,
        mask: 2)
    } catch {
      throw .code(certificate: "preview", problem: "\(error)")
    }
  }
}
