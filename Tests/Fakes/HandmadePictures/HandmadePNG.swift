// SPDX-License-Identifier: GPL-3.0-or-later
import PDF

/// PNGs of every kind, written sample by sample (ISO/IEC 15948).
public struct HandmadePNG {
  public var width: Int
  public var height: Int
  /// Bits of a sample: 1, 2, 4, 8 or 16.
  public var depth: Int
  /// 0 gray, 2 colours, 3 palette, 4 gray and alpha, 6 colours and alpha.
  public var kind: UInt8
  public var isInterlaced = false
  /// Chunks between header and pixels: palette, transparency, resolution.
  public var chunks: [(String, [UInt8])] = []
  /// One sample, from 0 to 2^depth - 1.
  public var sample: (_ x: Int, _ y: Int, _ part: Int) -> Int

  public init(
    width: Int, height: Int, depth: Int, kind: UInt8, sample: @escaping (_ x: Int, _ y: Int, _ part: Int) -> Int
  ) {
    self.width = width
    self.height = height
    self.depth = depth
    self.kind = kind
    self.sample = sample
  }

  private var parts: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][kind]! }

  public var bytes: [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header = Self.number(width) + Self.number(height) + [UInt8(depth), kind, 0, 0, isInterlaced ? 1 : 0]
    for (name, body) in [("IHDR", header)] + chunks + [("IDAT", Deflate.compress(rows, level: 6)), ("IEND", [])] {
      let chunk = Array(name.utf8) + body
      file += Self.number(body.count) + chunk + Self.number(Int(Self.crc(chunk)))
    }
    return file
  }

  private var rows: [UInt8] {
    guard isInterlaced else { return rows(xs: Array(0..<width), ys: Array(0..<height)) }
    // Adam7 (8.2): start and step of each pass.
    let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    return passes.flatMap { x, y, across, down in
      rows(xs: Array(stride(from: x, to: width, by: across)), ys: Array(stride(from: y, to: height, by: down)))
    }
  }

  private func rows(xs: [Int], ys: [Int]) -> [UInt8] {
    guard !xs.isEmpty else { return [] }
    return ys.flatMap { y -> [UInt8] in
      var bits: [UInt8] = []
      for x in xs {
        for part in 0..<parts {
          let value = sample(x, y, part)
          for bit in (0..<depth).reversed() { bits.append(UInt8(value >> bit & 1)) }
        }
      }
      while bits.count % 8 != 0 { bits.append(0) }
      return [0] + stride(from: 0, to: bits.count, by: 8).map { bits[$0..<$0 + 8].reduce(0) { $0 << 1 | $1 } }
    }
  }

  public static func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

  public static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
