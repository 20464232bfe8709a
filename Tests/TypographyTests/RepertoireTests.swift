// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Typography

@Suite("Repertoires")
struct RepertoireTests {
  @Test("Ranges are joined and put in order")
  func joins() {
    #expect(Repertoire([0x61...0x63, 0x41...0x42, 0x62...0x65, 0x66...0x66]).ranges == [0x41...0x42, 0x61...0x66])
    #expect(Repertoire([]).ranges.isEmpty)
  }

  @Test(
    "What cannot stand alone from left to right is left out",
    arguments: [
      0x0...0x1F, 0x7F...0x9F, 0xAD...0xAD, 0x300...0x36F, 0x5D0...0x5EA, 0x627...0x64A, 0x200B...0x200F,
      0x202A...0x202E, 0xD800...0xDFFF, 0xE000...0xE010, 0xFEFF...0xFEFF, 0x110000...0x110010,
    ] as [ClosedRange<UInt32>])
  func leavesOut(range: ClosedRange<UInt32>) {
    #expect(Repertoire([range]).ranges.isEmpty)
    #expect(Repertoire.standard.ranges.allSatisfy { !$0.overlaps(range) })
  }

  @Test("The standard repertoire has the letters of Europe, Vietnam and Central Asia, and the signs of trade")
  func standard() {
    let text = "AZaz09ÄßçñŁőŞșȚđĐệữΑΩώΆЯяЁїҐқӘ€£¥₹₫₽№™©®°±½²³µ•…–—‘’“”„‚‹›«»≤≥−×÷"
    for scalar in text.unicodeScalars {
      #expect(Repertoire.standard.ranges.contains { $0.contains(scalar.value) }, "\(scalar)")
    }
  }
}
