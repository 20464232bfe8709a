// SPDX-License-Identifier: GPL-3.0-or-later

/// A certificate's number in an entry, `SG-2026-0000001-H`: a running number of a country and year.
struct EntryNumber: Hashable {
  /// Bytes of the text.
  static let length = 17

  /// Country and year, the sequence that the number counts in: two letters and four digits as one number.
  let series: Int
  /// From 1.
  let sequence: Int

  /// Parses the 17 bytes at `start`, which must be there; nil for another form or a wrong check character.
  init?(_ bytes: [UInt8], at start: Int) {
    var series = 0
    var sequence = 0
    // ISO 7064 MOD 37,36 over the characters without hyphens.
    var product = 36
    for place in 0..<15 {
      let byte = bytes[start + place]
      let value: Int
      switch place {
      case 0, 1:
        guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { return nil }
        value = Int(byte) - 55
        series = series * 26 + Int(byte) - 65
      case 2, 7:
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      default:
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = Int(byte) - 48
        if place < 7 { series = series * 10 + value } else { sequence = sequence * 10 + value }
      }
      let sum = (product + value) % 36
      product = (sum == 0 ? 36 : sum) * 2 % 37
    }
    let check = (37 - product) % 36
    let character = UInt8(check < 10 ? check + 48 : check + 55)
    guard sequence >= 1, bytes[start + 15] == UInt8(ascii: "-"), bytes[start + 16] == character else { return nil }
    self.series = series
    self.sequence = sequence
  }
}
