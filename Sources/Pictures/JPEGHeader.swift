// SPDX-License-Identifier: GPL-3.0-or-later
internal import DurableFiles
internal import Paper

/// What the segments before a JPEG's pixels say (ITU-T T.81 B.1.1; JFIF 1.02; Exif 2.3 4.6).
struct JPEGHeader {
  /// In several passes, which are all kept until the last has come.
  private(set) var isProgressive = false
  private(set) var orientation = Orientation.upright
  /// Dots an inch; 0 where it is not said.
  private(set) var across = 0.0
  private(set) var down = 0.0

  init(_ bytes: FileBytes) {
    var at = 2
    // Segments: FF, kind, length with itself; the pixels begin behind SOS (DA).
    while at + 4 <= bytes.count, bytes[at] == 0xFF {
      let kind = bytes[at + 1]
      if kind == 0xFF {
        at += 1
        continue
      }
      let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
      guard kind != 0xDA, length >= 2, at + 2 + length <= bytes.count else { return }
      let body = (at + 4)..<(at + 2 + length)
      switch kind {
      case 0xC2, 0xC6, 0xCA, 0xCE: isProgressive = true
      case 0xE0 where Self.begins(bytes, body, "JFIF\0") && body.count >= 12: readDensity(bytes, body.lowerBound)
      case 0xE1 where Self.begins(bytes, body, "Exif\0\0"): readExif(bytes, (body.lowerBound + 6)..<body.upperBound)
      default: break
      }
      at += 2 + length
    }
  }

  private static func begins(_ bytes: FileBytes, _ body: Range<Int>, _ word: String) -> Bool {
    body.count >= word.utf8.count && zip(body, word.utf8).allSatisfy { bytes[$0] == $1 }
  }

  private mutating func readDensity(_ bytes: FileBytes, _ start: Int) {
    func pair(_ offset: Int) -> Double { Double(Int(bytes[start + offset]) << 8 | Int(bytes[start + offset + 1])) }
    // 1: dots an inch, 2: dots a centimetre, 0: only the shape of a pixel.
    let units: [UInt8: Double] = [1: 1, 2: 2.54]
    guard let unit = units[bytes[start + 7]] else { return }
    across = pair(8) * unit
    down = pair(10) * unit
  }

  /// The first directory of a TIFF header within the segment.
  private mutating func readExif(_ bytes: FileBytes, _ tiff: Range<Int>) {
    guard tiff.count >= 8 else { return }
    let isLittle = bytes[tiff.lowerBound] == UInt8(ascii: "I")
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset + count <= tiff.count else { return nil }
      let digits = (0..<count).map { Int(bytes[tiff.lowerBound + offset + (isLittle ? count - 1 - $0 : $0)]) }
      return digits.reduce(0) { $0 << 8 | $1 }
    }
    guard let directory = number(4, 4), let entries = number(directory, 2) else { return }
    var (exifAcross, exifDown, unit) = (0.0, 0.0, 2)
    for entry in 0..<entries {
      let at = directory + 2 + 12 * entry
      guard let tag = number(at, 2), let value = number(at + 8, 4), let short = number(at + 8, 2) else { break }
      func fraction() -> Double {
        guard let above = number(value, 4), let below = number(value + 4, 4), below > 0 else { return 0 }
        return Double(above) / Double(below)
      }
      switch tag {
      case 0x112: orientation = Orientation(rawValue: short) ?? .upright
      case 0x11A: exifAcross = fraction()
      case 0x11B: exifDown = fraction()
      case 0x128: unit = short
      default: break
      }
    }
    // The picture's own header goes before; cameras write 72 there or nothing.
    guard across == 0 || down == 0 else { return }
    let scale = unit == 3 ? 2.54 : 1
    across = exifAcross * scale
    down = exifDown * scale
  }
}
