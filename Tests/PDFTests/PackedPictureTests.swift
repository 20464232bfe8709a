// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import PDF

@Suite struct PackedPictureTests {
  /// A JPEG 2000 codestream of two tiles side by side, each of one part with `data` bytes.
  static func codestream(data: Int, tiles: [UInt8] = [0, 1], lastLength: Int? = nil) -> [UInt8] {
    func long(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
    var bytes: [UInt8] = [0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0]
    bytes += [200, 100, 0, 0, 100, 100, 0, 0].flatMap(long) + [0, 1, 7, 1, 1]
    for tile in tiles {
      let length = tile == tiles.last ? lastLength ?? 14 + data : 14 + data
      bytes += [0xFF, 0x90, 0, 10, 0, tile] + long(length) + [0, 1, 0xFF, 0x93] + [UInt8](repeating: 7, count: data)
    }
    return bytes + [0xFF, 0xD9]
  }

  @Test("A JPEG 2000 picture is whole with a part of each tile, as long as it says")
  func jpeg2000() {
    let whole = Self.codestream(data: 40)
    #expect(PackedPicture.isWhole(jpeg2000: whole))
    #expect(PackedPicture.isWhole(jpeg2000: Self.codestream(data: 40, lastLength: 0)))
    let boxed: [UInt8] =
      [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A, 0, 0, 0, 0, 0x6A, 0x70, 0x32, 0x63] + whole
    #expect(PackedPicture.isWhole(jpeg2000: boxed))
    #expect(!PackedPicture.isWhole(jpeg2000: Self.codestream(data: 40, tiles: [0])))
    for count in 0..<(whole.count - 2) { #expect(!PackedPicture.isWhole(jpeg2000: Array(whole.prefix(count)))) }
    #expect(!PackedPicture.isWhole(jpeg2000: Array(boxed.prefix(60))))
  }

  /// Rows of a fax that are empty, one bit each, and the end mark.
  static func emptyFax(rows: Int, hasMark: Bool = true) -> [UInt8] {
    let mark = ([UInt8](repeating: 0, count: 11) + [1])
    var bits = [UInt8](repeating: 1, count: rows) + (hasMark ? mark + mark : [])
    bits += [UInt8](repeating: 0, count: -bits.count & 7)
    return stride(from: 0, to: bits.count, by: 8).map { start in bits[start..<(start + 8)].reduce(0) { $0 << 1 | $1 } }
  }

  @Test("An empty fax is whole, with or without its end mark", arguments: [800, 1_003, 2_000])
  func emptyFaxes(rows: Int) {
    let bytes = Self.emptyFax(rows: rows)
    #expect(PackedPicture.isWhole(fax: bytes, k: -1, rows: Double(rows)))
    #expect(PackedPicture.isWhole(fax: bytes + [0, 0], k: -1, rows: Double(rows)))
    #expect(PackedPicture.isWhole(fax: Self.emptyFax(rows: 8 * rows, hasMark: false), k: -1, rows: Double(8 * rows)))
  }

  @Test(
    "A fax of fewer bits than empty rows have, or without an end, is not whole",
    arguments: [(300, -1.0, 3_508.0), (1_000, -1, 3_508), (3_000, 0, 3_508), (800, 4, 3_508), (0, 0, 1)])
  func junk(count: Int, k: Double, rows: Double) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
    #expect(!PackedPicture.isWhole(fax: bytes, k: k, rows: rows))
  }
}
