// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// How much ink a tone is, at each place of a picture: 0 for its paper, 1 for the black of its code.
///
/// Lamps fade towards the edges, copies are gray, folds throw shadows: the paper's tone is taken around each place.
struct InkScale {
  private static let tile = 48
  /// Share of an area's pixels that are darker than its paper: text fills less than that.
  private static let below = 0.8

  private let columns: Int
  private let rows: Int
  /// Tone of the paper, by tile.
  private var papers: [Int] = []
  /// Tone of black in 256ths of the paper's.
  private let black: Int

  /// `black` is the tone of black in 256ths of that of the paper around it.
  init(of picture: GrayImage, black: Int) {
    self.black = min(max(black, 0), 240)
    columns = max(1, (picture.width + Self.tile - 1) / Self.tile)
    rows = max(1, (picture.height + Self.tile - 1) / Self.tile)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 64), count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        var tile = [Int](repeating: 0, count: 64)
        for y in row * Self.tile..<min((row + 1) * Self.tile, picture.height) {
          let start = y * picture.width
          for x in column * Self.tile..<min((column + 1) * Self.tile, picture.width) {
            tile[Int(picture.pixels[start + x] >> 2)] += 1
          }
        }
        counts[row * columns + column] = tile
      }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = [Int](repeating: 0, count: 64)
        for y in max(0, row - 1)...min(rows - 1, row + 1) {
          for x in max(0, column - 1)...min(columns - 1, column + 1) {
            for tone in 0..<64 { sum[tone] += counts[y * columns + x][tone] }
          }
        }
        let darker = Int(Double(sum.reduce(0, +)) * Self.below)
        var (tone, seen) = (0, sum[0])
        while seen <= darker, tone < 63 {
          tone += 1
          seen += sum[tone]
        }
        papers.append(max(16, tone * 4 + 2))
      }
    }
  }

  /// In 256ths.
  @inline(__always)
  func ink(_ tone: UInt8, x: Int, y: Int) -> Int {
    let paper = papers[(y / Self.tile) * columns + x / Self.tile]
    return max(0, (paper - Int(tone)) * 65_536 / (paper * (256 - black)))
  }

  /// Tone of the darkest in 256ths of the lightest of a code's picture, taken where `page` is black and where it is white.
  static func black(of scan: GrayImage, over page: GrayImage, in box: PixelBox) -> Int {
    var (dark, light, darks, lights) = (0, 0, 0, 0)
    for y in box.top..<box.bottom {
      for x in box.left..<box.right {
        let at = y * page.width + x
        if page.pixels[at] < 40 {
          dark += Int(scan.pixels[at])
          darks += 1
        } else if page.pixels[at] > 215 {
          light += Int(scan.pixels[at])
          lights += 1
        }
      }
    }
    guard darks > 0, lights > 0, light > 0 else { return 0 }
    return min(240, dark * lights * 256 / (light * darks))
  }
}
