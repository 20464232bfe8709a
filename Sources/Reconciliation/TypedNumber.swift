// SPDX-License-Identifier: GPL-3.0-or-later
private import Spelling

/// A certificate's number as somebody reads it off a sheet or hears it on the telephone: in small letters, with blanks or
/// dashes of any kind or none, O for 0 and I for 1, a digit too few or too many.
struct TypedNumber {
  /// `SG-2026-0000001-H`; with another number of digits than eleven without hyphens.
  let text: String
  /// Between the country and the check character.
  let digits: Int

  /// Nil for what cannot have been meant as a number: two letters, eight to fourteen digits and a character.
  init?(_ typed: String) {
    var characters: [UInt8] = []
    for scalar in typed.unicodeScalars {
      switch scalar.value {
      case 0x20, 0xA0, 0x2D, 0x2010...0x2015, 0x2212: continue
      case 48...57, 65...90: characters.append(UInt8(scalar.value))
      case 97...122: characters.append(UInt8(scalar.value - 32))
      default: return nil
      }
    }
    guard (11...17).contains(characters.count), characters.prefix(2).allSatisfy({ (65...90).contains($0) }) else {
      return nil
    }
    for index in 2..<(characters.count - 1) {
      switch characters[index] {
      case 48...57: continue
      case UInt8(ascii: "O"): characters[index] = UInt8(ascii: "0")
      case UInt8(ascii: "I"), UInt8(ascii: "L"): characters[index] = UInt8(ascii: "1")
      default: return nil
      }
    }
    digits = characters.count - 3
    if digits == 11 {
      for index in [13, 6, 2] { characters.insert(UInt8(ascii: "-"), at: index) }
    }
    text = String(decoding: characters, as: UTF8.self)
  }

  /// Whether one slip of the fingers lies between this and a number: a character changed, left out, put in, or two
  /// neighbours swapped.
  func isNear(_ number: String) -> Bool {
    func letters(_ number: String) -> [UInt8] { number.utf8.filter { $0 != UInt8(ascii: "-") } }
    return slips(letters(text), letters(number)) <= 1
  }
}
