// SPDX-License-Identifier: GPL-3.0-or-later

import PDF

/// The samples of a PNG of 8 bits a channel (W3C PNG, second edition): grey or RGB, and its alpha channel if it has one.
struct PNGPicture {
  private(set) var width = 0
  private(set) var height = 0
  /// 1 or 3.
  private(set) var channels = 1
  private(set) var samples: [UInt8] = []
  private(set) var alpha: [UInt8]?

  private static let pixelLimit = 40_000_000

  init(_ bytes: [UInt8]) throws(PictureFault) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      throw PictureFault("neither PNG nor JPEG; save it as one of these")
    }
    var header: ArraySlice<UInt8> = []
    var palette: ArraySlice<UInt8> = []
    var transparency: ArraySlice<UInt8> = []
    var data: [UInt8] = []
    var position = 8
    while position + 12 <= bytes.count {
      let length = Self.word(bytes, at: position)
      guard length <= bytes.count - position - 12 else { break }
      let body = bytes[position + 8..<position + 8 + length]
      switch String(decoding: bytes[position + 4..<position + 8], as: UTF8.self) {
      case "IHDR": header = body
      case "PLTE": palette = body
      case "tRNS": transparency = body
      case "IDAT": data.append(contentsOf: body)
      default: break
      }
      position += 12 + length
    }
    guard header.count == 13 else { throw PictureFault("a damaged PNG: no header found") }
    let start = header.startIndex
    let type = header[start + 9]
    width = Self.word(bytes, at: start)
    height = Self.word(bytes, at: start + 4)
    guard (1...20_000).contains(width), (1...20_000).contains(height), width * height <= Self.pixelLimit else {
      throw PictureFault("a PNG of \(width) × \(height) pixels; 1 to 20000 a side and 40 megapixels at most expected")
    }
    guard header[start + 8] == 8, header[start + 12] == 0, let planes = Self.planes(type) else {
      throw PictureFault("a PNG with other than 8 bits a channel, or interlaced; save it with 8 bits, not interlaced")
    }
    let rowLength = width * planes
    let plain: [UInt8]
    do {
      plain = try Deflate.inflate(data, limit: (rowLength + 1) * height)
    } catch {
      throw PictureFault("a damaged PNG: its samples do not inflate")
    }
    guard plain.count == (rowLength + 1) * height else { throw PictureFault("a damaged PNG: rows are missing") }
    let rows = try Self.unfiltered(plain, rowLength: rowLength, height: height, step: planes)
    if type == 3 {
      try takePalette(rows, palette: Array(palette), transparency: Array(transparency))
    } else {
      split(rows, planes: planes)
    }
  }

  private static func word(_ bytes: [UInt8], at index: Int) -> Int {
    Int(bytes[index]) << 24 | Int(bytes[index + 1]) << 16 | Int(bytes[index + 2]) << 8 | Int(bytes[index + 3])
  }

  private static func planes(_ type: UInt8) -> Int? {
    switch type {
    case 0, 3: 1
    case 2: 3
    case 4: 2
    case 6: 4
    default: nil
    }
  }

  /// Undoes the filters of clause 9.
  private static func unfiltered(
    _ plain: [UInt8], rowLength: Int, height: Int, step: Int
  ) throws(PictureFault) -> [UInt8] {
    var rows = [UInt8](repeating: 0, count: rowLength * height)
    for row in 0..<height {
      let source = row * (rowLength + 1)
      let target = row * rowLength
      let filter = plain[source]
      guard filter <= 4 else { throw PictureFault("a damaged PNG: unknown filter \(filter)") }
      for column in 0..<rowLength {
        let left = column >= step ? Int(rows[target + column - step]) : 0
        let above = row > 0 ? Int(rows[target + column - rowLength]) : 0
        let corner = row > 0 && column >= step ? Int(rows[target + column - rowLength - step]) : 0
        let guess: Int
        switch filter {
        case 1: guess = left
        case 2: guess = above
        case 3: guess = (left + above) / 2
        case 4:
          let estimate = left + above - corner
          let (a, b, c) = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
          guess = a <= b && a <= c ? left : b <= c ? above : corner
        default: guess = 0
        }
        rows[target + column] = plain[source + 1 + column] &+ UInt8(truncatingIfNeeded: guess)
      }
    }
    return rows
  }

  private mutating func split(_ rows: [UInt8], planes: Int) {
    channels = planes >= 3 ? 3 : 1
    guard planes != channels else {
      samples = rows
      return
    }
    var opacity: [UInt8] = []
    samples.reserveCapacity(width * height * channels)
    opacity.reserveCapacity(width * height)
    for pixel in stride(from: 0, to: rows.count, by: planes) {
      samples.append(contentsOf: rows[pixel..<pixel + channels])
      opacity.append(rows[pixel + channels])
    }
    alpha = opacity
  }

  private mutating func takePalette(
    _ rows: [UInt8], palette: [UInt8], transparency: [UInt8]
  ) throws(PictureFault) {
    channels = 3
    var opacity: [UInt8] = []
    for index in rows {
      let entry = Int(index) * 3
      guard entry + 3 <= palette.count else { throw PictureFault("a damaged PNG: a colour is not in its palette") }
      samples.append(contentsOf: palette[entry..<entry + 3])
      opacity.append(Int(index) < transparency.count ? transparency[Int(index)] : 255)
    }
    if !transparency.isEmpty { alpha = opacity }
  }
}
