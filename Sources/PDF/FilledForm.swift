// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDFObjects

/// What somebody filled into the fields of a PDF's AcroForm (ISO 32000-1 12.7).
///
/// A check box reads "true" or "false"; buttons of one name, of which each stands for something else, what the chosen one
/// exports; a choice what its chosen items export, a line feed between them. Left out: push buttons, signatures, fields
/// without a name, and fields that no page shows.
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
    var buttons: [String: (states: Set<String>, chosen: String?)] = [:]
    // One field may be shown in several places; the buttons of one name are one field.
    for place in shown {
      guard let field = found[place] else { continue }
      let isNew = fields[field.name] == nil
      if isNew { names.append(field.name) }
      switch field.value {
      case .text(let text): if isNew { fields[field.name] = text }
      case .button(let state, let isOn):
        if isNew { fields[field.name] = "" }
        buttons[field.name, default: ([], nil)].states.formUnion(state.map { [$0] } ?? [])
        if isOn { buttons[field.name]?.chosen = state }
      }
    }
    for (name, button) in buttons {
      fields[name] = button.states.count > 1 ? button.chosen ?? "" : button.chosen == nil ? "false" : "true"
    }
    self.fields = fields
    self.names = names
  }
}
