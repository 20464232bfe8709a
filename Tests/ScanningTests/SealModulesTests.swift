// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import Testing

@testable import Scanning

@Suite struct SealModulesTests {
  static func modules(mask: Int? = nil) throws -> SealModules {
    let symbol = try QRSymbol(alphanumeric: Sheet.text, version: 14, level: .quartile, mask: mask)
    return SealModules(tones: symbol.modules.map { $0 == 1 ? -1 : 1 })
  }

  @Test("Modules as printed give the text")
  func clean() throws {
    let modules = try Self.modules()
    #expect(modules.text == Sheet.text)
    #expect(modules.likeness == 1)
  }

  @Test("Doubtful modules may be wrong in more codewords than the code corrects by itself")
  func erasures() throws {
    // The rows of two fifths of the code, as under a sticker: half of their modules are wrong, and all near gray.
    var modules = try Self.modules()
    for index in (10 * 73)..<(35 * 73) { modules.tones[index] = index % 2 == 0 ? 0.01 : -0.01 }
    #expect(modules.text == Sheet.text)
    // The same without the doubt cannot be mended.
    modules.tones = modules.tones.map { $0 < 0 ? -1 : 1 }
    #expect(modules.text == nil)
  }

  @Test("A block with errors and erasures is mended up to its limit, beyond it refused", arguments: 0...20)
  func mending(erased: Int) {
    // Any multiple of the generator is a block; nothing but zeros is the simplest.
    let block = [UInt8](repeating: 0, count: 37)
    let errors = (20 - erased) / 2
    var damaged = block
    for place in 0..<(erased + errors) { damaged[36 - place] = UInt8(place * 11 + 1) }
    let erasures = (0..<erased).map { 36 - $0 }
    let mended = ReedSolomon.mend(damaged, correction: 20, erasures: erasures)
    #expect(mended?.block == block)
    #expect(mended?.errors == errors)
    for place in (erased + errors)...(erased + errors + 4) { damaged[36 - place] ^= 0x5A }
    #expect(ReedSolomon.mend(damaged, correction: 20, erasures: erasures)?.block != block)
  }
}
