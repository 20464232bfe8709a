// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// Lines of print on a scan where the sheet has none.
///
/// Stamps, signatures, notes by hand, holes and specks are on most sheets that somebody handled. A line of print is told
/// from them by its marks: as high as letters, on one level base line, and, where they are set in the sheet's own type,
/// each like a letter that the sheet has elsewhere.
struct AddedText {
  struct Line {
    var box: PixelBox
    /// Marks that are like letters of one style of the sheet, and all of them.
    var alike: Int
    var marks: Int

    /// Set in the sheet's own type: nobody's stamp, nobody's hand.
    var isOwnType: Bool { alike >= 5 && 2 * alike >= marks }
    /// As small as print, and long: stamps have larger letters, and a few of them.
    var isSmallPrint: Bool { marks >= 8 && box.height <= 30 }
  }

  private(set) var lines: [Line] = []

  /// Ink, in 256ths, from which a pixel is a mark; and how far around printed ink nothing counts, pixels.
  private static let mark = 115
  private static let reach = 4
  /// Likeness to a letter of the sheet's type.
  private static let alike = 0.9
  /// Marks that make a line.
  private static let fewest = 4

  init(
    on scan: GrayImage, beside sheet: GrayImage, inks: (sheet: InkScale, scan: InkScale), stock: GlyphStock,
    without blind: [PixelBox]
  ) {
    var added = Self.added(on: scan, beside: sheet, inks: inks)
    for box in blind.map({ $0.cut(to: sheet) }) {
      for y in box.top..<box.bottom {
        for x in box.left..<box.right { added[y * sheet.width + x] = false }
      }
    }
    let marks = Self.marks(in: &added, width: sheet.width, height: sheet.height)
    for line in Self.lines(of: marks) {
      let box = line.dropFirst().reduce(line[0]) { $0.joined($1) }
      let alike = stock.count(of: line, in: scan, alike: Self.alike)
      lines.append(Line(box: box, alike: alike, marks: line.count))
    }
  }

  /// Where there is ink on the scan and none near it on the sheet.
  private static func added(on scan: GrayImage, beside sheet: GrayImage, inks: (sheet: InkScale, scan: InkScale))
    -> [Bool]
  {
    let (width, height) = (sheet.width, sheet.height)
    // Pixels since the last ink to the left, then the nearest of both sides; the same down.
    var far = [UInt8](repeating: UInt8(reach + 1), count: width * height)
    for y in 0..<height {
      for x in 0..<width where inks.sheet.ink(sheet.pixels[y * width + x], x: x, y: y) > 60 { far[y * width + x] = 0 }
      for x in 1..<max(1, width) { far[y * width + x] = min(far[y * width + x], far[y * width + x - 1] + 1) }
      for x in stride(from: width - 2, through: 0, by: -1) {
        far[y * width + x] = min(far[y * width + x], far[y * width + x + 1] + 1)
      }
    }
    for y in 1..<max(1, height) {
      for x in 0..<width { far[y * width + x] = min(far[y * width + x], far[(y - 1) * width + x] + 1) }
    }
    for y in stride(from: height - 2, through: 0, by: -1) {
      for x in 0..<width { far[y * width + x] = min(far[y * width + x], far[(y + 1) * width + x] + 1) }
    }
    var added = [Bool](repeating: false, count: width * height)
    for y in 0..<height {
      for x in 0..<width where far[y * width + x] > reach {
        added[y * width + x] = inks.scan.ink(scan.pixels[y * width + x], x: x, y: y) > mark
      }
    }
    return added
  }

  /// Boxes around what hangs together, as large as letters are: 1 to 5 mm high. `added` is used up.
  private static func marks(in added: inout [Bool], width: Int, height: Int) -> [PixelBox] {
    var marks: [PixelBox] = []
    var open: [Int] = []
    for start in added.indices where added[start] {
      added[start] = false
      open.append(start)
      var (left, right, top, bottom) = (start % width, start % width, start / width, start / width)
      while let place = open.popLast() {
        let (x, y) = (place % width, place / width)
        (left, right, top, bottom) = (min(left, x), max(right, x), min(top, y), max(bottom, y))
        for row in max(0, y - 1)...min(height - 1, y + 1) {
          for column in max(0, x - 1)...min(width - 1, x + 1) where added[row * width + column] {
            added[row * width + column] = false
            open.append(row * width + column)
          }
        }
      }
      let box = PixelBox(left: left, top: top, width: right - left + 1, height: bottom - top + 1)
      if (8...40).contains(box.height), (2...48).contains(box.width) { marks.append(box) }
    }
    return marks
  }

  /// Marks that follow each other on one base line.
  private static func lines(of marks: [PixelBox]) -> [[PixelBox]] {
    var lines: [[PixelBox]] = []
    for mark in marks.sorted(by: { ($0.left, $0.top) < ($1.left, $1.top) }) {
      let place = lines.lastIndex { line in
        guard let last = line.last else { return false }
        // On the base line of the last few, some of which may hang below it.
        let gap = mark.left - last.right
        return gap >= -2 && gap <= 30 && line.suffix(3).contains { abs($0.bottom - mark.bottom) <= 2 }
      }
      if let place { lines[place].append(mark) } else { lines.append([mark]) }
    }
    return lines.filter { $0.count >= fewest }
  }
}
