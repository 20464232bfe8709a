// SPDX-License-Identifier: GPL-3.0-or-later

import Certificates
import Trade
import Typography

/// What one page of a certificate must say, to be compared with the text that another program reads from the page.
///
/// Compared are whole lines without their spaces, which readers of PDFs put where they like; of lines in scripts that
/// readers order or compose in ways of their own, the characters.
public struct PageCheck: Equatable, Sendable {
  /// A line's text as UTF-8 without white space, and how often it must stand there; in the order of the page.
  private(set) var lines: [(text: [UInt8], count: Int)] = []
  /// The letters and digits of these lines; brackets are mirrored where text is turned around.
  private var simpleCharacters: [Unicode.Scalar: Int] = [:]
  private(set) var characters: [Unicode.Scalar: Int] = [:]

  init(_ placed: [PlacedLine]) {
    for line in placed {
      var text: [Unicode.Scalar] = []
      for run in line.line.runs {
        for scalar in run.text.unicodeScalars where !Self.isBlank(scalar) { text.append(scalar) }
      }
      guard !text.isEmpty else { continue }
      if text.allSatisfy(Self.isSimple) {
        for scalar in text where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
          simpleCharacters[scalar, default: 0] += 1
        }
        let bytes = Self.bytes(text)
        if let index = lines.firstIndex(where: { $0.text == bytes }) {
          lines[index].count += 1
        } else {
          lines.append((bytes, 1))
        }
      } else {
        for scalar in text where !Self.isSimple(scalar) { characters[scalar, default: 0] += 1 }
      }
    }
  }

  public static func == (left: PageCheck, right: PageCheck) -> Bool {
    left.characters == right.characters
      && left.lines.elementsEqual(right.lines) { $0.text == $1.text && $0.count == $1.count }
  }

  /// A missing line is a fault of the page. Of pages with scripts that run from right to left or compose letters it may
  /// be the reader's: poppler orders and parts them in ways of its own.
  public var isConclusive: Bool { characters.isEmpty }

  /// What the page does not say as often as it must, lines first; empty for a good page.
  ///
  /// The text may say more: the artwork has words of its own.
  public func missing(from text: String) -> [String] {
    var squeezed: [Unicode.Scalar] = []
    var found: [Unicode.Scalar: Int] = [:]
    for scalar in text.unicodeScalars where !Self.isBlank(scalar) {
      squeezed.append(scalar)
      if !characters.isEmpty { found[scalar, default: 0] += 1 }
    }
    let page = Self.bytes(squeezed)
    var missing: [String] = []
    for line in lines where Self.count(of: line.text, in: page, upTo: line.count) < line.count {
      // Where a page reads mostly from right to left, readers turn the order of other words around: then only the
      // characters are compared.
      if !characters.isEmpty, simpleCharacters.allSatisfy({ found[$0.key, default: 0] >= $0.value }) { continue }
      missing.append(String(decoding: line.text, as: UTF8.self))
    }
    for scalar in characters.keys.sorted() where found[scalar, default: 0] < characters[scalar, default: 0] {
      missing.append(String(scalar))
    }
    return missing
  }

  private static func count(of line: [UInt8], in page: [UInt8], upTo limit: Int) -> Int {
    var count = 0
    var position = 0
    while position + line.count <= page.count, count < limit {
      if page[position] == line[0], page[position..<position + line.count].elementsEqual(line) {
        count += 1
        position += line.count
      } else {
        position += 1
      }
    }
    return count
  }

  private static func bytes(_ scalars: [Unicode.Scalar]) -> [UInt8] {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return Array(String(view).utf8)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
  }

  /// Latin, Greek, Cyrillic, digits and punctuation; ideographs, kana and Hangul syllables.
  private static func isSimple(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300, 0x370...0x52F, 0x1E00...0x1FFF, 0x2000...0x2BFF, 0x3000...0x9FFF, 0xAC00...0xD7A3: true
    default: false
    }
  }
}

extension Stamper {
  /// What each page of an order must say, in page order.
  public mutating func pageChecks(_ order: PrintOrder) throws(PrintingError) -> [PageCheck] {
    let certificate = order.certificate
    let (layout, _) = try laidOut(wording(of: order))
    var checks: [PageCheck] = []
    for marks in try copyMarks(order.copies ?? 1...max(1, certificate.copies)) {
      for sheet in layout.sheets { checks.append(PageCheck(layout.common + sheet.lines + marks)) }
    }
    return checks
  }
}
