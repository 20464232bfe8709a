// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDF

/// Copies what a page needs out of an open PDF, each object once, numbered in the order in which it is reached.
struct ArtworkWriter {
  /// More than any artwork has; keeps a hostile file from filling the memory.
  static let objectLimit = 500_000
  /// Arrays and dictionaries inside each other; libqpdf's own parser stops at as many.
  static let depthLimit = 500
  /// Bytes of a page's contents, filters undone: a bomb ends here.
  static let contentsLimit = 256 << 20
  /// Private data of drawing programs and links into structure that is not copied (ISO 32000-1 14.5, 14.7.4.4).
  private static let droppedKeys: Set<[UInt8]> = [
    Array("PieceInfo".utf8), Array("StructParent".utf8), Array("StructParents".utf8),
  ]

  let file: String
  private(set) var objects: [SerialisedObject] = []
  private var pageResources: qpdf_oh?
  private(set) var pageEntries = SerialisedObject()
  private(set) var catalog = SerialisedObject()
  private(set) var hasLayers = false
  /// Names of spot colours, each once, as they were met.
  private(set) var spotColours: [String] = []
  private var numbers: [ObjectID: Int] = [:]
  /// Reached and numbered in this order, from 1; perhaps not yet copied.
  private var reached: [ObjectID] = []

  init(file: String) {
    self.file = file
  }

  // MARK: form

  /// Makes the form, object 0, of a page (ISO 32000-1 8.10.2).
  mutating func addForm(
    page: qpdf_oh, number: Int, geometry: PageGeometry, from pdf: borrowing QPDFReader
  ) throws(PDFError) {
    objects.append(SerialisedObject())
    var form = SerialisedObject()
    form.append("<< /Type /XObject /Subtype /Form /FormType 1 /BBox [")
    for edge in geometry.box { form.append(" \(decimal(edge))") }
    form.append(" ] /Matrix [")
    for entry in geometry.matrix { form.append(" \(decimal(entry))") }
    form.append(" ]")
    // Lives as long as the reader: forms without resources of their own need it later.
    pageResources = pdf.inherited("Resources", page: page)
    try appendPageResources(to: &form, from: pdf)
    try appendContents(of: page, number: number, to: &form, from: pdf)
    objects[0] = form
  }

  private mutating func appendPageResources(
    to form: inout SerialisedObject, from pdf: borrowing QPDFReader
  ) throws(PDFError) {
    form.append(" /Resources ")
    if let pageResources {
      try append(pageResources, to: &form, depth: 0, from: pdf)
    } else {
      form.append("<< >>")
    }
  }

  /// One stream stays as it is, filters included. Several are one text with a break between (7.8.2), compressed anew.
  private mutating func appendContents(
    of page: qpdf_oh, number: Int, to form: inout SerialisedObject, from pdf: borrowing QPDFReader
  ) throws(PDFError) {
    var streams: [qpdf_oh] = []
    defer { for stream in streams { pdf.release(stream) } }
    if let contents = pdf.value(page, "Contents") {
      if pdf.kind(contents) == ot_array {
        for index in 0..<pdf.itemCount(contents) { streams.append(pdf.item(contents, index)) }
        pdf.release(contents)
      } else {
        streams.append(contents)
      }
    }
    streams.removeAll { stream in
      let isStream = pdf.kind(stream) == ot_stream
      if !isStream { pdf.release(stream) }
      return !isStream
    }
    var joined: [UInt8] = []
    for stream in streams {
      try refuseExternal(stream, from: pdf)
      // Undone for one stream too: contents that no reader can read are better told now than on paper.
      guard let plain = try pdf.contents(ofStream: stream, limit: Self.contentsLimit - joined.count) else {
        throw .damaged(file: file, doing: "read the contents of page \(number)", library: "unknown or broken filter")
      }
      if streams.count > 1 {
        joined.append(contentsOf: plain)
        joined.append(UInt8(ascii: "\n"))
      }
    }
    if streams.count == 1, let raw = try pdf.data(ofStream: streams[0], decoded: false) {
      let dictionary = pdf.dictionary(ofStream: streams[0])
      defer { pdf.release(dictionary) }
      for key in pdf.keys(dictionary) where key == Array("Filter".utf8) || key == Array("DecodeParms".utf8) {
        try appendEntry(key, of: dictionary, to: &form, depth: 0, from: pdf)
      }
      appendStream(raw, to: &form)
    } else {
      form.append(" /Filter /FlateDecode")
      appendStream(Deflate.compress(joined, level: 9), to: &form)
    }
  }

  // MARK: page and catalog

  /// A page's transparency group stays with the page (11.4.7). On the form it would be the same by the book, but
  /// renderers would round colours once more at every soft edge.
  mutating func addPageEntries(page: qpdf_oh, from pdf: borrowing QPDFReader) throws(PDFError) {
    guard let group = pdf.value(page, "Group") else { return }
    pdf.release(group)
    var entries = SerialisedObject()
    try appendEntry(Array("Group".utf8), of: page, to: &entries, depth: 0, from: pdf)
    pageEntries = entries
  }

  /// What the catalog of a file with this page must say for its colours and layers (14.11.5, 8.11.4).
  mutating func addCatalogEntries(from pdf: borrowing QPDFReader) throws(PDFError) {
    let root = pdf.catalog
    defer { pdf.release(root) }
    var entries = SerialisedObject()
    for key in ["OCProperties", "OutputIntents"] {
      guard let value = pdf.value(root, key) else { continue }
      pdf.release(value)
      if key == "OCProperties" { hasLayers = true }
      try appendEntry(Array(key.utf8), of: root, to: &entries, depth: 0, from: pdf)
    }
    catalog = entries
  }

  // MARK: the rest

