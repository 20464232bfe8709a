// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

// What a template prints on every sheet, whatever the form says.
extension Template {
  /// Characters that the template's own words need and no font has.
  func glyphFaults(fonts: borrowing FontStack) -> [TemplateFault] {
    var faults: [TemplateFault] = []
    for own in ownWords {
      for scalar in fonts.missing(in: own.words, style: own.style) {
        faults.append(
          TemplateFault(
            file: file, line: own.line, place: own.place,
            problem:
              "no font has a glyph for \(codePointWords(scalar)), which it prints on every sheet; add a font that "
              + "has it to `fonts`, or write the words otherwise"))
      }
    }
    return faults
  }

  private var ownWords: [(place: String, line: Int, style: FontStyle, words: String)] {
    var own: [(place: String, line: Int, style: FontStyle, words: String)] = []
    for (index, box) in boxes.enumerated() {
      let place = box.place(at: index)
      if let words = fixedWords(of: box.field) { own.append((place, box.line, box.text.fontStyle, words)) }
      if !box.field.staysInBox { own.append((place, box.line, .bold, "\(box.label) (continued)")) }
    }
    own.append(("goods", goods.line, goods.text.fontStyle, "Total: \(goods.end) Continued on sheet 123456789"))
    return own
  }

  /// The longest text that a field bears whatever the form says; nil where the form says it.
  private func fixedWords(of field: BoxField) -> String? {
    switch field {
    case .number: "MM-2000-0000000-M"
    case .issuedDate: "30 September 2026"
    case .copyMark: "\(originalWord) \(copyWord) 123456789"
    case .sheetMark: "Sheet 12 of 12"
    case .verifyHint: verifyHint.replacing("{host}", with: Self.longestHost)
    default: field.flag != nil ? "X" : nil
    }
  }

  /// A host has at most 30 characters.
  static let longestHost = "co.chamber-of-commerce.example"

  /// Boxes without room for what every sheet prints in them: no certificate could be issued.
  func roomFaults(fonts: inout FontStack) throws(PrintingError) -> [TemplateFault] {
    var faults: [TemplateFault] = []
    for (index, box) in boxes.enumerated() where box.field.staysInBox {
      let texts =
        box.field == .copyMark ? [originalWord, "\(copyWord) 9"] : [fixedWords(of: box.field)].compactMap(\.self)
      for words in texts {
        let outcome: BoxLayout.Outcome
        do {
          outcome = try BoxLayout(box: box, sheetHeight: height * pointsPerMillimetre).set(words, fonts: &fonts)
        } catch {
          throw .font(template: file, problem: "\(error)")
        }
        guard !outcome.fits else { continue }
        faults.append(
          TemplateFault(
            file: file, line: box.line, place: box.place(at: index),
            problem: "\(words.count) characters, as long as its text can be, do not fit "
              + "\(millimetreWords(box.frame.width)) × \(millimetreWords(box.frame.height)) mm at \(box.text.minimum) pt; "
              + "make the box larger or its minimum smaller"))
      }
    }
    return faults
  }
}
