// SPDX-License-Identifier: GPL-3.0-or-later
internal import Spelling

/// The name of `names` that a mistyped word most probably meant; nil where none is near.
///
/// Case, points, underlines, hyphens and blanks do not count (`Consignor_Name` is `consignor.name`), nor does a left
/// out first part (`gross_kg` is `item.grossKg`). Else up to a slip in three letters, then names with which the word begins
/// (`item.hscode`). Words over 64 bytes are not looked up.
func nearestName(_ word: String, in names: [String]) -> String? {
  let wanted = letters(word)
  guard !wanted.isEmpty, word.utf8.count <= 64 else { return nil }
  var best: String?
  var distance = max(1, wanted.count / 3) + 1
  var beginning: (name: String, length: Int)?
  for name in names {
    let known = letters(name)
    let found = min(slips(wanted, known), isLastPart(wanted, of: name) ? 1 : Int.max)
    if found < distance {
      best = name
      distance = found
    }
    if known.count > 3, wanted.starts(with: known), known.count > beginning?.length ?? 0 {
      beginning = (name, known.count)
    }
  }
  return best ?? beginning?.name
}

/// The end of a sentence about an unknown word: the name that was meant, else names of the `kind` ("keys") to choose
/// from, those of the word's own part first.
func wayOut(_ word: String, _ names: [String], _ kind: String) -> String {
  if let name = nearestName(word, in: names) { return "did you mean \"\(name)\"?" }
  guard names.count > 20 else { return "the \(kind) here are \(listed(names))." }
  let part = word.prefix { $0 != "." }
  let near = names.filter { $0.hasPrefix("\(part).") }
  return near.isEmpty
    ? "\(kind) begin with \(listed(names.prefix(3) + ["consignor.name", "item.hs", "invoice.number"])) …"
    : "the \(kind) of that part are \(listed(near))."
}

private func isLastPart(_ wanted: [UInt8], of name: String) -> Bool {
  guard let point = name.firstIndex(of: ".") else { return false }
  return wanted == letters(String(name[point...]))
}

/// Letters and digits in lower case.
private func letters(_ word: String) -> [UInt8] {
  word.utf8.compactMap { byte in
    switch byte {
    case 65...90: byte + 32
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x20: nil
    default: byte
    }
  }
}
