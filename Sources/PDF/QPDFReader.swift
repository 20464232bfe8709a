// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDFObjects
internal import DurableFiles
internal import Glibc

/// A PDF held open by libqpdf, and the objects in it.
///
/// Owns the library's file, and keeps the bytes, which libqpdf does not copy. An object that a method gives is the caller's to
/// release; all of them end with the reader.
struct QPDFReader: ~Copyable {
  struct ObjectID: Hashable {
    var number: Int32
    var generation: Int32
  }

  typealias Object = cqpdf_object

  let file: String
  private let pdf: OpaquePointer
  /// Nothing where the caller keeps them.
  private let bytes: FileBytes?

  init(_ bytes: FileBytes, file: String) throws(PDFError) {
    try self.init(UnsafeRawBufferPointer(start: bytes.start, count: bytes.count), keeping: bytes, file: file)
  }

  /// Reads bytes that lie still until the reader ends.
  init(_ source: UnsafeRawBufferPointer, keeping bytes: FileBytes? = nil, file: String) throws(PDFError) {
    guard hasPDFHeader(Array(source.prefix(pdfHeaderReach))) else { throw .notAPDF(file: file) }
    guard let opened = cqpdf_open(source.baseAddress, source.count) else { throw .outOfMemory(bytes: source.count) }
    var refusal = Self.refusal(by: opened, file: file, doing: "read")
    // An empty password opens it, yet its owner asked that it be left alone.
    if refusal == nil && cqpdf_is_encrypted(opened) { refusal = .encrypted(file: file) }
    if let refusal {
      cqpdf_close(opened)
      throw refusal
    }
    self.file = file
    pdf = opened
    self.bytes = bytes
  }

  deinit { cqpdf_close(pdf) }

  private static func refusal(by pdf: OpaquePointer, file: String, doing: String) -> PDFError? {
    var code = qpdf_e_success
    guard let detail = cqpdf_take_error(pdf, &code) else { return nil }
    if code == qpdf_e_password { return .encrypted(file: file) }
    return .damaged(file: file, doing: doing, library: String(cString: detail))
  }

  /// Throws what libqpdf gave up on since the last look.
  func check(_ doing: String) throws(PDFError) {
    if let refusal = Self.refusal(by: pdf, file: file, doing: doing) { throw refusal }
  }

  /// What libqpdf found amiss and mended so far, at most `limit` sentences.
  func takeWarnings(limit: Int) -> [String] {
    var warnings: [String] = []
    while let detail = cqpdf_take_warning(pdf) {
      if warnings.count < limit { warnings.append(String(cString: detail)) }
    }
    return warnings
  }

  // MARK: document

  func pageCount() throws(PDFError) -> Int {
    let count = cqpdf_page_count(pdf)
    try check("count the pages")
    return count
  }

  func page(_ index: Int) throws(PDFError) -> Object {
    let page = cqpdf_page(pdf, index)
    try check("find page \(index + 1)")
    return page
  }

  var catalog: Object { cqpdf_catalog(pdf) }
  var headerVersion: PDFVersion? { cqpdf_version(pdf).flatMap { PDFVersion(String(cString: $0)) } }

  // MARK: objects

  func release(_ object: Object) { cqpdf_release(pdf, object) }

  func kind(_ object: Object) -> qpdf_object_type_e { cqpdf_kind(pdf, object) }

  /// To be released.
  func object(_ id: ObjectID) -> Object { cqpdf_object_by_id(pdf, id.number, id.generation) }

  /// Object and generation number; nil for an object that stands where it is used.
  func reference(_ object: Object) -> ObjectID? {
    var id = ObjectID(number: 0, generation: 0)
    return cqpdf_reference(pdf, object, &id.number, &id.generation) ? id : nil
  }

  /// The value of a dictionary's key, or of a stream's dictionary; nil where there is none or null. To be released.
  func value(_ object: Object, _ key: String) -> Object? {
    let value = cqpdf_value(pdf, object, key)
    return value == 0 ? nil : value
  }

  /// Keys of a dictionary without their slash, unescaped, in the order of their bytes.
  func keys(_ dictionary: Object) -> [[UInt8]] {
    let names = cqpdf_keys(pdf, dictionary)
    defer { release(names) }
    return (0..<itemCount(names)).map { index in
      let key = item(names, index)
      defer { release(key) }
      return name(key) ?? []
    }
  }

