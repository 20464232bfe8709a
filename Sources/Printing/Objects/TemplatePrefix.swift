// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Signing
import Typography

/// The objects that every certificate of a template shares, as the constant first bytes of its PDF.
///
/// Artwork, base fonts and pictures come first, the catalog last; the pages follow it under the next number.
struct TemplatePrefix: Sendable {
  /// The ground that a sheet is printed on.
  struct Ground: Sendable {
    /// Number of the content stream that draws artwork and pictures; nil where there are none.
    var stream: Int?
    /// What the page's dictionary holds for the artwork's sake: its transparency group.
    var pageEntries: [UInt8] = []
  }

  let bytes: [UInt8]
  /// The cross-reference lines of its objects.
  let crossReferences: [UInt8]
  /// Number of the catalog, the last object here. The page tree is the next object.
  let catalog: Int
  /// Number of the resources that pages without fonts of their own use.
  let resources: Int
  /// What stands between `<<` and `>>` of these resources but for the fonts, and the base fonts' entries.
  let fontEntries: [UInt8]
  let otherEntries: [UInt8]
  /// What the first sheet of a copy bears under its text, and what the others do.
  let first: Ground
  let continuation: Ground
  let digest: Digest

  init(
    _ template: Template, source: TemplateSource, back: SheetBack?, regular: EmbeddedFont, bold: EmbeddedFont
  ) throws(PrintingError) {
    let artwork = try Artwork.front(of: template, source: source)
    let continuation = try Artwork.continuation(of: template, source: source)
    var writer = ObjectWriter(first: 1, start: 0, capacity: 262_144)
    // A print run with backs begins with these bytes too.
    let versions = [artwork?.minimumVersion, continuation?.minimumVersion, back?.minimumVersion].compactMap { $0 }
    writer.header(version: "\(versions.reduce(PDFVersion(major: 1, minor: 7), max))")
    var xObjects: [UInt8] = []
    var content: [UInt8] = []
    var (first, other) = (Ground(), Ground())
    if template.offsetX != 0 || template.offsetY != 0 {
      content.put("1 0 0 1 ")
      content.put(exact: template.offsetX * pointsPerMillimetre)
      content.put(" ")
      content.put(exact: -template.offsetY * pointsPerMillimetre)
      content.put(" cm\n")
    }
    var catalogEntries: [UInt8] = []
    var otherContent = content
    if let artwork {
      let form = writer.next
      writer.append(serialised: artwork.objects(numberedFrom: form))
      catalogEntries = artwork.catalogEntries(numberedFrom: form)
      first.pageEntries = artwork.pageEntries(numberedFrom: form)
      xObjects.put("/Art ")
      xObjects.put(reference: form)
      content.put("q /Art Do Q\n")
    }
    if let continuation {
      let form = writer.next
      writer.append(serialised: continuation.objects(numberedFrom: form))
      other.pageEntries = continuation.pageEntries(numberedFrom: form)
      xObjects.put("/More ")
      xObjects.put(reference: form)
      otherContent.put("q /More Do Q\n")
    }
    var pictures: [UInt8] = []
    for (index, picture) in template.pictures.enumerated() {
      let number = try Self.append(picture, of: template, source: source, to: &writer)
      xObjects.put("/P\(index) ")
      xObjects.put(reference: number)
      Self.draw(picture, name: "P\(index)", sheetHeight: template.height, into: &pictures)
    }
    let regularFont = FontObjects.append(regular, level: 9, to: &writer)
    // One file for both styles is one font: their subsets are the same bytes.
    let boldFont = bold == regular ? regularFont : FontObjects.append(bold, level: 9, to: &writer)
    var fonts: [UInt8] = []
    fonts.put("/F0 \(regularFont) 0 R/F1 \(boldFont) 0 R")
    var others: [UInt8] = []
    others.put("/ProcSet[/PDF/Text/ImageB/ImageC]")
    if !xObjects.isEmpty { others.put("/XObject<<\(String(decoding: xObjects, as: UTF8.self))>>") }
    let (open, close) = ([UInt8]("q\n".utf8), [UInt8]("Q\n".utf8))
    if !xObjects.isEmpty { first.stream = writer.stream(open + content + pictures + close) }
    if continuation != nil { other.stream = writer.stream(open + otherContent + pictures + close) }
    self.first = first
    self.continuation = continuation == nil ? first : other
    self.resources = writer.object { body in
      body.put("<</Font<<")
      body.append(contentsOf: fonts)
      body.put(">>")
      body.append(contentsOf: others)
      body.put(">>")
    }
    let pages = writer.next + 1
    self.catalog = writer.object { body in
      // A print dialogue must not scale: the code's module is 0.46 mm, and stock is ruled to the millimetre.
      body.put(
        "<</Type/Catalog/Pages \(pages) 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>")
      body.append(contentsOf: catalogEntries)
      body.put(">>")
    }
    self.fontEntries = fonts
    self.otherEntries = others
    self.bytes = writer.bytes
    self.crossReferences = writer.crossReferences
    self.digest = Digest(sha256: writer.bytes)
  }

  private static func append(
    _ picture: Template.Picture, of template: Template, source: TemplateSource, to writer: inout ObjectWriter
  ) throws(PrintingError) -> Int {
    guard let bytes = source.images[picture.file] else {
      throw .missing(
        template: template.file, line: picture.line, kind: "the \(picture.kind)'s picture", file: picture.file)
    }
    switch PictureObjects.append(bytes, to: &writer) {
    case .success(let number): return number
    case .failure(let fault): throw .picture(template: template.file, file: picture.file, problem: fault.words)
    }
  }

  private static func draw(
    _ picture: Template.Picture, name: String, sheetHeight: Double, into content: inout [UInt8]
  ) {
    content.put("q ")
    content.put(points: picture.frame.width * pointsPerMillimetre)
    content.put(" 0 0 ")
    content.put(points: picture.frame.height * pointsPerMillimetre)
    content.put(" ")
    content.put(points: picture.frame.x * pointsPerMillimetre)
    content.put(" ")
    content.put(points: (sheetHeight - picture.frame.bottom) * pointsPerMillimetre)
    content.put(" cm /\(name) Do Q\n")
  }
}
