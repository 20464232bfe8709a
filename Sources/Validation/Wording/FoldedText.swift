// SPDX-License-Identifier: GPL-3.0-or-later

/// A text as words in capitals with single spaces around each, so that whole words and phrases can be looked for
/// whatever the punctuation, case or common accents: ` SAID TO CONTAIN `.
struct FoldedText: Hashable, Sendable {
  private(set) var bytes: [UInt8]
  /// Letters and digits that are no space.
  private(set) var letters = 0

  init(_ text: some StringProtocol) {
    bytes = [UInt8(ascii: " ")]
    bytes.reserveCapacity(text.utf8.count + 2)
    var isAtGap = true
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A:
        bytes.append(UInt8(scalar.value))
      case 0x61...0x7A:
        bytes.append(UInt8(scalar.value) - 32)
      case 0..<0x80:
        if !isAtGap { bytes.append(UInt8(ascii: " ")) }
        isAtGap = true
        continue
      default:
        guard Self.append(scalar, to: &bytes) else {
          if !isAtGap { bytes.append(UInt8(ascii: " ")) }
          isAtGap = true
          continue
        }
      }
      isAtGap = false
      letters += 1
    }
    if !isAtGap { bytes.append(UInt8(ascii: " ")) }
  }

  var isEmpty: Bool { letters == 0 }

  /// The words, without spaces.
  var words: [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: " "))
  }

  /// True where the phrase stands in this text as whole words.
  func contains(_ phrase: FoldedText) -> Bool {
    index(of: phrase) != nil
  }

  /// True where this text ends with the phrase as whole words.
  func ends(with phrase: FoldedText) -> Bool {
    !phrase.isEmpty && bytes.count >= phrase.bytes.count
      && bytes[(bytes.count - phrase.bytes.count)...] == phrase.bytes[...]
  }

  /// Where the phrase begins (at its leading space), from a place on; nil where it does not stand.
  func index(of phrase: FoldedText, from first: Int = 0) -> Int? {
    guard !phrase.isEmpty, bytes.count >= phrase.bytes.count else { return nil }
    let sought = phrase.bytes
    let last = bytes.count - sought.count
    var start = first
    while start <= last {
      if bytes[start] == sought[0], bytes[start + 1] == sought[1] {
        var length = 2
        while length < sought.count, bytes[start + length] == sought[length] { length += 1 }
        if length == sought.count { return start }
      }
      start += 1
    }
    return nil
  }

  /// The folded words as one text without outer spaces.
  static func plain(_ text: some StringProtocol) -> String {
    let folded = FoldedText(text)
    // A text of signs only ("$", "€") is its own wording.
    guard !folded.isEmpty else { return String(text) }
    return String(decoding: folded.bytes.dropFirst().dropLast(), as: UTF8.self)
  }

  /// U+00C0 to U+00FF without their accents, in capitals.
  private static let latin1 = Array("AAAAAA CEEEEIIIIDNOOOOO OUUUUY  AAAAAA CEEEEIIIIDNOOOOO OUUUUY Y".utf8)

  /// False for a scalar that is neither letter nor digit.
  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) -> Bool {
    if (0xC0...0xFF).contains(scalar.value) {
      let letter = latin1[Int(scalar.value - 0xC0)]
      if letter != UInt8(ascii: " ") {
        bytes.append(letter)
        return true
      }
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark,
      .spacingMark, .enclosingMark:
      bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      return true
    case .lowercaseLetter, .titlecaseLetter:
      bytes.append(contentsOf: scalar.properties.uppercaseMapping.utf8)
      return true
    default:
      return false
    }
  }
}

extension FoldedText {
  /// True if a word satisfies the test; stops at the first that does.
  func hasWord(where test: (ArraySlice<UInt8>) -> Bool) -> Bool {
    var start = 1
    for index in 1..<max(1, bytes.count) where bytes[index] == UInt8(ascii: " ") {
      if index > start, test(bytes[start..<index]) { return true }
      start = index + 1
    }
    return false
  }

  /// The text without the first occurrence of a phrase.
  func removing(_ phrase: FoldedText) -> FoldedText {
    guard let start = index(of: phrase) else { return self }
    var copy = self
    copy.bytes.removeSubrange(start..<(start + phrase.bytes.count - 1))
    copy.letters -= phrase.letters
    return copy
  }

  /// True if this text is a company's name, with or without its legal form.
  func isName(_ name: String) -> Bool {
    guard name.utf8.count >= letters else { return false }
    let company = FoldedText(name)
    guard company.bytes.starts(with: bytes) else { return false }
    return company == self || company.withoutLegalForm == self
  }

  /// The text without "Ltd", "GmbH & Co KG" and the like at its end; never without any word.
  var withoutLegalForm: FoldedText {
    var company = self
    while let form = Self.legalForms.first(where: { company.ends(with: $0) && company.letters > $0.letters }) {
      company.bytes.removeLast(form.bytes.count - 1)
      company.letters -= form.letters
    }
    return company
  }

  private static let legalForms = [
    "AB", "AG", "AS", "ASA", "APS", "A S", "BV", "B V", "BERHAD", "BHD", "CO", "COMPANY", "CORP", "CORPORATION", "EURL",
    "EG", "GMBH", "INC", "INCORPORATED", "JSC", "KFT", "KG", "KK", "LIMITED", "LLC", "LLP", "LTD", "LTDA", "NV", "N V",
    "OHG", "OOO", "OU", "OY", "OYJ", "PLC", "PT", "PTE", "PTY", "PVT", "SA", "S A", "SARL", "SAS", "SDN", "SE", "SL",
    "SPA", "S P A", "SP Z O O", "SRL", "S R L", "TBK", "UG", "ZRT",
  ].map { FoldedText($0) }
}
