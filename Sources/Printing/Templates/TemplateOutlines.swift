// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

/// Outlines and names of a template's boxes, columns, pictures and code, and the word SPECIMEN, in the ink of samples.
struct TemplateOutlines {
  let template: Template
  /// Names in small type, each at its outline.
  private(set) var names: [PlacedLine] = []
  /// One line from the origin, to be turned.
  private(set) var specimen: [PlacedLine] = []

  /// Where names stand already.
  private var taken: [SheetFrame] = []

  private static let nameSize = 4.2

  private var sheetHeight: Double { template.height * pointsPerMillimetre }

  init(_ template: Template, fonts: inout FontStack) throws(PrintingError) {
    self.template = template
    do {
      for box in template.boxes { try name(box.field.rawValue, at: box.frame, fonts: &fonts) }
      for column in template.goods.columns {
        try name(column.field.rawValue, at: frame(of: column), fonts: &fonts)
      }
      for picture in template.pictures { try name(picture.kind, at: picture.frame, fonts: &fonts) }
      try name("code with its quiet zone", at: template.code.clearFrame, fonts: &fonts)
      let word = try fonts.paragraph("SPECIMEN", style: .bold, size: 72, width: 10_000)
      specimen = word.lines.map { PlacedLine(x: 0, baseline: 0, line: $0) }
    } catch {
      throw .font(template: template.file, problem: "\(error)")
    }
  }

  /// Outside a corner, where no other box is in the way.
  private mutating func name(_ words: String, at frame: SheetFrame, fonts: inout FontStack) throws(TypographyError) {
    let paragraph = try fonts.paragraph(words, style: .regular, size: Self.nameSize, width: 10_000)
    guard let line = paragraph.lines.first else { return }
    let width = line.width / pointsPerMillimetre
    let height = Self.nameSize / pointsPerMillimetre
    let corners = [
      (frame.right - width, frame.y - height), (frame.right - width, frame.bottom), (frame.x, frame.y - height),
      (frame.x, frame.bottom),
    ]
    let others = template.boxes.map(\.frame) + template.pictures.map(\.frame) + taken
    let places = corners.map { SheetFrame(x: $0.0, y: $0.1, width: width, height: height) }
    let place = places.first { place in !others.contains { $0.overlaps(place) } } ?? places[0]
    taken.append(place)
    names.append(
      PlacedLine(
        x: place.x * pointsPerMillimetre,
        baseline: sheetHeight - place.bottom * pointsPerMillimetre + 0.25 * Self.nameSize,
        line: line))
  }

  private func frame(of column: Template.Column) -> SheetFrame {
    SheetFrame(x: column.x, y: template.goods.frame.y, width: column.width, height: template.goods.frame.height)
  }

  func draw(on content: inout TextContent) {
    content.draw("/Sample CS /Sample cs 1 SCN 1 scn 0.3 w\n")
    for box in template.boxes { outline(box.frame, on: &content) }
    outline(template.goods.frame, on: &content)
    for picture in template.pictures { outline(picture.frame, on: &content) }
    outline(template.code.clearFrame, on: &content)
    content.draw("[1.5 1.5] 0 d\n")
    outline(template.code.frame, on: &content)
    for column in template.goods.columns { outline(frame(of: column), on: &content) }
    content.draw("[] 0 d\n")
    content.show(names, inBlack: false)
  }

  /// Across the goods table, pale.
  func drawSpecimen(on content: inout TextContent) {
    guard let line = specimen.first?.line, line.width > 0 else { return }
    let frame = template.goods.frame
    let (width, height) = (frame.width * pointsPerMillimetre, frame.height * pointsPerMillimetre)
    let sine = min(0.6, height / width / 2)
    let scale = 0.8 * width / line.width
    let cosine = (1 - sine * sine).squareRoot()
    var matrix: [UInt8] = []
    for value in [scale * cosine, scale * sine, -scale * sine, scale * cosine] {
      matrix.put(exact: value)
      matrix.put(" ")
    }
    matrix.put(points: frame.x * pointsPerMillimetre + 0.1 * width)
    matrix.put(" ")
    matrix.put(points: sheetHeight - frame.bottom * pointsPerMillimetre + 0.1 * height)
    content.draw("\(String(decoding: matrix, as: UTF8.self)) cm /Sample cs 0.15 scn\n")
    content.show(specimen, inBlack: false)
  }

  private func outline(_ frame: SheetFrame, on content: inout TextContent) {
    var path: [UInt8] = []
    for side in [frame.x, template.height - frame.bottom, frame.width, frame.height] {
      path.put(points: side * pointsPerMillimetre)
      path.put(" ")
    }
    content.draw("\(String(decoding: path, as: UTF8.self))re S\n")
  }
}
