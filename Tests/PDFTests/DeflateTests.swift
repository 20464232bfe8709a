// SPDX-License-Identifier: GPL-3.0-or-later
import PDF
import Testing

@Suite struct DeflateTests {
  @Test("What is compressed comes back, at every level and size", arguments: Deflate.levels)
  func roundTrip(level: Int) throws {
    var dice = Dice(seed: UInt64(level) + 1)
    for size in [0, 1, 2, 255, 4_096, 70_000] {
      let bytes = (0..<size).map { _ in UInt8(dice.below(7)) }
      let packed = Deflate.compress(bytes, level: level)
      #expect(packed.first == 0x78)
      #expect(try Deflate.inflate(packed, limit: 1 << 20) == bytes)
      #expect(Deflate.compress(bytes, level: level) == packed)
    }
  }

  @Test("A bomb stops at the limit")
  func bomb() {
    let bomb = Deflate.compress([UInt8](repeating: 0, count: 50_000_000), level: 9)
    #expect(bomb.count < 100_000)
    #expect(throws: PDFError.inflatesBeyond(limit: 1_000_000)) { try Deflate.inflate(bomb, limit: 1_000_000) }
  }

  @Test(
    "Whatever is no whole stream is told", arguments: [[], [1, 2, 3], [0x78, 0x9C], [0x78, 0x9C, 3, 0, 0, 0, 0, 2]])
  func damaged(bytes: [UInt8]) {
    #expect(throws: PDFError.cannotInflate(bytes: bytes.count)) { try Deflate.inflate(bytes, limit: 100) }
  }

  @Test("Threads have compressors of their own")
  func threads() async {
    let bytes = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }
    let expected = Deflate.compress(bytes, level: 6)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 { group.addTask { Deflate.compress(bytes, level: 6) == expected } }
      for await same in group { #expect(same) }
    }
  }
}
