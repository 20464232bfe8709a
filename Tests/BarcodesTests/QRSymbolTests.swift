// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import Paper
import Testing

/// Text of a seal's kind: an address in capitals and Base32, the same for the same seed.
func sealText(length: Int, seed: UInt64) -> [UInt8] {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  var text = Array("HTTPS://VERIFY.EXAMPLE/1/".utf8)
  while text.count < length {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    text.append(letters[Int((state &* 0x2545_F491_4F6C_DD1D) >> 59)])
  }
  return text
}

@Suite struct QRSymbolTests {
  /// Seven modules of a finder pattern: dark, light, three dark, light, dark (ISO/IEC 18004 6.3.3).
  @Test("A symbol has its three finder patterns and its size", arguments: [1, 7, 14, 40])
  func shape(version: Int) throws {
    let symbol = try QRSymbol(alphanumeric: Array("HTTPS://A".utf8), version: version, level: .quartile)
    #expect(symbol.version == version)
    #expect(symbol.width == 17 + 4 * version)
    #expect(symbol.modules.count == symbol.width * symbol.width)
    let last = symbol.width - 7
    for (left, top) in [(0, 0), (last, 0), (0, last)] {
      for y in 0..<7 {
        for x in 0..<7 {
          let ring = max(abs(x - 3), abs(y - 3))
          #expect(symbol.isDark(left + x, top + y) == (ring != 2))
        }
      }
    }
  }

  @Test("Version 14-Q holds 376 characters and not one more")
  func capacity() throws {
    #expect(throws: Never.self) {
      try QRSymbol(alphanumeric: sealText(length: 376, seed: 1), version: 14, level: .quartile)
    }
    #expect(throws: BarcodeError.tooLong(characters: 377, version: 14, level: .quartile)) {
      try QRSymbol(alphanumeric: sealText(length: 377, seed: 1), version: 14, level: .quartile)
    }
    #expect(throws: BarcodeError.tooLong(characters: 377, version: 14, level: .quartile)) {
      try QRSymbol(alphanumeric: sealText(length: 377, seed: 1), version: 14, level: .quartile, mask: 3)
    }
    #expect(throws: BarcodeError.tooLong(characters: 9_000, version: 14, level: .quartile)) {
      try QRSymbol(alphanumeric: sealText(length: 9_000, seed: 1), version: 14, level: .quartile)
    }
  }

  @Test(
    "What the alphanumeric mode cannot say is told by its place",
    arguments: [("abc", 0), ("ABc", 2), ("A\nB", 1), ("Ä", 0), ("A&B", 1)])
  func repertoire(text: String, offset: Int) {
    #expect(throws: BarcodeError.notAlphanumeric(offset: offset)) {
      try QRSymbol(alphanumeric: Array(text.utf8), version: 14, level: .quartile)
    }
  }

  @Test("Versions and masks that do not exist are refused")
  func bounds() {
    let text = Array("A".utf8)
    for version in [Int.min, -1, 0, 41, Int.max] {
      #expect(throws: BarcodeError.noSuchVersion(version)) {
        try QRSymbol(alphanumeric: text, version: version, level: .low)
      }
    }
    for mask in [Int.min, -1, 8] {
      #expect(throws: BarcodeError.noSuchMask(mask)) {
        try QRSymbol(alphanumeric: text, version: 1, level: .low, mask: mask)
      }
    }
  }

  @Test("Runs cover every dark module once, and nothing else")
  func runs() throws {
    let symbol = try QRSymbol(alphanumeric: sealText(length: 300, seed: 5), version: 14, level: .quartile)
    var covered = [UInt8](repeating: 0, count: symbol.modules.count)
    for run in symbol.darkRuns {
      for x in run.x..<run.x + run.length { covered[run.y * symbol.width + x] += 1 }
    }
    #expect(covered == symbol.modules)
  }

  @Test("The same text gives the same symbol; another mask another one with the same text")
  func masks() throws {
    let text = sealText(length: 350, seed: 9)
    let chosen = try QRSymbol(alphanumeric: text, version: 14, level: .quartile)
    #expect(try QRSymbol(alphanumeric: text, version: 14, level: .quartile) == chosen)
    let masked = try (0...7).map { try QRSymbol(alphanumeric: text, version: 14, level: .quartile, mask: $0) }
    #expect(Set(masked.map(\.modules)).count == 8)
    #expect(masked.contains(chosen))
  }

  @Test("Pixels are the modules at that scale, with the quiet zone white", arguments: [1.0, 2, 2.5, 3, 7.3])
  func image(scale: Double) throws {
    let symbol = try QRSymbol(alphanumeric: Array("A".utf8), version: 2, level: .high)
    let image = symbol.image(pixelsPerModule: scale)
    #expect(image.width == Int((Double(symbol.width + 8) * scale).rounded()))
    #expect(image.height == image.width)
    for y in -4..<symbol.width + 4 {
      for x in -4..<symbol.width + 4 {
        let inside = (0..<symbol.width).contains(x) && (0..<symbol.width).contains(y)
        let pixel = image[Int((Double(x) + 4.5) * scale), Int((Double(y) + 4.5) * scale)]
        #expect(pixel == (inside && symbol.isDark(x, y) ? 0 : 255))
      }
    }
  }
}
