// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

// What a template itself prints must have room where it stands: seen once, when the template is read.
extension Stamper {
  /// The heads of the goods table must have glyphs and room.
  static func checkHeads(of template: Template, fonts: inout FontStack) throws(PrintingError) {
    guard let heads = template.goods.heads else { return }
    for column in template.goods.columns {
      guard let scalar = fonts.missing(in: column.head, style: heads.text.fontStyle).first else { continue }
      throw .font(
        template: template.file,
        problem: "none has a glyph for \(codePointWords(scalar)), which the head on line \(column.line) needs; "
          + "add a font that has it")
    }
    let misfit: Template.Column?
    do {
      misfit = try GoodsHeads(template: template).set(fonts: &fonts).misfit
    } catch {
      throw .font(template: template.file, problem: "\(error)")
    }
    guard let misfit else { return }
    throw template.fault(
      line: misfit.line, place: "head of the goods column \(misfit.field.rawValue)",
      "its text does not fit \(millimetreWords(misfit.width)) × "
        + "\(millimetreWords(template.goods.headFrame(of: misfit).height)) mm at "
        + "\(heads.text.minimum) pt; shorten it, raise `height` of the heads or lower their `minimum`")
  }

  /// Copies' names, and the longest that the sentences of `words` become, must have room in their boxes.
  static func checkMarks(of template: Template, fonts: inout FontStack) throws(PrintingError) {
    // Any number and day: numbers are of one length, no month has a longer name.
    let (number, date) = ("MM-2000-0000000-M", "30 September 2000")
    let words = template.words
    for (index, box) in template.boxes.enumerated() {
      let texts: [String]
      switch box.field {
      case .copyMark: texts = words.copies + ["\(words.furtherCopy) 99"]
      case .markRetrospective: texts = [words.retrospective]
      case .markDuplicate: texts = [Template.Words.filled(words.duplicate, number: number, date: date)]
      case .markReplaces: texts = [Template.Words.filled(words.replaces, number: number, date: date)]
      case let field where field.flag != nil: texts = [words.tick]
      default: continue
      }
      for text in texts {
        let fits: Bool
        do {
          let layout = BoxLayout(box: box, sheetHeight: template.height * pointsPerMillimetre)
          fits = try layout.set(text, fonts: &fonts).fits
        } catch {
          throw .font(template: template.file, problem: "\(error)")
        }
        guard !fits else { continue }
        throw template.fault(
          line: box.line, place: "box \(index + 1) (\(box.field.rawValue))",
          "\"\(text)\" does not fit \(millimetreWords(box.frame.width)) × \(millimetreWords(box.frame.height)) mm at "
            + "\(box.text.minimum) pt; make the box larger, its minimum smaller or the words shorter")
      }
    }
  }
}
