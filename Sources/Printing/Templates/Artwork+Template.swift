// SPDX-License-Identifier: GPL-3.0-or-later

import PDF

// The pages that a template names, read and checked against the size of its sheet.
extension Artwork {
  /// Nil for pre-printed stock. `hasSize` is false for a template whose size is not its own.
  static func front(
    of template: Template, source: TemplateSource, hasSize: Bool = true
  ) throws(PrintingError) -> Artwork? {
    guard let file = template.artworkFile else { return nil }
    let artwork = try read(
      file, bytes: frontBytes(of: template, file: file, source: source), page: template.artworkPage, of: template)
    if hasSize { try artwork.checkSize(file: file, of: template) }
    return artwork
  }

  /// Nil where continuation sheets bear what the first one does.
  static func continuation(of template: Template, source: TemplateSource) throws(PrintingError) -> Artwork? {
    guard let file = template.artworkFile, let page = template.continuationPage else { return nil }
    let artwork = try read(
      file, bytes: frontBytes(of: template, file: file, source: source), page: page, of: template)
    try artwork.checkSize(file: file, of: template)
    return try artwork.withoutLayers(file: file, page: page, of: template)
  }

  /// Nil where the backs of sheets stay blank.
  static func back(of template: Template, source: TemplateSource) throws(PrintingError) -> Artwork? {
    guard let back = template.back else { return nil }
    guard let bytes = source.back else {
      throw .missing(template: template.file, line: back.line, kind: "the artwork of the back", file: back.file)
    }
    let artwork = try read(back.file, bytes: bytes, page: back.page, of: template)
    try artwork.checkSize(file: back.file, of: template)
    return try artwork.withoutLayers(file: back.file, page: back.page ?? 1, of: template)
  }

  private static func frontBytes(
    of template: Template, file: String, source: TemplateSource
  ) throws(PrintingError) -> [UInt8] {
    guard let bytes = source.artwork else {
      throw .missing(template: template.file, line: template.artworkLine, kind: "the artwork", file: file)
    }
    return bytes
  }

  private static func read(
    _ file: String, bytes: [UInt8], page: Int?, of template: Template
  ) throws(PrintingError) -> Artwork {
    do {
      return try Artwork(reading: bytes, file: file, page: page.map { $0 - 1 })
    } catch {
      let problem = "\(error)"
      throw .artwork(
        template: template.file, file: file,
        problem: problem.hasPrefix("\(file): ") ? String(problem.dropFirst(file.count + 2)) : problem)
    }
  }

  func checkSize(file: String, of template: Template) throws(PrintingError) {
    let width = width / pointsPerMillimetre
    let height = height / pointsPerMillimetre
    // Half a millimetre is rounding of paper sizes to whole points.
    guard abs(width - template.width) <= 0.5, abs(height - template.height) <= 0.5 else {
      throw .artwork(
        template: template.file, file: file,
        problem: "its page is \(millimetreWords(width)) × \(millimetreWords(height)) mm, the template says "
          + "\(millimetreWords(template.width)) × \(millimetreWords(template.height)) mm; correct `page` or the artwork"
      )
    }
  }

  /// A document lists its layers in one place (ISO 32000-1, 8.11.4.2), which the first sheet's artwork has: a second
  /// page's layers would all be shown, the hidden ones too.
  private func withoutLayers(file: String, page: Int, of template: Template) throws(PrintingError) -> Artwork {
    guard !hasLayers else {
      throw .artwork(
        template: template.file, file: file,
        problem:
          "page \(page) has layers (optional content), which only the first sheet's artwork may have; flatten them")
    }
    return self
  }
}
