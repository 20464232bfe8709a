// SPDX-License-Identifier: GPL-3.0-or-later
import Paper
import Scanning
import Testing

@Suite struct FoldTests {
  /// A sheet whose lower part has slid to the right along a fold, and whose right part down along another, by so many pixels of
  /// three a module.
  static func sheet(below: Int, beside: Int) throws -> Sheet {
    var sheet = try Sheet()
    for (isLevel, place, way) in [(true, 150, below), (false, 190, beside)] {
      let flat = sheet.picture
      sheet.change { _, x, y, _ in
        let isMoved = (isLevel ? y : x) >= place
        let (column, row) = isMoved ? (isLevel ? (x - way, y) : (x, y - way)) : (x, y)
        let isInside = (0..<flat.width).contains(column) && (0..<flat.height).contains(row)
        return isInside ? Int(flat[column, row]) : 255
      }
    }
    return sheet
  }

  @Test("A code is read whose parts have slid against each other along folds", arguments: [(4, 4), (5, -5)])
  func folds(below: Int, beside: Int) throws {
    let scan = try #require(Self.sheet(below: below, beside: beside).reading().codes.first)
    #expect(scan.text == Sheet.text)
    #expect(scan.step == .measured)
  }

  @Test("A code of less than its size, as a camera sees it, is measured where a finder pattern is gone")
  func smaller() throws {
    var sheet = Sheet(width: 113, height: 113, module: 4)
    try sheet.add(Sheet.text, x: 26, y: 26, pixels: 3)
    sheet.change { tone, x, y, _ in x < 128 && y < 128 ? 255 : tone }
    let scan = try #require(sheet.reading().codes.first)
    #expect(scan.text == Sheet.text)
    #expect(scan.step == .measured && abs(scan.module - 3) < 0.1)
  }

  @Test("Grain and ornaments are no code that is seen but cannot be read", arguments: [7])
  func noCode(period: Int) throws {
    var sheet = Sheet(width: 160, height: 160)
    sheet.change { _, x, y, noise in (x * y / period + x / 3) % 7 < 3 ? noise / 2 : 255 - noise / 3 }
    #expect(try sheet.reading() == .noCode)
  }
}
