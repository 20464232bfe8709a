// SPDX-License-Identifier: GPL-3.0-or-later

/// The alphabets that have letters in common to the eye (Unicode Technical Standard 39, section 4).
enum Script: String {
  case latin = "Latin"
  case greek = "Greek"
  case cyrillic = "Cyrillic"

  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF, 0xFF21...0xFF3A,
      0xFF41...0xFF5A:
      self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
    default: return nil
    }
  }

  /// Letters of Greek and Cyrillic that nobody can tell from a Latin one (confusables.txt of the same standard).
  static let lookingLatin = Set("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονАВЕЅІЈКМНОРСТУХԚԜаеорсухѕіјһԁԛԝ".unicodeScalars)
}
