// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDF

/// Actions that a reader may take on a click, and that do no more than move about.
private let harmlessOnOpening: Set<String> = ["GoTo", "Named"]
/// Actions that run programs or send data, refused even behind a click.
private let refusedOnClick: Set<String> = [
  "JavaScript", "Launch", "ImportData", "SubmitForm", "Rendition", "RichMediaExecute",
]

extension PDFObjects where Self: ~Copyable {
  /// Throws where the document or the page does something by itself: artwork is paper, not a program.
  func refuseActiveContent(page: Object, number: Int) throws(PDFError) {
    let root = catalog
    defer { release(root) }
    try refuseForms(root: root)
    if let opening = value(root, "OpenAction") {
      defer { release(opening) }
      try refuse(opening, place: "the document's open action") { !harmlessOnOpening.contains($0) }
    }
    try refuseTriggers(of: root, place: "the document")
    try refuseTriggers(of: page, place: "page \(number)")
    try refuseNamedScripts(root: root)
    try eachAnnotation(of: page) { index, annotation throws(PDFError) in
      if let action = value(annotation, "A") {
        defer { release(action) }
        try refuse(action, place: "annotation \(index + 1) of page \(number)") { refusedOnClick.contains($0) }
      }
      try refuseTriggers(of: annotation, place: "annotation \(index + 1) of page \(number)")
    }
  }

  /// A page's annotations in their order, from 0.
  func eachAnnotation(of page: Object, _ take: (Int, Object) throws(PDFError) -> Void) throws(PDFError) {
    guard let annotations = value(page, "Annots") else { return }
    defer { release(annotations) }
    guard kind(annotations) == ot_array else { return }
    try eachItem(annotations, take)
  }

  private func refuseForms(root: Object) throws(PDFError) {
    guard let form = value(root, "AcroForm") else { return }
    defer { release(form) }
    guard let xfa = value(form, "XFA") else { return }
    release(xfa)
    throw .xmlForm(file: file)
  }

  /// AA: actions that run on events such as opening or printing (ISO 32000-1 12.6.3).
  func refuseTriggers(of holder: Object, place: @autoclosure () -> String) throws(PDFError) {
    guard let triggers = value(holder, "AA") else { return }
    defer { release(triggers) }
    guard kind(triggers) == ot_dictionary else { return }
    for key in keys(triggers) {
      let action = value(triggers, key: key)
      defer { release(action) }
      try refuse(action, place: "an event of \(place())") { !harmlessOnOpening.contains($0) }
    }
  }

  private func refuseNamedScripts(root: Object) throws(PDFError) {
    guard let names = value(root, "Names") else { return }
    defer { release(names) }
    guard let scripts = value(names, "JavaScript") else { return }
    defer { release(scripts) }
    for key in ["Names", "Kids"] {
      guard let list = value(scripts, key) else { continue }
      defer { release(list) }
      if kind(list) == ot_array && itemCount(list) > 0 {
        throw .activeContent(file: file, action: "JavaScript", place: "the document's list of names")
      }
    }
  }

  /// Walks an action and those after it; a destination (an array or a name) is none.
  private func refuse(
    _ action: Object, place: String, if refused: (String) -> Bool
  ) throws(PDFError) {
    var depth = 0
    try refuse(action, place: place, depth: &depth, if: refused)
  }

  private func refuse(
    _ action: Object, place: String, depth: inout Int, if refused: (String) -> Bool
  ) throws(PDFError) {
    depth += 1
    guard depth <= 1_000 else { throw .tooComplex(file: file, what: "actions in one chain", limit: 1_000) }
    if kind(action) == ot_array {
      try eachItem(action) { _, one throws(PDFError) in
        if kind(one) == ot_dictionary, !isDictionary(one, ofType: "Page") {
          try refuse(one, place: place, depth: &depth, if: refused)
        }
      }
      return
    }
    guard kind(action) == ot_dictionary else { return }
    if let kindOfAction = value(action, "S") {
      defer { release(kindOfAction) }
      let name = String(decoding: name(kindOfAction) ?? [], as: UTF8.self)
      if refused(name) {
        // Quoted only where it is one of the words of the standard: a file's own text could be anything.
        let known = name.utf8.count <= 20 && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        throw .activeContent(file: file, action: known ? "a \(name) action" : "an unknown action", place: place)
      }
    }
    if let next = value(action, "Next") {
      defer { release(next) }
      try refuse(next, place: place, depth: &depth, if: refused)
    }
  }
}
