// SPDX-License-Identifier: GPL-3.0-or-later

/// What can be told of an encoded point of Ed25519 without arithmetic.
enum EdwardsPoint {
  /// The y of the eight points whose order divides 8, little-endian: 0, 1, p − 1 and the two of order 8.
  private static let smallOrder: Set<[UInt8]> = Set(
    [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ].compactMap([UInt8].init(hex:)))

  /// Whether 32 bytes are a point of small order or a y not below p = 2^255 − 19, a second spelling of another y.
  ///
  /// Under a key of small order a signature can be made without any secret; a second spelling would give one key two
  /// key ids.
  static func isWeak(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 32 else { return true }
    var y = bytes
    y[31] &= 0x7F
    let isBelowP = y[31] < 0x7F || y[1..<31].contains { $0 < 0xFF } || y[0] < 0xED
    return !isBelowP || smallOrder.contains(y)
  }
}
