// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import PDF
import Paper
import Testing

/// A page as it leaves the printer, and what a forger does to it.
struct PrintedSheet {
  var picture: GrayImage
  private let characters: [PageCharacter]
  private let resolution: Resolution

  init(_ path: String, page: Int = 0, dpi: Double = 150) throws {
    let file = try PDFFile(try DurableFile.read(path), name: path)
    resolution = Resolution(dotsPerInch: dpi)
    picture = try file.render(page: page, at: resolution)
    characters = try file.characters(ofPage: page)
  }

  /// Sets other digits over a text that stands on the page, each copied from elsewhere on it where it is as large.
  mutating func write(_ new: String, over old: String) throws {
    let (old, new) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
    let page = picture
    for place in places(of: old) {
      for (offset, scalar) in new.enumerated() where scalar != old[offset] {
        let character = characters[place + offset]
        let other = try #require(
          characters.first { $0.scalar == scalar && $0.font == character.font && $0.size == character.size })
        copy(from: page, box(of: other), to: box(of: character))
      }
    }
  }

  /// Ink over a text.
  mutating func blot(_ text: String) {
    let text = Array(text.unicodeScalars)
    for place in places(of: text) {
      let (first, last) = (box(of: characters[place]), box(of: characters[place + text.count - 1]))
      fill(first.x - 2..<last.x + last.width + 2, first.y..<first.y + first.height, tone: 40)
    }
  }

  /// The white paper around this page's code with the code in it, from another sheet.
  mutating func paste(codeOf other: PrintedSheet) {
    // Where the shipped templates have it, in millimetres.
    for y in pixels(227)..<pixels(264.5) {
      for x in pixels(98.5)..<pixels(135.5) { picture[x, y] = other.picture[x, y] }
    }
  }

  /// The darker of both, as print on stock that bears `form`.
  mutating func lay(over form: GrayImage) {
    for index in picture.pixels.indices { picture.pixels[index] = min(picture.pixels[index], form.pixels[index]) }
  }

  mutating func turnUpsideDown() { picture.pixels.reverse() }

  /// Cuts all above a share of the height off.
  mutating func cut(above share: Double) {
    let top = Int(Double(picture.height) * share)
    picture = picture.cropped(x: 0, y: top, width: picture.width, height: picture.height - top)
  }

  func write(to path: String) throws { try DurableFile.write(try #require(picture.png()), to: path) }

  // MARK: - Places

  private func places(of text: [Unicode.Scalar]) -> [Int] {
    guard text.count <= characters.count else { return [] }
    return (0...characters.count - text.count).filter { start in
      text.indices.allSatisfy { characters[start + $0].scalar == text[$0] }
    }
  }

  private func box(of character: PageCharacter) -> (x: Int, y: Int, width: Int, height: Int) {
    let area = character.area
    let (left, top) = (area.x.pixels(at: resolution), area.y.pixels(at: resolution))
    return (
      Int(left.rounded()), Int(top.rounded()), Int(area.width.pixels(at: resolution).rounded()),
      Int(area.height.pixels(at: resolution).rounded())
    )
  }

  private mutating func copy(
    from page: GrayImage, _ source: (x: Int, y: Int, width: Int, height: Int),
    to target: (x: Int, y: Int, width: Int, height: Int)
  ) {
    fill(target.x..<target.x + target.width, target.y..<target.y + target.height, tone: 255)
    for y in 0..<min(source.height, target.height) {
      for x in 0..<source.width { picture[target.x + x, target.y + y] = page[source.x + x, source.y + y] }
    }
  }

  private mutating func fill(_ columns: Range<Int>, _ rows: Range<Int>, tone: UInt8) {
    for y in rows { for x in columns { picture[x, y] = tone } }
  }

  private func pixels(_ millimetres: Double) -> Int { Int(Length(millimetres: millimetres).pixels(at: resolution)) }
}
