// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Testing
import Trade

@testable import Printing

@Suite struct CopiedTextTests {
  static let scripts: [(script: String, words: [String])] = [
    ("Latin", ["Łódź", "Größe", "AVATAR", "Việt", "office", "fluff"]),
    ("Greek", ["Ανώνυμη", "Εταιρεία", "Σίσυφος"]),
    ("Cyrillic", ["Общество", "ответственностью", "Ўзбекистон"]),
    ("Chinese and Japanese", ["東京貿易株式会社", "机械设备有限公司", "ひらがな"]),
    ("Korean", ["한국무역협회", "주식회사"]),
    ("Arabic", ["شركة", "الشرق", "للتجارة"]),
    ("Hebrew", ["שלום", "חברה", "בערבון"]),
    ("Thai", ["ผ้าฝ้าย", "เชียงใหม่"]),
    ("Devanagari", ["हस्तनिर्मित", "मुंबई", "शर्मा"]),
  ]

  @Test("Words of every script are found in the certificate, and copied as they were written", arguments: scripts)
  func copied(script: String, words: [String]) throws {
    var stamper = try Stamper(try Fixture.shipped("ordinary-preprinted"))
    var form = Fixture.form()
    form.items[0].description = words.joined(separator: " ")
    let certificate = try stamper.prefix + stamper.stamp(Fixture.order(form))
    // Marks of direction say nothing, and a reader may compose letters.
    let text = try Tool.text(certificate).filter { !"\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}".contains($0) }
    for word in words {
      #expect(text.contains(word), "\(script): \(word) in \(text)")
    }
  }
}
