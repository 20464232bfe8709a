// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the term of delivery that a text names after words such as "Incoterms 2020:".
enum IncotermWording {
  private static let announcements = ["INCOTERMS", "INCOTERM", "TERMS OF DELIVERY", "DELIVERY TERMS"].map {
    FoldedText($0)
  }
  /// Terms of earlier editions that are still written: Incoterms 2000 and 2010.
  private static let former: Set<String> = ["DAF", "DAT", "DDU", "DEQ", "DES"]

  /// Nil where the text names none.
  static func term(in text: String) -> String? {
    let folded = FoldedText(text)
    for announcement in announcements {
      guard let start = folded.index(of: announcement) else { continue }
      let after = folded.bytes[(start + announcement.bytes.count - 1)...]
      // The edition, "® 2020", may stand between.
      let next = after.split(separator: UInt8(ascii: " ")).first { word in
        !word.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } && word != [UInt8(ascii: "R")]
      }
      if let next, next.count == 3, next.allSatisfy({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) {
        return String(decoding: next, as: UTF8.self)
      }
      for word in folded.words where word.count == 3 {
        let term = String(decoding: word, as: UTF8.self)
        if former.contains(term) { return term }
      }
    }
    return nil
  }
}
