// SPDX-License-Identifier: GPL-3.0-or-later

/// A seeded generator (SplitMix64), so that every run tries the same texts.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// Pieces that parsers stumble over, in any order.
  mutating func text() -> String {
    let pieces = [
      "", " ", "-", "+", "%", "[", "]", "40%", "WO", "CTH", "RVC", "SG", "England", "made in", "INCOTERMS", "CIF",
      "MSCU1234565", "CSQU", "U", "0", "9", "99999999999999999999", "2026-02-30", "2026-11-23", "\u{0}", "\n",
      "\u{202E}",
      "\u{E000}", "é", "Ω", "В", "茶", "🫖", "®", "™", "Coca-Cola", "parts", ".", ",", "(", "\u{FEFF}", "1e400", "-0",
    ]
    var text = ""
    for _ in 0..<(next() % 6) { text += pieces[Int(next() % UInt64(pieces.count))] }
    return text
  }
}
