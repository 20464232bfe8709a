// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDF
internal import DurableFiles

/// What somebody filled into the fields of a PDF's AcroForm (ISO 32000-1 12.7).
///
/// A check box or radio button reads "true" or "false"; a choice its chosen items, a line feed between them. Left out:
/// push buttons, signatures, fields without a name, and fields that no page shows.
public struct FilledForm: Equatable, Sendable {
  /// Full names with values.
  public let fields: [String: String]
  /// The names in the order of the pages, each once.
  public let names: [String]

  /// Reads the fields of all pages.
  ///
  /// Refused: encryption, XFA (whose fields are made by a program), scripts and other actions that do something, in the
  /// document, its pages or its fields: what is read then might not be what was shown. No fields: an empty form.
  public init(reading bytes: [UInt8], file: String, mostPages: Int = 50) throws(PDFError) {
    if let plain = Self.plain(bytes, file: file, mostPages: mostPages) {
      self = plain
    } else {
      try self.init(of: QPDFReader(FileBytes(bytes), file: file), mostPages: mostPages)
    }
  }

  /// What a plain file holds; nil where it is not plain. What is refused is libqpdf's to tell.
  static func plain(_ bytes: [UInt8], file: String, mostPages: Int = 50) -> FilledForm? {
    guard let reader = PlainPDF(bytes, file: file, mostPages: mostPages) else { return nil }
    guard let filled = try? FilledForm(of: reader, mostPages: mostPages) else { return nil }
    return reader.isPlain ? filled : nil
  }

  private init(of reader: borrowing some PDFObjects & ~Copyable, mostPages: Int) throws(PDFError) {
    let file = reader.file
    let pages = try reader.pageCount()
    guard pages > 0 else { throw .damaged(file: file, doing: "open", library: "no pages found") }
    guard pages <= mostPages else { throw .tooComplex(file: file, what: "pages of a form", limit: mostPages) }
    var shown: [ObjectID] = []
    for index in 0..<pages {
      let page = try reader.page(index)
      defer { reader.release(page) }
      try reader.refuseActiveContent(page: page, number: index + 1)
      try reader.addAnnotations(of: page, to: &shown)
    }
    let found = try reader.fields(shownBy: Set(shown))
    var fields: [String: String] = [:]
    var names: [String] = []
    for place in shown {
      guard let field = found[place] else { continue }
      guard let first = fields[field.name] else {
        names.append(field.name)
        fields[field.name] = field.value
        continue
      }
      // One field shown in several places, or one of several radio buttons: on if any is.
      if first != field.value, field.value == "true" { fields[field.name] = field.value }
    }
    self.fields = fields
    self.names = names
  }
}
