// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import Paper
import Scanning

/// A piece of paper of the tests: seals' codes on white, at a whole number of pixels a module, and what may happen to it.
struct Sheet {
  static let text = Array("HTTPS://VERIFY.EXAMPLE/1/".utf8) + (0..<320).map { Array("QX7ZLM2PAB5".utf8)[$0 * $0 % 11] }

  var picture: GrayImage
  /// Pixels a module of a seal.
  let module: Int
  private var random: UInt32 = 5

  /// An empty sheet of so many modules.
  init(width: Int, height: Int, module: Int = 3) {
    picture = GrayImage(width: width * module, height: height * module)
    self.module = module
  }

  /// A sheet with one code, its top left corner 20 modules from the sheet's.
  init(module: Int = 3) throws {
    self.init(width: 113, height: 113, module: module)
    try add(Self.text, x: 20, y: 20)
  }

  /// The resolution at which a module of so many pixels is 0.46 mm.
  var resolution: Resolution { Resolution(dotsPerInch: Double(module) / 0.46 * 25.4) }

  mutating func add(_ text: [UInt8], x: Int, y: Int, pixels: Int? = nil) throws {
    let symbol = try QRSymbol(alphanumeric: text, version: 14, level: .quartile)
    let code = symbol.image(pixelsPerModule: Double(pixels ?? module), quietZone: 0)
    for row in 0..<code.height {
      for column in 0..<code.width { picture[x * module + column, y * module + row] = code[column, row] }
    }
  }

  /// A number from 0 to 255; the same ones for every sheet.
  mutating func noise() -> Int {
    random = random &* 1_664_525 &+ 1_013_904_223
    return Int(random >> 24)
  }

  mutating func change(_ tone: (_ tone: Int, _ x: Int, _ y: Int, _ noise: Int) -> Int) {
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        picture[x, y] = UInt8(max(0, min(255, tone(Int(picture[x, y]), x, y, noise()))))
      }
    }
  }

  /// The mean of a square of pixels around each, several times: nearly a Gaussian.
  mutating func blur(side: Int, times: Int = 2) {
    for _ in 0..<times {
      let sharp = picture
      for y in 0..<sharp.height {
        for x in 0..<sharp.width {
          var (sum, count) = (0, 0)
          for row in max(0, y - side / 2)...min(sharp.height - 1, y + side / 2) {
            for column in max(0, x - side / 2)...min(sharp.width - 1, x + side / 2) {
              sum += Int(sharp[column, row])
              count += 1
            }
          }
          picture[x, y] = UInt8(sum / count)
        }
      }
    }
  }

  /// Turned clockwise around its middle, white coming in at the corners.
  mutating func turn(cosine: Double, sine: Double) {
    let flat = picture
    let (middleX, middleY) = (Double(flat.width) / 2, Double(flat.height) / 2)
    for y in 0..<flat.height {
      for x in 0..<flat.width {
        let (right, below) = (Double(x) + 0.5 - middleX, Double(y) + 0.5 - middleY)
        let column = middleX + right * cosine + below * sine - 0.5
        let row = middleY - right * sine + below * cosine - 0.5
        let (left, top) = (Int(column.rounded(.down)), Int(row.rounded(.down)))
        var tone = 0.0
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
          let share = (1 - abs(column - Double(left + dx))) * (1 - abs(row - Double(top + dy)))
          let isInside = (0..<flat.width).contains(left + dx) && (0..<flat.height).contains(top + dy)
          tone += share * (isInside ? Double(flat[left + dx, top + dy]) : 255)
        }
        picture[x, y] = UInt8(max(0, min(255, tone)))
      }
    }
  }

  func reading(expecting places: [Area] = []) throws -> PageReading {
    var scanner = try SealScanner()
    return try scanner.read(
      WholePicture(picture, name: "sheet.png", resolution: resolution), expecting: places)
  }
}
