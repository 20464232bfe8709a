// SPDX-License-Identifier: GPL-3.0-or-later

/// A text that a sheet should bear, and the box that it belongs to.
public struct NamedText: Equatable, Sendable {
  /// Boxes of a certificate, those first that a text is sought for first.
  public enum Box: String, CaseIterable, Sendable {
    case number, origin, destination, invoice, weights, consignor, consignee, goods, declaration, remarks, other

    /// Who changes one of these changes what the certificate is good for: each has to be seen before a sheet matches.
    public var isCritical: Bool {
      switch self {
      case .number, .origin, .destination, .invoice, .weights: true
      case .consignor, .consignee, .goods, .declaration, .remarks, .other: false
      }
    }

    /// Its name in a sentence.
    var words: String { self == .other ? "outside the boxes" : rawValue }
  }

  public var box: Box
  public var text: String

  public init(_ box: Box, _ text: String) {
    self.box = box
    self.text = text
  }
}

extension StampedSheet {
  /// Finds each text among the sheet's words, wherever its template put it. Spaces do not count: lines are broken
  /// anywhere, and readers of PDFs put spaces where they like. A word has the first box that claims it.
  public mutating func name(_ texts: [NamedText]) {
    let words = words.map { Self.squeezed($0.text) }
    var page: [UInt8] = []
    var owners: [Int] = []
    for (index, word) in words.enumerated() {
      page += word
      owners += Array(repeating: index, count: word.count)
    }
    for box in NamedText.Box.allCases {
      for text in texts where text.box == box {
        let wanted = Self.squeezed(text.text)
        guard !wanted.isEmpty else { continue }
        let places = Self.places(of: wanted, in: page)
        // A figure is a word of its own: "46" is no part of "1460".
        let isFigure = box == .weights || wanted.count < 4
        for place in places {
          let (first, last) = (owners[place], owners[place + wanted.count - 1])
          if isFigure, first != last || words[first] != wanted { continue }
          claim(first...last, for: box)
        }
        guard places.isEmpty else { continue }
        // Broken over lines with other columns between them: word by word.
        for part in text.text.split(whereSeparator: \.isWhitespace).map({ Self.squeezed(String($0)) })
        where part.count >= 4 {
          for (index, word) in words.enumerated() where word == part { claim(index...index, for: box) }
        }
      }
    }
  }

  private mutating func claim(_ range: ClosedRange<Int>, for box: NamedText.Box) {
    for index in range where words[index].box == nil { words[index].box = box }
  }

  private static func squeezed(_ text: String) -> [UInt8] {
    Array(String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace })).utf8)
  }

  private static func places(of wanted: [UInt8], in page: [UInt8]) -> [Int] {
    guard wanted.count <= page.count else { return [] }
    return (0...page.count - wanted.count).filter { start in
      page[start] == wanted[0] && page[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