  /// Copies every object that was reached, and those that they reach in turn.
  mutating func addReached(from pdf: borrowing QPDFReader) throws(PDFError) {
    var next = 0
    while next < reached.count {
      let handle = pdf.object(reached[next])
      next += 1
      var object = SerialisedObject()
      if pdf.kind(handle) == ot_stream {
        try appendWholeStream(handle, to: &object, from: pdf)
      } else {
        try appendDirect(handle, to: &object, depth: 0, from: pdf)
      }
      objects[next] = object
      pdf.release(handle)
      try pdf.check("copy an object")
    }
  }

  private mutating func appendWholeStream(
    _ stream: qpdf_oh, to object: inout SerialisedObject, from pdf: borrowing QPDFReader
  ) throws(PDFError) {
    try refuseExternal(stream, from: pdf)
    let dictionary = pdf.dictionary(ofStream: stream)
    defer { pdf.release(dictionary) }
    object.append("<<")
    for key in pdf.keys(dictionary) where key != Array("Length".utf8) {
      try appendEntry(key, of: dictionary, to: &object, depth: 0, from: pdf)
    }
    // Old files: such a form uses what the page has (table 95, Resources), and the new page has none of it.
    if pdf.isFormWithoutResources(dictionary) { try appendPageResources(to: &object, from: pdf) }
    appendStream(try pdf.data(ofStream: stream, decoded: false) ?? [], to: &object)
  }

  /// Ends a stream's dictionary and puts the data after it.
  private func appendStream(_ data: [UInt8], to object: inout SerialisedObject) {
    object.append(" /Length \(data.count) >>\nstream\n")
    object.append(data)
    object.append("\nendstream")
  }

  private func refuseExternal(_ stream: qpdf_oh, from pdf: borrowing QPDFReader) throws(PDFError) {
    guard let other = pdf.value(stream, "F") else { return }
    pdf.release(other)
    throw .externalStream(file: file, object: Int(pdf.reference(stream)?.number ?? 0))
  }

  private mutating func append(
    _ value: qpdf_oh, to object: inout SerialisedObject, depth: Int, from pdf: borrowing QPDFReader
  ) throws(PDFError) {
    guard let reference = pdf.reference(value) else {
      try appendDirect(value, to: &object, depth: depth, from: pdf)
      return
    }
    if let number = numbers[reference] {
      object.appendReference(to: number)
      return
    }
    // The way back to the pages would pull in the whole document; nothing that is drawn needs it.
    let isNothing = pdf.kind(value) == ot_null
    if isNothing || ["Page", "Pages", "Catalog"].contains(where: { pdf.isDictionary(value, ofType: $0) }) {
      object.append("null")
      return
    }
    guard objects.count < Self.objectLimit else {
      throw .tooComplex(file: file, what: "objects", limit: Self.objectLimit)
    }
    numbers[reference] = objects.count
    object.appendReference(to: objects.count)
    objects.append(SerialisedObject())
    reached.append(reference)
  }

  private mutating func appendDirect(
    _ value: qpdf_oh, to object: inout SerialisedObject, depth: Int, from pdf: borrowing QPDFReader
  ) throws(PDFError) {
    guard depth < Self.depthLimit else {
      throw .tooComplex(file: file, what: "arrays and dictionaries inside each other", limit: Self.depthLimit)
    }
    switch pdf.kind(value) {
    case ot_array:
      noteSpotColours(value, from: pdf)
      object.append("[")
      for index in 0..<pdf.itemCount(value) {
        let item = pdf.item(value, index)
        defer { pdf.release(item) }
        object.append(" ")
        try append(item, to: &object, depth: depth + 1, from: pdf)
      }
      object.append(" ]")
    case ot_dictionary:
      object.append("<<")
      for key in pdf.keys(value) {
        try appendEntry(key, of: value, to: &object, depth: depth + 1, from: pdf)
      }
      object.append(" >>")
    case ot_name:
      object.appendName(pdf.name(value) ?? [])
    case ot_boolean, ot_integer, ot_real, ot_string:
      object.append(pdf.written(value))
    default:
      object.append("null")
    }
  }

  /// A colour space of inks beyond the process colours (8.6.6.4, 8.6.6.5).
  private mutating func noteSpotColours(_ array: qpdf_oh, from pdf: borrowing QPDFReader) {
    guard pdf.itemCount(array) >= 4 else { return }
    let family = pdf.item(array, 0)
    let inks = pdf.item(array, 1)
    defer {
      pdf.release(family)
      pdf.release(inks)
    }
    var names: [[UInt8]] = []
    switch pdf.name(family).map({ String(decoding: $0, as: UTF8.self) }) {
    case "Separation": names = [pdf.name(inks) ?? []]
    case "DeviceN":
      guard pdf.kind(inks) == ot_array else { return }
      for index in 0..<pdf.itemCount(inks) {
        let ink = pdf.item(inks, index)
        names.append(pdf.name(ink) ?? [])
        pdf.release(ink)
      }
    default: return
    }
    let process = ["", "All", "None", "Cyan", "Magenta", "Yellow", "Black"]
    for name in names.map({ String(decoding: $0, as: UTF8.self) })
    where !process.contains(name) && !spotColours.contains(name) {
      spotColours.append(name)
    }
  }

  private mutating func appendEntry(
    _ key: [UInt8], of dictionary: qpdf_oh, to object: inout SerialisedObject, depth: Int,
    from pdf: borrowing QPDFReader
  ) throws(PDFError) {
    guard !Self.droppedKeys.contains(key) else { return }
    let value = pdf.value(dictionary, key: key)
    defer { pdf.release(value) }
    object.append(" ")
    object.appendName(key)
    object.append(" ")
    try append(value, to: &object, depth: depth, from: pdf)
  }
}
