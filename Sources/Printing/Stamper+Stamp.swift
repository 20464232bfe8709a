// SPDX-License-Identifier: GPL-3.0-or-later

import Barcodes
import Certificates
import PDF
import Signing
import Trade
import Typography

extension Stamper {
  /// libdeflate's level for pages, chosen by measurement: 6 made a certificate of three items 6 % smaller in 1.6 times the CPU.
  static let pageLevel = 1

  /// The rest of a certificate's PDF after `prefix`: its pages are the copies' sheets in order.
  public mutating func stamp(_ order: PrintOrder) throws(PrintingError) -> [UInt8] {
    let certificate = order.certificate
    let number = certificate.number.description
    let copies = order.copies ?? 1...max(1, certificate.copies)
    let wording = wording(of: order)
    let (layout, misfit) = try laidOut(wording)
    if let misfit {
      throw .unprintable(
        certificate: number, place: "box \(misfit.field.rawValue)",
        problem:
          "its text does not fit \(millimetreWords(misfit.frame.width)) × \(millimetreWords(misfit.frame.height)) mm "
          + "at \(misfit.text.minimum) pt; make the box larger or its minimum smaller")
    }
    let sheets = layout.sheets.count
    guard sheets == max(1, certificate.sheets) else {
      throw .sheets(certificate: number, expected: certificate.sheets, found: sheets)
    }
    guard order.seals.count == copies.count * sheets else {
      throw .seals(certificate: number, expected: copies.count * sheets, found: order.seals.count)
    }
    let marks = try copyMarks(copies)
    let extra = try extraFonts([layout.common] + layout.sheets.map(\.lines) + marks, certificate: number)
    var tail = CertificateTail(shared: shared, template: template, sheets: sheets, copies: copies.count)
    tail.begin(title: number, created: certificate.issued, extra: extra)
    appendText(of: layout, extra: extra, to: &tail)
    for (index, seal) in order.seals.enumerated() {
      let symbol = try code(seal, attempt: order.attempt, certificate: number)
      var content = TextContent(regular: regular, bold: bold, extra: extra)
      content.begin(template)
      content.show(marks[index / sheets])
      content.code(symbol, of: template)
      content.end(template)
      tail.page(sheet: index % sheets, content: Deflate.compress(content.bytes, level: Self.pageLevel))
    }
    return tail.finish(identifier: identifier(of: order, number: number, copies: copies))
  }

  func wording(of order: PrintOrder) -> Wording {
    var notes = order.notes
    notes.replaces = notes.replaces ?? order.certificate.replaces
    notes.duplicateOf = notes.duplicateOf ?? order.certificate.duplicateOf
    return Wording(
      form: order.certificate.application, notes: notes, template: template,
      number: order.certificate.number.description)
  }

  private func code(_ seal: String, attempt: Int, certificate: String) throws(PrintingError) -> QRSymbol {
    do {
      // The payload looks random, so every mask is as good as another; weighing all eight is most of the library's work.
      return try QRSymbol(
        alphanumeric: Array(seal.utf8), version: Template.Code.version, level: .quartile, mask: (attempt + 2) & 7)
    } catch {
      throw .code(certificate: certificate, problem: "\(error)")
    }
  }

  mutating func copyMarks(_ copies: ClosedRange<Int>) throws(PrintingError) -> [[PlacedLine]] {
    var marks: [[PlacedLine]] = []
    for copy in copies {
      var lines: [PlacedLine] = []
      let words = template.words.copyMark(copy)
      for box in template.boxes where box.field == .copyMark {
        do {
          lines += try BoxLayout(box: box, sheetHeight: template.height * pointsPerMillimetre).set(words, fonts: &fonts)
            .lines
        } catch {
          throw .font(template: template.file, problem: "\(error)")
        }
      }
      marks.append(lines)
    }
    return marks
  }

  /// The glyphs beyond the base fonts as fonts of this certificate's own, so that its bytes depend on it alone.
  func extraFonts(
    _ texts: [[PlacedLine]], certificate: String
  ) throws(PrintingError) -> [(face: FaceID, font: EmbeddedFont)] {
    var glyphs = ExtraGlyphs()
    for lines in texts {
      for placed in lines {
        if placed.hasUnknownGlyph {
          throw .unprintable(
            certificate: certificate, place: "its text", problem: "no font of the template has one of its characters")
        }
        for run in placed.line.runs where !run.isBase {
          glyphs.add(run)
        }
      }
    }
    guard !glyphs.isEmpty else { return [] }
    var made: [(face: FaceID, font: EmbeddedFont)] = []
    for face in glyphs.faces {
      do {
        made.append((face, try fonts.extraSubset(of: face, glyphs: glyphs.glyphs(of: face))))
      } catch {
        throw .font(template: template.file, problem: "\(error)")
      }
    }
    return made
  }

  /// What all copies of a sheet share is written once: the boxes, and each sheet's goods.
  private func appendText(
    of layout: PaperLayout, extra: [(face: FaceID, font: EmbeddedFont)], to tail: inout CertificateTail
  ) {
    let isOne = layout.sheets.count == 1
    if !isOne { tail.common(compressed(layout.common, strokes: [], extra: extra)) }
    for sheet in layout.sheets {
      let lines = isOne ? layout.common + sheet.lines : sheet.lines
      tail.sheet(compressed(lines, strokes: sheet.strokes, extra: extra))
    }
  }

  private func compressed(
    _ lines: [PlacedLine], strokes: [Stroke], extra: [(face: FaceID, font: EmbeddedFont)]
  ) -> [UInt8] {
    var content = TextContent(regular: regular, bold: bold, extra: extra)
    content.begin(template)
    content.show(lines)
    content.rule(strokes)
    content.end(template)
    return Deflate.compress(content.bytes, level: Self.pageLevel)
  }

  /// The file's identifier (14.4): from what it is made of, so that equal orders give equal bytes.
  private func identifier(of order: PrintOrder, number: String, copies: ClosedRange<Int>) -> [UInt8] {
    var state = SHA256State()
    state.update(shared.digest.bytes)
    state.update(Array("\(number)/\(copies.lowerBound)-\(copies.upperBound)/\(order.attempt)".utf8))
    for seal in order.seals {
      state.update([0])
      state.update(Array(seal.utf8))
    }
    return Array(state.finish().bytes.prefix(16))
  }
}
