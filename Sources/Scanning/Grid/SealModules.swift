// SPDX-License-Identifier: GPL-3.0-or-later

/// The modules of a seal's code as far as they are known, -1 dark to 1 light, near 0 where it is doubtful; row by row.
struct SealModules {
  var tones: [Float]

  /// How many of the least certain codewords of a block are given up in turn. Two of the 20 correcting ones are kept as a
  /// check beside them.
  private static let erasures = [0, 4, 8, 12, 16]

  /// The text of the code; nil where it cannot be made out.
  var text: [UInt8]? {
    let words = codewords
    var data: [UInt8] = []
    // Interleaved: the first codewords of all blocks, then the second ones; the longer blocks' last ones by themselves.
    let blocks = SealLayout.dataCounts.count
    let longest = SealLayout.dataCounts[blocks - 1]
    let start = SealLayout.dataCounts.reduce(0, +)
    for (block, count) in SealLayout.dataCounts.enumerated() {
      var places = (0..<min(count, 16)).map { $0 * blocks + block }
      if count == longest { places.append(16 * blocks + block - (blocks - 5)) }
      places += (0..<SealLayout.correction).map { start + $0 * blocks + block }
      guard let mended = Self.mend(places.map { words[$0] }) else { return nil }
      data += mended.prefix(count)
    }
    return Self.alphanumeric(data)
  }

  private static func mend(_ words: [(byte: UInt8, certainty: Float)]) -> [UInt8]? {
    let doubtful = words.indices.sorted { words[$0].certainty < words[$1].certainty }
    let bytes = words.map(\.byte)
    for count in erasures {
      guard
        let (block, errors) = ReedSolomon.mend(
          bytes, correction: SealLayout.correction, erasures: Array(doubtful.prefix(count)))
      else { continue }
      if count == 0 || 2 * errors + count <= SealLayout.correction - 2 { return block }
    }
    return nil
  }

  /// The codewords under the mask that the format information names most clearly, each as certain as its least certain bit.
  private var codewords: [(byte: UInt8, certainty: Float)] {
    let likeness = SealLayout.formats.map { format in
      format.reduce(0 as Float) { $0 + ($1.isDark ? -tones[$1.module] : tones[$1.module]) }
    }
    let mask = likeness.indices.max { likeness[$0] < likeness[$1] } ?? 0
    return stride(from: 0, to: SealLayout.bits.count - 7, by: 8).map { start in
      var byte: UInt8 = 0
      var certainty = Float.infinity
      for module in SealLayout.bits[start..<(start + 8)] {
        let isDark = tones[module] < 0
        byte = byte << 1 | (isDark != SealLayout.isTurned(module, by: mask) ? 1 : 0)
        certainty = min(certainty, abs(tones[module]))
      }
      return (byte, certainty)
    }
  }

  /// The text of one alphanumeric segment (ISO/IEC 18004 7.4.4) followed by nothing but the padding of 7.4.10; nil for
  /// anything else: mended codewords that are not what was printed do not end like that.
  private static func alphanumeric(_ data: [UInt8]) -> [UInt8]? {
    var position = 0
    func take(_ count: Int) -> Int? {
      guard position + count <= 8 * data.count else { return nil }
      defer { position += count }
      var value = 0
      for bit in position..<(position + count) {
        let isSet = data[bit / 8] >> (7 - bit % 8) & 1 == 1
        value = value << 1 | (isSet ? 1 : 0)
      }
      return value
    }
    guard take(4) == 0b0010, let count = take(11) else { return nil }
    let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
    var text: [UInt8] = []
    while text.count < count {
      if count - text.count == 1 {
        guard let value = take(6), value < 45 else { return nil }
        text.append(characters[value])
      } else {
        guard let value = take(11), value < 45 * 45 else { return nil }
        text += [characters[value / 45], characters[value % 45]]
      }
    }
    let left = 8 * data.count - position
    guard take(min(4, left)) == 0, take((8 - position % 8) % 8) == 0 else { return nil }
    for (index, byte) in data[(position / 8)...].enumerated() where byte != (index % 2 == 0 ? 0xEC : 0x11) { return nil }
    return text
  }
}
