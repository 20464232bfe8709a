// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A sign put in front of a figure or after it, where the sheet is empty: a 1 before 3240 leaves every printed letter as
/// it was, and is too short to count as a line of print.
struct AddedSign {
  /// Where it stands on the sheet.
  let box: PixelBox
  /// To the digit of the sheet's own type that it is most like.
  let likeness: Double
  /// Ink in its place, as a share of a digit's, and above and below it.
  let ink: Double
  let beyond: Double

  /// Set in the sheet's own type.
  var isOwnType: Bool { likeness >= 0.88 && beyond < 0.3 }
  /// As high as a digit and about as dark, whatever it is: a pen's stroke or a fold goes on above and below.
  var isSign: Bool { ink >= 0.45 && beyond < 0.12 }

  /// Pixels that it may be off the place of the next digit.
  private static let reach = (x: 3, y: 1)
  /// Rows above and below that a digit leaves empty, off its window.
  private static let edge = 2...5

  /// Nil where something is printed, or no digit stands at the word's end.
  init?(
    beside glyph: StampedSheet.Glyph, side: Int, shift: (x: Int, y: Int), in sheet: GrayImage, _ scan: GrayImage,
    stock: GlyphStock, inks: (sheet: InkScale, scan: InkScale)
  ) {
    guard ("0"..."9").contains(glyph.scalar) else { return nil }
    let own = stock.window(of: glyph).cut(to: sheet)
    guard own.width > 3 else { return nil }
    let place = own.moved(side * glyph.box.width, 0)
    let found = place.moved(shift.x, shift.y)
    guard place.grown(Self.reach.x, Self.edge.upperBound).lies(in: sheet),
      found.grown(Self.reach.x, Self.edge.upperBound).lies(in: scan)
    else { return nil }
    // The word's own last digit is soft at its edge, and may reach a pixel or two over.
    let empty = PixelBox(
      left: side < 0 ? place.left : place.left + 3, top: place.top, width: place.width - 3, height: place.height)
    let printed = Self.ink(inks.sheet, sheet, empty)
    let digit = Self.ink(inks.sheet, sheet, own)
    guard digit > 0, printed * 12 < digit else { return nil }
    ink = Double(Self.ink(inks.scan, scan, empty.moved(shift.x, shift.y))) / Double(digit)
    let rows = Self.edge.count
    let bands = [
      PixelBox(left: found.left, top: found.top - Self.edge.upperBound, width: found.width, height: rows),
      PixelBox(left: found.left, top: found.bottom + Self.edge.lowerBound - 1, width: found.width, height: rows),
    ]
    beyond = Double(bands.map { Self.ink(inks.scan, scan, $0) }.reduce(0, +)) / Double(digit)
    box = place
    // Hardly any ink is no digit.
    guard ink >= 0.3 else { return nil }
    var best = BestPlace(of: own, of: sheet, in: scan, around: (found.left, found.top), reach: Self.reach).likeness
    for (_, picture) in stock.others(for: glyph) {
      let whole = PixelBox(left: 0, top: 0, width: picture.width, height: picture.height)
      let other = BestPlace(of: whole, of: picture, in: scan, around: (found.left, found.top), reach: Self.reach)
      best = max(best, other.likeness)
    }
    likeness = best
  }

  private static func ink(_ scale: InkScale, _ picture: GrayImage, _ box: PixelBox) -> Int {
    var sum = 0
    for y in box.top..<box.bottom {
      for x in box.left..<box.right {
        let ink = scale.ink(picture.pixels[y * picture.width + x], x: x, y: y)
        // The grain of the paper is none.
        if ink > 40 { sum += min(256, ink) }
      }
    }
    return sum
  }
}
