// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDF
internal import DurableFiles

/// What somebody filled into the fields of a PDF's AcroForm (ISO 32000-1 12.7).
public struct FilledForm: Equatable, Sendable {
  /// Full names with values, as `PDFFile.formFields` gives them.
  public let fields: [String: String]
  /// The names in the order of the pages.
  public let names: [String]

  /// Reads the fields of all pages.
  ///
  /// Refused: encryption, XFA (whose fields are made by a program), scripts and other actions that do something, in the
  /// document, its pages or its fields: what is read then might not be what was shown. No fields: an empty form.
  public init(reading bytes: [UInt8], file: String, mostPages: Int = 50) throws(PDFError) {
    let source = FileBytes(bytes)
    let reader = try QPDFReader(source, file: file)
    let pages = try reader.pageCount()
    guard pages <= mostPages else { throw .tooComplex(file: file, what: "pages of a form", limit: mostPages) }
    for index in 0..<pages {
      let page = try reader.page(index)
      defer { reader.release(page) }
      try reader.refuseActiveContent(page: page, number: index + 1)
    }
    try reader.refuseFieldActions()
    let fields = try PDFFile(source, name: file).formFields()
    names = fields.map(\.name)
    self.fields = Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

extension QPDFReader {
  /// A field may have actions where it has no annotation: above those that are shown.
  func refuseFieldActions() throws(PDFError) {
    let root = catalog
    defer { release(root) }
    guard let form = value(root, "AcroForm") else { return }
    defer { release(form) }
    guard let fields = value(form, "Fields") else { return }
    defer { release(fields) }
    var met = 0
    try refuseActions(ofFields: fields, depth: 0, &met)
  }

  private func refuseActions(ofFields fields: qpdf_oh, depth: Int, _ met: inout Int) throws(PDFError) {
    guard kind(fields) == ot_array else { return }
    guard depth < 32 else { throw .tooComplex(file: file, what: "levels of fields", limit: 32) }
    for index in 0..<itemCount(fields) {
      met += 1
      guard met <= 20_000 else { throw .tooComplex(file: file, what: "fields", limit: 20_000) }
      let field = item(fields, index)
      defer { release(field) }
      try refuseTriggers(of: field, place: "field \(met)")
      guard let kids = value(field, "Kids") else { continue }
      defer { release(kids) }
      try refuseActions(ofFields: kids, depth: depth + 1, &met)
    }
  }
}
