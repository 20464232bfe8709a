// SPDX-License-Identifier: GPL-3.0-or-later

/// Which module of a printed seal's code is what: QR version 14, level Q, 73 modules a side (ISO/IEC 18004 6.3, 7.7, table 9).
enum SealLayout {
  static let side = 73
  /// Centres of alignment patterns, across and down (annex E); with the timing lines at 6 they cut the code into a mesh.
  static let nodes = [6, 26, 46, 66]
  /// Codewords of data in each of the 16 blocks; 20 of correction follow in each.
  static let dataCounts = [Int](repeating: 16, count: 11) + [Int](repeating: 17, count: 5)
  static let correction = 20

  /// 1 for modules that are dark in every such code, 0 for light, -1 where it depends on what it says; row by row.
  static let fixed: [Int8] = {
    var modules = [Int8](repeating: -1, count: side * side)
    func set(_ x: Int, _ y: Int, _ isDark: Bool) {
      if (0..<side).contains(x), (0..<side).contains(y) { modules[y * side + x] = isDark ? 1 : 0 }
    }
    func square(_ x: Int, _ y: Int, reach: Int, isDark: (Int) -> Bool) {
      for down in -reach...reach {
        for across in -reach...reach { set(x + across, y + down, isDark(max(abs(across), abs(down)))) }
      }
    }
    for place in 8..<(side - 8) {
      set(place, 6, place % 2 == 0)
      set(6, place, place % 2 == 0)
    }
    for (x, y) in [(3, 3), (side - 4, 3), (3, side - 4)] { square(x, y, reach: 4) { $0 < 2 || $0 == 3 } }
    for (x, y) in alignments { square(x, y, reach: 2) { $0 != 1 } }
    set(8, side - 8, true)
    return modules
  }()

  /// Centres of the 13 alignment patterns: all crossings of `nodes` but the three at finder patterns.
  static let alignments: [(x: Int, y: Int)] = nodes.flatMap { y in
    nodes.compactMap { x in (x == 6 && y != 26 && y != 46) || (y == 6 && x == 66) ? nil : (x, y) }
  }

  /// The modules that hold the codewords' bits, first bit first (7.7.3).
  static let bits: [Int] = {
    var reserved = fixed.map { $0 >= 0 }
    // Format information beside the finder patterns, version information before two of them.
    for place in 0..<9 { (reserved[8 * side + place], reserved[place * side + 8]) = (true, true) }
    for place in (side - 8)..<side { (reserved[8 * side + place], reserved[place * side + 8]) = (true, true) }
    for place in 0..<6 {
      for other in (side - 11)..<(side - 8) {
        (reserved[place * side + other], reserved[other * side + place]) = (true, true)
      }
    }
    var bits: [Int] = []
    var isUpward = true
    for right in stride(from: side - 1, to: 0, by: -2).map({ $0 > 6 ? $0 : $0 - 1 }) {
      for step in 0..<side {
        let y = isUpward ? side - 1 - step : step
        for x in [right, right - 1] where !reserved[y * side + x] { bits.append(y * side + x) }
      }
      isUpward.toggle()
    }
    return bits
  }()

  /// For each of the eight masks the format information of level Q: modules of both copies and whether they are dark (7.9).
  static let formats: [[(module: Int, isDark: Bool)]] = (0..<8).map { mask in
    let data = 0b11 << 3 | mask
    var rest = data
    for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
    let word = (data << 10 | rest) ^ 0x5412
    func module(_ x: Int, _ y: Int, _ bit: Int) -> (Int, Bool) { (y * side + x, word >> bit & 1 == 1) }
    let first = (0..<15).map { bit in
      if bit < 6 { return module(8, bit, bit) }
      if bit < 8 { return module(8, bit + 1, bit) }
      return bit == 8 ? module(7, 8, bit) : module(14 - bit, 8, bit)
    }
    return first + (0..<15).map { $0 < 8 ? module(side - 1 - $0, 8, $0) : module(8, side - 15 + $0, $0) }
  }

  /// Whether a mask turns a module (table 10).
  static func isTurned(_ module: Int, by mask: Int) -> Bool {
    let (x, y) = (module % side, module / side)
    return switch mask {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (x / 3 + y / 2) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: ((x + y) % 2 + x * y % 3) % 2 == 0
    }
  }
}
