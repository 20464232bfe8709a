// SPDX-License-Identifier: GPL-3.0-or-later
internal import CPoppler
public import Paper

/// One character of a page's text, and where it stands.
public struct PageCharacter: Equatable, Sendable {
  public var scalar: Unicode.Scalar
  /// As wide as the character's advance, from the font's ascent to its descent.
  public var area: Area
  /// The font's name in the file.
  public var font: String
  /// In points.
  public var size: Double

  public init(scalar: Unicode.Scalar, area: Area, font: String, size: Double) {
    self.scalar = scalar
    self.area = area
    self.font = font
    self.size = size
  }
}

extension PDFFile {
  /// The characters of a page in reading order; spaces and line feeds of poppler's making are among them, without area.
  public func characters(ofPage index: Int) throws(PDFError) -> [PageCharacter] {
    let page = try openPage(index)
    defer { g_object_unref(UnsafeMutableRawPointer(page)) }
    guard let text = poppler_page_get_text(page) else { return [] }
    defer { g_free(text) }
    var boxes: UnsafeMutablePointer<PopplerRectangle>?
    var count: UInt32 = 0
    guard poppler_page_get_text_layout(page, &boxes, &count) != 0 else { return [] }
    defer { g_free(boxes) }
    let scalars = Self.scalarsWithBox(text)
    guard scalars.count == Int(count) else {
      throw .damaged(
        file: name, doing: "tell the characters' places of page \(index + 1)",
        library: "poppler gave \(scalars.count) characters and \(count) places")
    }
    var characters = zip(scalars, UnsafeBufferPointer(start: boxes, count: Int(count))).map { scalar, box in
      PageCharacter(
        scalar: scalar,
        area: Area(
          x: Length(points: box.x1), y: Length(points: box.y1), width: Length(points: box.x2 - box.x1),
          height: Length(points: box.y2 - box.y1)), font: "", size: 0)
    }
    let attributes = poppler_page_get_text_attributes(page)
    defer { poppler_page_free_text_attributes(attributes) }
    var next = attributes
    while let link = next {
      next = link.pointee.next
      guard let entry = link.pointee.data?.assumingMemoryBound(to: PopplerTextAttributes.self).pointee else { continue }
      let font = entry.font_name.map { String(cString: $0) } ?? ""
      let first = max(0, Int(entry.start_index))
      for place in first..<max(first, min(characters.count, Int(entry.end_index) + 1)) {
        characters[place].font = font
        characters[place].size = entry.font_size
      }
    }
    return characters
  }
}