  /// The value of a key as `keys` gave it; null where the key is gone. To be released.
  func value(_ dictionary: Object, key: [UInt8]) -> Object {
    cqpdf_entry(pdf, dictionary, key.map { CChar(bitPattern: $0) } + [0])
  }

  func dictionary(ofStream stream: Object) -> Object { cqpdf_stream_dictionary(pdf, stream) }

  func itemCount(_ array: Object) -> Int { cqpdf_item_count(pdf, array) }

  /// To be released.
  func item(_ array: Object, _ index: Int) -> Object { cqpdf_item(pdf, array, index) }

  func isDictionary(_ object: Object, ofType type: String) -> Bool { cqpdf_is_dictionary_of_type(pdf, object, type) }

  /// Whether a stream's dictionary is that of a form that names no resources.
  func isFormWithoutResources(_ dictionary: Object) -> Bool {
    nameValue(dictionary, "Subtype") == "Form" && !has(dictionary, "Resources")
  }

  /// A name without its slash.
  func name(_ object: Object) -> [UInt8]? {
    var count = 0
    guard let name = cqpdf_name(pdf, object, &count) else { return nil }
    return Array(UnsafeRawBufferPointer(start: name, count: count).dropFirst())
  }

  /// A text string in any of its encodings (7.9.2.2); nil for anything else.
  func text(_ object: Object) -> String? {
    var count = 0
    guard let text = cqpdf_text(pdf, object, &count) else { return nil }
    return String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self)
  }

  /// A stream's bytes as a text string.
  func text(ofStream stream: Object, limit: Int) throws(PDFError) -> String? {
    guard let contents = try contents(ofStream: stream, limit: limit) else { return nil }
    let string = contents.withUnsafeBytes { cqpdf_new_string(pdf, $0.baseAddress, $0.count) }
    defer { release(string) }
    return text(string)
  }

  func number(_ object: Object) -> Double? {
    var value = 0.0
    return cqpdf_number(pdf, object, &value) ? value : nil
  }

  /// A number, string, truth value or null as it is written in a file.
  func written(_ scalar: Object) -> [UInt8] {
    var count = 0
    guard let text = cqpdf_written(pdf, scalar, &count) else { return Array("null".utf8) }
    return Array(UnsafeRawBufferPointer(start: text, count: count))
  }

  /// The bytes of a stream: as they stand in the file, or with the usual filters undone.
  ///
  /// nil where a filter is not among those that libqpdf undoes.
  func data(ofStream stream: Object, decoded: Bool) throws(PDFError) -> [UInt8]? {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    var isDecoded = false
    let isRead = cqpdf_stream_data(pdf, stream, decoded, &isDecoded, &buffer, &count)
    defer { free(buffer) }
    guard isRead else {
      try check("read a stream")
      return nil
    }
    if decoded && !isDecoded { return nil }
    return Array(UnsafeBufferPointer(start: buffer, count: count))
  }

  /// The bytes of a content stream with its filters undone; nil where a filter is unknown or its data are broken.
  ///
  /// The usual single FlateDecode stops at `limit`; libqpdf, which undoes the rest, has no limit of its own.
  func contents(ofStream stream: Object, limit: Int) throws(PDFError) -> [UInt8]? {
    guard isPlainlyDeflated(stream), let raw = try data(ofStream: stream, decoded: false) else {
      return try data(ofStream: stream, decoded: true)
    }
    do { return try Deflate.inflate(raw, limit: max(0, limit)) } catch {
      if case .inflatesBeyond = error { throw .tooComplex(file: file, what: "bytes of contents", limit: limit) }
      // Cut short or followed by more: libqpdf gives what can be saved.
      return try data(ofStream: stream, decoded: true)
    }
  }

  private func isPlainlyDeflated(_ stream: Object) -> Bool {
    if let parameters = value(stream, "DecodeParms") {
      release(parameters)
      return false
    }
    guard var filter = value(stream, "Filter") else { return false }
    if kind(filter) == ot_array && itemCount(filter) == 1 {
      let only = item(filter, 0)
      release(filter)
      filter = only
    }
    defer { release(filter) }
    return name(filter) == Array("FlateDecode".utf8)
  }
}
