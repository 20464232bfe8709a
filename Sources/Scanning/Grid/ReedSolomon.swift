// SPDX-License-Identifier: GPL-3.0-or-later

/// Correction of codewords by the code of ISO/IEC 18004 annex A: bytes as polynomials modulo x⁸ + x⁴ + x³ + x² + 1, roots
/// 2⁰, 2¹, ... Codewords that are known to be doubtful (erasures) cost one of the correcting ones, unknown errors two.
enum ReedSolomon {
  private static let powers: [UInt8] = {
    var powers: [UInt8] = []
    var value = 1
    for _ in 0..<510 {
      powers.append(UInt8(value))
      value = value << 1 ^ (value >> 7) * 0x11D
    }
    return powers
  }()
  private static let logarithms: [Int] = {
    var logarithms = [Int](repeating: 0, count: 256)
    for (power, value) in powers.prefix(255).enumerated() { logarithms[Int(value)] = power }
    return logarithms
  }()

  private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    a == 0 || b == 0 ? 0 : powers[logarithms[Int(a)] + logarithms[Int(b)]]
  }

  private static func quotient(_ a: UInt8, _ b: UInt8) -> UInt8 {
    a == 0 ? 0 : powers[logarithms[Int(a)] + 255 - logarithms[Int(b)]]
  }

  /// The value of a polynomial, lowest power first, at 2 to a power.
  private static func value(of polynomial: [UInt8], at power: Int) -> UInt8 {
    var value: UInt8 = 0
    for coefficient in polynomial.reversed() { value = product(value, powers[power]) ^ coefficient }
    return value
  }

  /// The block with its errors mended, and how many errors outside the erasures there were; nil where it is beyond repair.
  /// `erasures` are indexes of doubtful codewords, at most `correction`, which is how many codewords at the end correct.
  static func mend(_ block: [UInt8], correction: Int, erasures: [Int]) -> (block: [UInt8], errors: Int)? {
    let count = block.count
    let syndromes = (0..<correction).map { root in
      block.reduce(0 as UInt8) { product($0, powers[root]) ^ $1 }
    }
    if syndromes.allSatisfy({ $0 == 0 }) { return (block, 0) }
    // Berlekamp and Massey's search for the shortest locator, started with the erasures' own.
    var locator: [UInt8] = [1]
    for index in erasures {
      let root = powers[count - 1 - index]
      var longer = locator + [0]
      for place in locator.indices { longer[place + 1] ^= product(locator[place], root) }
      locator = longer
    }
    var earlier = locator
    var length = erasures.count
    for step in erasures.count..<correction {
      var gap: UInt8 = 0
      for (place, coefficient) in locator.enumerated() where place <= step {
        gap ^= product(coefficient, syndromes[step - place])
      }
      earlier.insert(0, at: 0)
      guard gap != 0 else { continue }
      var next = locator + [UInt8](repeating: 0, count: max(0, earlier.count - locator.count))
      for (place, coefficient) in earlier.enumerated() { next[place] ^= product(gap, coefficient) }
      if 2 * length <= step + erasures.count {
        length = step + 1 + erasures.count - length
        earlier = locator.map { quotient($0, gap) }
      }
      locator = next
    }
    while locator.last == 0 { locator.removeLast() }
    guard locator.count - 1 == length, 2 * length - erasures.count <= correction else { return nil }
    // Where the locator vanishes there is an error; how large it is, Forney's formula tells.
    var evaluator = [UInt8](repeating: 0, count: correction)
    for (place, coefficient) in locator.enumerated() {
      for index in 0..<max(0, correction - place) { evaluator[place + index] ^= product(coefficient, syndromes[index]) }
    }
    var mended = block
    var found = 0
    for index in 0..<count {
      let power = count - 1 - index
      let inverse = (255 - power) % 255
      guard value(of: locator, at: inverse) == 0 else { continue }
      found += 1
      var slope: UInt8 = 0
      for place in stride(from: 1, to: locator.count, by: 2) {
        slope ^= product(locator[place], powers[inverse * (place - 1) % 255])
      }
      guard slope != 0 else { return nil }
      mended[index] ^= product(powers[power], quotient(value(of: evaluator, at: inverse), slope))
    }
    return found == length ? (mended, length - erasures.count) : nil
  }
}
