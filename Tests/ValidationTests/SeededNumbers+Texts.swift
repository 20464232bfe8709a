// SPDX-License-Identifier: GPL-3.0-or-later
import Seeded

extension SeededNumbers {
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
