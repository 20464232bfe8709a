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
    if let heads = goods.heads {
      for column in goods.columns {
        own.append(
          ("head of the goods column \(column.field.rawValue)", column.line, heads.text.fontStyle, column.head))
      }
    }
    return own
  }

  /// The text that a field bears whatever the form says, at its longest; nil where the form says it.
  private func fixedWords(of field: BoxField) -> String? {
    switch field {
    case .number: "MM-2000-0000000-M"
    case .issuedDate: "30 September 2026"
    case .copyMark: "\(words.copies.joined(separator: " ")) \(words.furtherCopy) 123456789"
    case .sheetMark: "Sheet 12 of 12"
    case .verifyHint: verifyHint.replacing("{host}", with: Self.longestHost)
    case .producer: words.sameProducer + words.noProducer
    default: ownMarks(of: field).first
    }
  }

  /// A host has at most 30 characters.
  static let longestHost = "co.chamber-of-commerce.example"

  /// What the template's own `words` become in a box, each at its longest.
  private func ownMarks(of field: BoxField) -> [String] {
    // Any number and day: numbers are of one length, no month has a longer name.
    func filled(_ text: String) -> String {
      Words.filled(text, number: "MM-2000-0000000-M", date: "30 September 2026")
    }
    switch field {
    case .copyMark: return words.copies + ["\(words.furtherCopy) 99"]
    case .markRetrospective: return [words.retrospective]
    case .markDuplicate: return [filled(words.duplicate)]
    case .markReplaces: return [filled(words.replaces)]
    default: return field.flag == nil ? [] : [words.tick]
    }
  }

  /// Boxes and heads without room for the template's own words: what a run must not begin with.
  func markFaults(fonts: inout FontStack) throws(PrintingError) -> [TemplateFault] {
    var faults = try headFaults(fonts: &fonts)
    for (index, box) in boxes.enumerated() {
      for words in ownMarks(of: box.field) where try !fits(words, in: box, fonts: &fonts) {
        faults.append(
          roomFault(
            box, at: index, "\"\(words)\" does not fit", "make the box larger, its minimum smaller or the words shorter"
          ))
      }
    }
    return faults
  }

  /// Boxes without room for what every sheet prints in them, the template's own words aside: no certificate could be
  /// issued.
  func roomFaults(fonts: inout FontStack) throws(PrintingError) -> [TemplateFault] {
    var faults: [TemplateFault] = []
    for (index, box) in boxes.enumerated() where box.field.staysInBox && ownMarks(of: box.field).isEmpty {
      guard let words = fixedWords(of: box.field), try !fits(words, in: box, fonts: &fonts) else { continue }
      faults.append(
        roomFault(
          box, at: index, "\(words.count) characters, as long as its text can be, do not fit",
          "make the box larger or its minimum smaller"))
    }
    return faults
  }

  private func fits(_ words: String, in box: Box, fonts: inout FontStack) throws(PrintingError) -> Bool {
    do {
      return try BoxLayout(box: box, sheetHeight: height * pointsPerMillimetre).set(words, fonts: &fonts).fits
    } catch {
      throw .font(template: file, problem: "\(error)")
    }
  }

  private func roomFault(_ box: Box, at index: Int, _ what: String, _ way: String) -> TemplateFault {
    TemplateFault(
      file: file, line: box.line, place: box.place(at: index),
      problem: "\(what) \(millimetreWords(box.frame.width)) × \(millimetreWords(box.frame.height)) mm at "
        + "\(box.text.minimum) pt; \(way)")
  }

  private func headFaults(fonts: inout FontStack) throws(PrintingError) -> [TemplateFault] {
    guard let heads = goods.heads else { return [] }
    let misfit: Column?
    do {
      misfit = try GoodsHeads(template: self).set(fonts: &fonts).misfit
    } catch {
      throw .font(template: file, problem: "\(error)")
    }
    guard let misfit else { return [] }
    return [
      TemplateFault(
        file: file, line: misfit.line, place: "head of the goods column \(misfit.field.rawValue)",
        problem: "its text does not fit \(millimetreWords(misfit.width)) × "
          + "\(millimetreWords(goods.headFrame(of: misfit).height)) mm at \(heads.text.minimum) pt; shorten it, raise "
          + "`height` of the heads or lower their `minimum`")
    ]
  }
}
