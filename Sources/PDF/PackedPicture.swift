// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether a picture's packed bytes can hold all of its rows, told without unpacking them: what libraries cannot unpack they
/// leave white, as if the sheet were empty.
enum PackedPicture {
  /// Bytes that one packed byte can become, at most; nil for filters whose pictures are told in another way. A deflated bit
  /// stands for 129 bytes (RFC 1951: 258 by a length and a distance of one bit each); twelve bits of LZW for one string of
  /// its table of 4,096; two bytes of run lengths for 128.
  static func mostGrowth(_ filter: String?) -> Double? {
    switch filter {
    case nil: 1
    case "FlateDecode", "Fl": 1_032
    case "LZWDecode", "LZW": 2_731
    case "RunLengthDecode", "RL": 64
    default: nil
    }
  }

  /// A JPEG 2000 picture, bare or in boxes: every tile has a part, and every part is as long as it says (ISO/IEC 15444-1 A.4.2,
  /// A.5.1, I.5).
  static func isWhole(jpeg2000 bytes: [UInt8]) -> Bool {
    guard let stream = codestream(bytes), word(bytes, stream.lowerBound) == 0xFF4F else { return false }
    var at = stream.lowerBound + 2
    var tiles: Int?
    // Segments of the main header up to the first tile part.
    while let marker = word(bytes, at), marker != 0xFF90 {
      guard let length = word(bytes, at + 2), length >= 2 else { return false }
      if marker == 0xFF51 { tiles = tileCount(bytes, at) }
      at += 2 + length
    }
    var seen: Set<Int> = []
    while at < stream.upperBound, word(bytes, at) == 0xFF90 {
      guard let tile = word(bytes, at + 4), let length = long(bytes, at + 6) else { return false }
      seen.insert(tile)
      // The last part may go on to the end of the stream, whose marker must be there then.
      if length == 0 { return tiles == seen.count && word(bytes, stream.upperBound - 2) == 0xFFD9 }
      guard length >= 14, at + length <= stream.upperBound else { return false }
      at += length
    }
    return tiles == seen.count && (at == stream.upperBound || word(bytes, at) == 0xFFD9)
  }

  /// A fax of `rows` rows, packed as the K of its parameters says (ISO 32000-1 7.4.6): it has the bits that as many empty rows
  /// take, and, if it is of two dimensions throughout, its end mark or empty rows at its end.
  static func isWhole(fax bytes: [UInt8], k: Double, rows: Double) -> Bool {
    // An empty row is one code of one bit, or the codes of a long and a short run; or an end of line and those (T.4, T.6).
    let least = k < 0 ? 1.0 : k == 0 ? 9 : 2
    guard Double(8 * bytes.count) >= rows * least else { return false }
    return k >= 0 || endsInMark(bytes) || bytes.suffix(2) == [0xFF, 0xFF]
  }

  /// Twice 000000000001, then nothing but a byte's filling or a few empty bytes (T.6 2.4.1.1).
  private static func endsInMark(_ bytes: [UInt8]) -> Bool {
    let bits = bytes.suffix(12).reversed().flatMap { byte in (0..<8).map { byte >> $0 & 1 } }
    guard let last = bits.firstIndex(of: 1), bits.count >= last + 24 else { return false }
    let mark = [1] + [UInt8](repeating: 0, count: 11)
    return Array(bits[last..<(last + 24)]) == mark + mark
  }

  /// Where the codestream lies among the boxes of a JP2 file; all bytes, if there are none.
  private static func codestream(_ bytes: [UInt8]) -> Range<Int>? {
    if word(bytes, 0) == 0xFF4F { return 0..<bytes.count }
    var at = 0
    while let size = long(bytes, at), let kind = long(bytes, at + 4) {
      // 0 goes on to the end; 1 has eight bytes more for its length.
      let head = size == 1 ? 16 : 8
      guard let length = size == 1 ? long(bytes, at + 12) : size == 0 ? bytes.count - at : size, length >= head else {
        return nil
      }
      if kind == 0x6A70_3263 { return at + length <= bytes.count ? (at + head)..<(at + length) : nil }
      at += length
    }
    return nil
  }

  /// From the segment of the sizes: area and tiles, and where both begin.
  private static func tileCount(_ bytes: [UInt8], _ at: Int) -> Int? {
    let numbers = [6, 10, 22, 26, 30, 34].compactMap { long(bytes, at + $0) }
    guard numbers.count == 6, numbers[2] > 0, numbers[3] > 0 else { return nil }
    let across = (numbers[0] - numbers[4] + numbers[2] - 1) / numbers[2]
    let down = (numbers[1] - numbers[5] + numbers[3] - 1) / numbers[3]
    return across * down
  }

  private static func word(_ bytes: [UInt8], _ at: Int) -> Int? {
    guard at >= 0, at + 2 <= bytes.count else { return nil }
    return Int(bytes[at]) << 8 | Int(bytes[at + 1])
  }

  private static func long(_ bytes: [UInt8], _ at: Int) -> Int? {
    guard let high = word(bytes, at), let low = word(bytes, at + 2) else { return nil }
    return high << 16 | low
  }
}
