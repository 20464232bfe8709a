// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDFObjects
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
    self = try bytes.withUnsafeBufferPointer { bytes throws(PDFError) in
      try FilledForm(of: QPDFReader(UnsafeRawBufferPointer(bytes), file: file), mostPages: mostPages)
    }
  }

  private init(of reader: borrowing QPDFReader, mostPages: Int) throws(PDFError) {
    let file = reader.file
    let pages = try reader.pageCount()
    guard pages > 0 else { throw .damaged(file: file, doing: "open", library: "no pages found") }
    guard pages <= mostPages else { throw .tooComplex(file: file, what: "pages of a form", limit: mostPages) }
    var shown: [QPDFReader.ObjectID] = []
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
