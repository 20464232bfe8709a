// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// Where in a criterion the fault lies, and what the whole was probably meant to be.
extension OriginCriterionError {
  /// Of the first character at fault, in UTF-8 from 0; nil where the criterion as a whole is meant.
  func place(in text: String) -> Int? {
    let bytes = Array(text.utf8.prefix(256))
    let words = Self.words(in: bytes)
    func place(of word: String, after count: Int = 0) -> Int? {
      words.filter { $0.text == word }.dropFirst(count).first?.start
    }
    switch self {
    case .unknown(let word), .lowerCase(let word), .percentageMissing(let word), .standsAlone(let word):
      return place(of: word)
    case .twice(let word): return place(of: word, after: 1)
    case .missingPlus(before: "the percentage"): return Self.strayPercentage(in: bytes)
    case .missingPlus(let word):
      return words.dropFirst().first { $0.text == word && Self.signBefore($0.start, in: bytes) != UInt8(ascii: "+") }?
        .start
    case .badPercentage(let written): return Self.offset(of: written, in: bytes)
    case .sign(let quoted): return Self.offset(of: String(quoted.dropFirst().dropLast()), in: bytes)
    case .unfinished: return Self.strayPlus(in: bytes)
    case .severalTariffChanges:
      let changes = ["CC", "CTH", "CTSH", "CTC"]
      return words.filter { changes.contains($0.text) }.dropFirst().first?.start
    }
  }

  /// The wish with the place at which it is not met: `"+" before CTSH at character 9`.
  func words(for text: String) -> String {
    guard let place = place(in: text) else { return description }
    let before = String(decoding: text.utf8.prefix(place), as: UTF8.self)
    return "\(description) at character \(before.unicodeScalars.count + 1)"
  }

  /// The criterion with this fault put right, if it is one then.
  func correction(of text: String) -> String? {
    guard text.utf8.count <= 64 else { return nil }
    var bytes = Array(text.utf8)
    switch self {
    case .unknown(let word), .lowerCase(let word):
      guard let start = place(in: text), let meant = suggestion else { return nil }
      bytes.replaceSubrange(start..<start + word.utf8.count, with: meant.utf8)
    case .missingPlus:
      guard let start = place(in: text) else { return nil }
      bytes.insert(contentsOf: "+ ".utf8, at: start)
    case .badPercentage:
      guard let start = place(in: text) else { return nil }
      let end = bytes[start...].firstIndex { !(48...57).contains($0) && $0 != UInt8(ascii: ".") } ?? bytes.count
      bytes.insert(UInt8(ascii: "%"), at: end)
    case .sign, .percentageMissing, .unfinished, .twice, .standsAlone, .severalTariffChanges: return nil
    }
    let corrected = String(decoding: bytes, as: UTF8.self)
    return OriginCriterion(corrected) == nil ? nil : corrected
  }

  private static func words(in bytes: [UInt8]) -> [(text: String, start: Int)] {
    var words: [(text: String, start: Int)] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { !isLetter($0) } ?? bytes.count
      if end > start { words.append((String(decoding: bytes[start..<end], as: UTF8.self), start)) }
      start = max(end, start + 1)
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

  private static func isSign(_ byte: UInt8) -> Bool { "+,/".utf8.contains(byte) }

  private static func signBefore(_ place: Int, in bytes: [UInt8]) -> UInt8? {
    bytes[..<place].last { $0 != UInt8(ascii: " ") }
  }

  /// A number that follows neither "+" nor RVC or PC.
  private static func strayPercentage(in bytes: [UInt8]) -> Int? {
    for (place, byte) in bytes.enumerated() where (48...57).contains(byte) || byte == UInt8(ascii: "[") {
      guard let before = signBefore(place, in: bytes), isLetter(before) || before == UInt8(ascii: "%") else { continue }
      let word = words(in: Array(bytes[..<place])).last?.text
      if before == UInt8(ascii: "%") || !["RVC", "PC"].contains(word) { return place }
    }
    return nil
  }

  /// A "+", comma or slash with nothing on one side; the end of a text that has nothing at all.
  private static func strayPlus(in bytes: [UInt8]) -> Int? {
    for (place, byte) in bytes.enumerated() where isSign(byte) {
      let next = bytes[(place + 1)...].first { $0 != UInt8(ascii: " ") }
      if next.map(isSign) ?? true { return place }
      if signBefore(place, in: bytes) == nil { return place }
    }
    return bytes.firstIndex(where: isSign)
  }

  private static func offset(of part: String, in bytes: [UInt8]) -> Int? {
    let part = Array(part.utf8)
    guard !part.isEmpty, part.count <= bytes.count else { return nil }
    return (0...bytes.count - part.count).first { bytes[$0..<$0 + part.count].elementsEqual(part) }
  }
}
