// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDF

extension PDFObjects where Self: ~Copyable {
  /// A page's annotations in their order; fields are shown by those that are objects of their own.
  func addAnnotations(of page: Object, to shown: inout [ObjectID]) throws(PDFError) {
    try eachAnnotation(of: page) { _, annotation in
      if let id = reference(annotation) { shown.append(id) }
    }
  }

  /// Full names and values of the fields that those annotations show, from the tree of all fields.
  ///
  /// Throws where a field that no page shows has an action; those that are shown have been looked at with their pages.
  func fields(shownBy shown: Set<ObjectID>) throws(PDFError) -> [ObjectID: (name: String, value: String)] {
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
    try eachItem(fields) { _, field throws(PDFError) in
      let id = reference(field)
      let isShown = id.map { met.shown.contains($0) } ?? false
      guard try met.isNew(id) else { return }
      if !isShown { try refuseTriggers(of: field, place: "field \(met.count)") }
      guard kind(field) == ot_dictionary else { return }
      let own = try self.field(field, below: above, &met)
      if let kids = entry(field, "/Kids") {
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
    if let part = entry(node, "/T") {
      defer { release(part) }
      let text = try text(part, &met) ?? ""
      own.name = own.name.isEmpty ? text : own.name + "." + text
      try met.spend(own.name.utf8.count)
    }
    if let type = entry(node, "/FT") {
      defer { release(type) }
      own.type = name(type).flatMap { FieldAbove.Kind(rawValue: String(decoding: $0, as: UTF8.self)) }
    }
    if own.type != .text, let flags = entry(node, "/Ff") {
      defer { release(flags) }
      own.flags = number(flags).flatMap { Int(exactly: $0) } ?? 0
    }
    if own.type != .text, let options = entry(node, "/Opt") {
      defer { release(options) }
      own.options = try self.options(options, &met)
    }
    if let written = entry(node, "/V") {
      defer { release(written) }
      own.values = try values(written, &met)
    }
    return own
  }

  /// nil for what nobody fills in.
  private func shownValue(
    of field: FieldAbove, widget: Object, _ met: inout FieldsMet
  ) throws(PDFError) -> String? {
    switch field.type {
    case .text: return field.values?.first ?? ""
    case .choice:
      let chosen = field.values ?? []
      return chosen.map { field.options[$0] ?? $0 }.joined(separator: "\n")
    case .button:
      guard !field.isPushButton else { return nil }
      return try isOn(widget, field.values?.first, &met) ? "true" : "false"
    case nil: return nil
    }
  }

  /// Whether the state of a check box or radio button is one in which this widget looks on.
  private func isOn(_ widget: Object, _ state: String?, _ met: inout FieldsMet) throws(PDFError) -> Bool {
    guard let appearances = value(widget, "AP") else { return false }
    defer { release(appearances) }
    guard let normal = value(appearances, "N") else { return false }
    defer { release(normal) }
    var state = state
    if state == nil, let shown = value(widget, "AS") {
      defer { release(shown) }
      state = try values(shown, &met).first
    }
    guard let state, state != "Off", !state.utf8.contains(0), kind(normal) == ot_dictionary,
      let look = value(normal, state)
    else { return false }
    release(look)
    return true
  }

  /// A text or a name; the items of a list of texts.
  private func values(_ written: Object, _ met: inout FieldsMet) throws(PDFError) -> [String] {
    switch kind(written) {
    case ot_name: return [String(decoding: name(written) ?? [], as: UTF8.self)]
    case ot_array:
      var values: [String] = []
      try eachItem(written) { _, one throws(PDFError) in
        try met.spend(1)
        if let text = try text(one, &met) { values.append(text) }
      }
      return values
    default: return try text(written, &met).map { [$0] } ?? []
    }
  }

  /// What a choice shows for what it exports: an item is a text, or a pair of them (12.7.4.4).
  private func options(_ list: Object, _ met: inout FieldsMet) throws(PDFError) -> [String: String] {
    guard kind(list) == ot_array else { return [:] }
    var shown: [String: String] = [:]
    try eachItem(list) { _, option throws(PDFError) in
      try met.spend(1)
      guard kind(option) == ot_array else { return }
      let pair = try values(option, &met)
      if pair.count == 2, shown[pair[0]] == nil { shown[pair[0]] = pair[1] }
    }
    return shown
  }

  private func text(_ string: Object, _ met: inout FieldsMet) throws(PDFError) -> String? {
    guard let text = text(string) else { return nil }
    try met.spend(text.utf8.count)
    return text
  }
}
