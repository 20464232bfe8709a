// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper
private import Reconciliation
public import TextReading
private import Trade

/// Compares a sheet with what its code, or the certificate's JSON, says of it, where what was printed is not at hand: the
/// sheet is read, and each text looked for.
///
/// A text that is not found may only be badly printed. Only another number, whole and with a good check character, tells
/// that the code was pasted.
public func finding(
  on scan: GrayImage, code: [PagePoint], texts: [NamedText], reader: inout TextReader
) throws(TextReadingError) -> SheetFinding {
  guard let page = UprightPage(of: scan, code: code, dotsPerInch: 250) else {
    return SheetFinding(.notCompared, reason: "the sheet cannot be turned upright by its code")
  }
  let words = try reader.words(
    in: page.picture, resolution: Resolution(dotsPerInch: 250), layout: .scattered)
  let sheet = SheetReading(words)
  guard sheet.isLegible else {
    return SheetFinding(.notCompared, reason: "the sheet's text cannot be read well enough to compare it")
  }
  if let number = texts.first(where: { $0.box == .number }), !sheet.has(number), sheet.bearsOtherNumber(than: number) {
    return SheetFinding(
      .altered, differences: [.init(box: .number, isAltered: true, reason: "the sheet bears another number")],
      reason: "the sheet bears another certificate's number than its code")
  }
  // Any of a country's names will do.
  let boxes = NamedText.Box.allCases.filter { box in texts.contains { $0.box == box && SheetReading.canBeRead($0) } }
  let missing = boxes.filter { box in
    let own = texts.filter { $0.box == box && SheetReading.canBeRead($0) }
    return box == .origin || box == .destination ? !own.contains(where: sheet.has) : !own.allSatisfy(sheet.has)
  }
  let read = boxes.filter { !missing.contains($0) }.map(\.rawValue).joined(separator: ", ")
  guard missing.isEmpty else {
    let names = missing.map(\.rawValue).joined(separator: ", ")
    return SheetFinding(
      .byEye, differences: missing.map { .init(box: $0, isAltered: false, reason: "not read on the sheet") },
      reason: "not read on the sheet as the code has it: \(names)" + (read.isEmpty ? "" : "; read: \(read)"))
  }
  return SheetFinding(.notCompared, reason: "read on the sheet as the code has it: \(read); the rest was not compared")
}

/// The text of a sheet as it was read.
private struct SheetReading {
  private let whole: FoldedReading
  private let words: [ReadWord]

  init(_ words: [ReadWord]) {
    self.words = words.filter { $0.confidence >= 0.3 }
    whole = FoldedReading(self.words.map(\.text).joined())
  }

  /// Twenty words that the reader is sure of.
  var isLegible: Bool { words.count { $0.confidence >= 0.8 && $0.text.count >= 3 } >= 20 }

  /// The reader knows Latin letters without the rarer accents only.
  static func canBeRead(_ text: NamedText) -> Bool { !text.text.isEmpty && text.text.utf8.allSatisfy { $0 < 128 } }

  func has(_ text: NamedText) -> Bool {
    guard text.box == .weights, let weight = DecimalQuantity(text.text)?.roundedUp else {
      return whole.contains(FoldedReading(text.text))
    }
    return words.contains { word in
      let figure = word.text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }
      return DecimalQuantity(figure.last == "." ? figure.dropLast() : figure)?.roundedUp == weight
    }
  }

  func bearsOtherNumber(than text: NamedText) -> Bool {
    words.contains { word in
      guard word.confidence >= 0.6, let number = CertificateNumber(word.text) else { return false }
      return FoldedReading(number.description) != FoldedReading(text.text)
    }
  }
}
