// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper

/// A rectangle of pixels.
struct PixelBox: Equatable {
  var left: Int
  var top: Int
  var width: Int
  var height: Int

  var right: Int { left + width }
  var bottom: Int { top + height }

  func moved(_ x: Int, _ y: Int) -> PixelBox { PixelBox(left: left + x, top: top + y, width: width, height: height) }

  func lies(in image: GrayImage) -> Bool {
    width > 0 && height > 0 && left >= 0 && top >= 0 && right <= image.width && bottom <= image.height
  }

  func joined(_ other: PixelBox) -> PixelBox {
    let (x, y) = (min(left, other.left), min(top, other.top))
    return PixelBox(left: x, top: y, width: max(right, other.right) - x, height: max(bottom, other.bottom) - y)
  }

  func grown(_ x: Int, _ y: Int) -> PixelBox {
    PixelBox(left: left - x, top: top - y, width: width + 2 * x, height: height + 2 * y)
  }

  func cut(to image: GrayImage) -> PixelBox {
    let (x, y) = (min(max(left, 0), image.width), min(max(top, 0), image.height))
    return PixelBox(
      left: x, top: y, width: max(0, min(right, image.width) - x), height: max(0, min(bottom, image.height) - y))
  }
}

/// How alike two pieces of pictures are: the correlation of their tones, 1 for the same up to contrast and brightness,
/// 0 for nothing in common, below 0 for the reverse. Nothing is like a piece of one tone.
func likeness(_ box: PixelBox, of picture: GrayImage, to place: (x: Int, y: Int), in other: GrayImage) -> Double {
  guard box.lies(in: picture), box.moved(place.x - box.left, place.y - box.top).lies(in: other) else { return 0 }
  var (a, b, aa, bb, ab) = (0, 0, 0, 0, 0)
  for row in 0..<box.height {
    let first = (box.top + row) * picture.width + box.left
    let second = (place.y + row) * other.width + place.x
    for column in 0..<box.width {
      let (left, right) = (Int(picture.pixels[first + column]), Int(other.pixels[second + column]))
      a &+= left
      b &+= right
      aa &+= left &* left
      bb &+= right &* right
      ab &+= left &* right
    }
  }
  let count = box.width * box.height
  let (spread, otherSpread) = (count * aa - a * a, count * bb - b * b)
  // Less than one tone of spread is the grain of the paper.
  guard spread > count * count, otherSpread > count * count else { return 0 }
  return Double(count * ab - a * b) / (Double(spread).squareRoot() * Double(otherSpread).squareRoot())
}

/// Where a piece of a picture is found in another.
struct BestPlace {
  var x: Int
  var y: Int
  var likeness: Double

  /// Looks at every place up to `reach` pixels from `around`, first at every `step`-th.
  init(
    of box: PixelBox, of picture: GrayImage, in other: GrayImage, around: (x: Int, y: Int), reach: (x: Int, y: Int),
    step: Int = 1
  ) {
    (x, y, likeness) = (around.x, around.y, -1)
    look(box, picture, other, around, reach, step)
    if step > 1 { look(box, picture, other, (x, y), (step - 1, step - 1), 1) }
  }

  private mutating func look(
    _ box: PixelBox, _ picture: GrayImage, _ other: GrayImage, _ around: (x: Int, y: Int), _ reach: (x: Int, y: Int),
    _ step: Int
  ) {
    for down in stride(from: -reach.y, through: reach.y, by: step) {
      for across in stride(from: -reach.x, through: reach.x, by: step) {
        let place = (x: around.x + across, y: around.y + down)
        let found = PaperComparison.likeness(box, of: picture, to: place, in: other)
        if found > likeness { (x, y, likeness) = (place.x, place.y, found) }
      }
    }
  }
}
