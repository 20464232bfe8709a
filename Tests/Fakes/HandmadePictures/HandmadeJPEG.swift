// SPDX-License-Identifier: GPL-3.0-or-later
import CTurboJPEG

/// JPEGs of every kind, written by libjpeg-turbo.
public struct HandmadeJPEG {
  public var width: Int
  public var height: Int
  /// 1 gray, 3 colours, 4 inks.
  public var samples: Int
  public var isProgressive = false
  public var quality = 95
  /// Segments to stand behind the first two bytes.
  public var segments: [[UInt8]] = []
  public var sample: (_ x: Int, _ y: Int, _ part: Int) -> Int

  public init(
    width: Int, height: Int, samples: Int, sample: @escaping (_ x: Int, _ y: Int, _ part: Int) -> Int
  ) {
    self.width = width
    self.height = height
    self.samples = samples
    self.sample = sample
  }

  public var bytes: [UInt8] {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height * samples)
    for y in 0..<height {
      for x in 0..<width { for part in 0..<samples { pixels.append(UInt8(sample(x, y, part))) } }
    }
    guard let encoder = tjInitCompress() else { preconditionFailure("no encoder") }
    defer { tjDestroy(encoder) }
    var written: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0
    let format = [1: TJPF_GRAY, 3: TJPF_RGB, 4: TJPF_CMYK][samples]!
    let outcome = tjCompress2(
      encoder, pixels, Int32(width), 0, Int32(height), Int32(format.rawValue), &written, &count,
      Int32((samples == 1 ? TJSAMP_GRAY : TJSAMP_420).rawValue), Int32(quality),
      isProgressive ? TJFLAG_PROGRESSIVE : 0)
    defer { tjFree(written) }
    guard outcome == 0, let written else { preconditionFailure("cannot encode") }
    let plain = Array(UnsafeBufferPointer(start: written, count: Int(count)))
    return Array(plain.prefix(2)) + segments.joined() + plain.dropFirst(2)
  }

  /// An APP1 segment with an orientation and, where it is not 0, a resolution.
  public static func exif(orientation: Int, dotsPerInch: Int = 0, isLittle: Bool = false) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      let big = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
      return isLittle ? big.reversed() : big
    }
    var entries = [number(0x112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + [0, 0]]
    if dotsPerInch > 0 {
      for tag in [0x11A, 0x11B] {
        entries.append(number(tag, 2) + number(5, 2) + number(1, 4) + number(8 + 2 + 12 * 3 + 4, 4))
      }
    }
    let tiff =
      (isLittle ? Array("II".utf8) : Array("MM".utf8)) + number(42, 2) + number(8, 4) + number(entries.count, 2)
      + entries.joined() + number(0, 4) + number(dotsPerInch, 4) + number(1, 4)
    let body = Array("Exif\0\0".utf8) + tiff
    return [0xFF, 0xE1, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)] + body
  }
}
