// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDFObjects

extension QPDFReader {
  /// A page's annotations in their order; fields are shown by those that are objects of their own.
  func addAnnotations(of page: Object, to shown: inout [ObjectID]) throws(PDFError) {
    try eachAnnotation(of: page) { _, annotation in
      if let id = reference(annotation) { shown.append(id) }
    }
  }

  /// Full names and values of the fields that those annotations show, from the tree of all fields.
  ///
  /// Throws where a field that no page shows has an action; those that are shown have been looked at with their pages.
  func fields(shownBy shown: Set<ObjectID>) throws(PDFError) -> [ObjectID: (name: String, value: ShownValue)] {
    var met = FieldsMet(shown: shown, file: file)
    let root = catalog
    defer { release(root) }
    guard let form = value(root, "AcroForm") else { return [:] }
    defer { release(form) }
    guard let fields = value(form, "Fields") else { return [:] }
    defer { release(fields) }
    try read(fields, below: FieldAbove(), depth: 0, &met)
    return met.found
  }

  private func read(
    _ fields: Object, below above: FieldAbove, depth: Int, _ met: inout FieldsMet
  ) throws(PDFError) {
    guard kind(fields) == ot_array else { return }
    guard depth < 32 else { throw .tooComplex(file: file, what: "levels of fields", limit: 32) }
    for index in 0..<itemCount(fields) {
      let field = item(fields, index)
      defer { release(field) }
      let id = reference(field)
      let isShown = id.map { met.shown.contains($0) } ?? false
      guard try met.isNew(id) else { continue }
      if !isShown { try refuseTriggers(of: field, place: "field \(met.count)") }
      guard kind(field) == ot_dictionary else { continue }
      let own = try self.field(field, below: above, &met)
      if let kids = value(field, "Kids") {
        defer { release(kids) }
        try read(kids, below: own, depth: depth + 1, &met)
      }
      if let id, isShown, !own.name.isEmpty, let value = try shownValue(of: own, widget: field, &met) {
        met.found[id] = (own.name, value)
      }
    }
  }

  /// A node of the tree with what it takes from those above it (12.7.3.1).
  private func field(_ node: Object, below above: FieldAbove, _ met: inout FieldsMet) throws(PDFError) -> FieldAbove {
    var own = above
    if let part = value(node, "T") {
      defer { release(part) }
      let text = try text(part, &met) ?? ""
      own.name = own.name.isEmpty ? text : own.name + "." + text
      try met.spend(own.name.utf8.count)
    }
    if let type = value(node, "FT") {
      defer { release(type) }
      own.type = name(type).flatMap { FieldAbove.Kind(rawValue: String(decoding: $0, as: UTF8.self)) }
    }
    if own.type != .text, let flags = value(node, "Ff") {
      defer { release(flags) }
      own.flags = number(flags).flatMap { Int(exactly: $0) } ?? 0
    }
    if own.type != .text, let options = value(node, "Opt") {
      defer { release(options) }
      own.options = try self.options(options, &met)
    }
    if let written = value(node, "V") {
      defer { release(written) }
      own.values = try values(written, &met)
    }
    return own
  }

  /// nil for what nobody fills in.
  private func shownValue(
    of field: FieldAbove, widget: Object, _ met: inout FieldsMet
  ) throws(PDFError) -> ShownValue? {
    switch field.type {
    case .text: return .text(field.values?.first ?? "")
    case .choice: return .text((field.values ?? []).map(field.options.exported).joined(separator: "\n"))
    case .button: return field.isPushButton ? nil : try button(field, widget, &met)
    case nil: return nil
    }
  }

  /// A check box or radio button is on in a state in which this widget looks so: one of its looks but `Off` (12.7.4.2.3).
  private func button(
    _ field: FieldAbove, _ widget: Object, _ met: inout FieldsMet
  ) throws(PDFError) -> ShownValue {
    guard let appearances = value(widget, "AP") else { return .button(state: nil, isOn: false) }
    defer { release(appearances) }
    guard let normal = value(appearances, "N") else { return .button(state: nil, isOn: false) }
    defer { release(normal) }
    guard kind(normal) == ot_dictionary else { return .button(state: nil, isOn: false) }
    var state = field.values?.first
    if state == nil, let shown = value(widget, "AS") {
      defer { release(shown) }
      state = try values(shown, &met).first
    }
    if let state, state != "Off", !state.utf8.contains(0), has(normal, state) {
      return .button(state: field.options.state(state), isOn: true)
    }
    let looks = keys(normal).map { String(decoding: $0, as: UTF8.self) }.filter { $0 != "Off" }
    return .button(state: looks.min().map(field.options.state), isOn: false)
  }

  /// A text or a name; the items of a list of texts.
  private func values(_ written: Object, _ met: inout FieldsMet) throws(PDFError) -> [String] {
    switch kind(written) {
    case ot_name: return [String(decoding: name(written) ?? [], as: UTF8.self)]
    case ot_array:
      var values: [String] = []
      for index in 0..<itemCount(written) {
        try met.spend(1)
        let one = item(written, index)
        defer { release(one) }
        if let text = try text(one, &met) { values.append(text) }
      }
      return values
    case ot_stream:
      // A long text may be a stream (table 228).
      let text = try text(ofStream: written, limit: FieldsMet.mostText)
      try met.spend(text?.utf8.count ?? 0)
      return text.map { [$0] } ?? []
    default: return try text(written, &met).map { [$0] } ?? []
    }
  }

  /// An item is a text, or a pair of what it exports and shows (12.7.4.4); of a button what each state exports.
  private func options(_ list: Object, _ met: inout FieldsMet) throws(PDFError) -> FieldOptions {
    var options = FieldOptions()
    guard kind(list) == ot_array else { return options }
    for index in 0..<itemCount(list) {
      try met.spend(1)
      let option = item(list, index)
      defer { release(option) }
      let texts = try values(option, &met)
      options.add(exported: texts.first ?? "", shown: texts.count == 2 ? texts[1] : nil)
    }
    return options
  }

  private func text(_ string: Object, _ met: inout FieldsMet) throws(PDFError) -> String? {
    guard let text = text(string) else { return nil }
    try met.spend(text.utf8.count)
    return text
  }
}
