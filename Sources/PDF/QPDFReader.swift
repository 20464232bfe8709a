// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDF
internal import DurableFiles
internal import Glibc

/// A PDF held open by libqpdf, and the objects in it.
///
/// Owns the library's handle and the bytes, which libqpdf does not copy. An object handle (`qpdf_oh`) that a method
/// gives is the caller's to release; all of them end with the reader.
struct QPDFReader: PDFObjects, ~Copyable {
  let file: String
  private let pdf: qpdf_data
  private let bytes: FileBytes

  init(_ source: FileBytes, file: String) throws(PDFError) {
    guard hasPDFHeader(source.prefix(pdfHeaderReach)) else { throw .notAPDF(file: file) }
    guard let pdf = qpdf_init() else { throw .outOfMemory(bytes: source.count) }
    qpdf_silence_errors(pdf)
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE)
    let outcome = source.start.withMemoryRebound(to: CChar.self, capacity: source.count) {
      qpdf_read_memory(pdf, "PDF", $0, UInt64(source.count), nil)
    }
    var refusal: PDFError?
    if outcome & (1 << 1) != 0 {
      refusal = Self.refusal(of: qpdf_get_error(pdf), in: pdf, file: file, doing: "read")
    } else if qpdf_is_encrypted(pdf) == QPDF_TRUE {
      // An empty password opens it, yet its owner asked that it be left alone.
      refusal = .encrypted(file: file)
    }
    if let refusal {
      var ended: qpdf_data? = pdf
      qpdf_cleanup(&ended)
      throw refusal
    }
    self.file = file
    self.pdf = pdf
    bytes = source
  }

  deinit {
    var ended: qpdf_data? = pdf
    qpdf_cleanup(&ended)
  }

  private static func refusal(of error: qpdf_error?, in pdf: qpdf_data, file: String, doing: String) -> PDFError {
    guard let error else { return .damaged(file: file, doing: doing, library: "libqpdf gave no reason") }
    if qpdf_get_error_code(pdf, error) == qpdf_e_password { return .encrypted(file: file) }
    let detail = qpdf_get_error_message_detail(pdf, error).map { String(cString: $0) } ?? ""
    return .damaged(file: file, doing: doing, library: detail)
  }

  /// Throws what libqpdf noted since the last look.
  func check(_ doing: String) throws(PDFError) {
    guard qpdf_has_error(pdf) == QPDF_TRUE else { return }
    throw Self.refusal(of: qpdf_get_error(pdf), in: pdf, file: file, doing: doing)
  }

  /// What libqpdf found amiss and mended so far, at most `limit` sentences.
  func takeWarnings(limit: Int) -> [String] {
    var warnings: [String] = []
    while qpdf_more_warnings(pdf) == QPDF_TRUE {
      guard let warning = qpdf_next_warning(pdf) else { break }
      if warnings.count < limit, let detail = qpdf_get_error_message_detail(pdf, warning) {
        warnings.append(String(cString: detail))
      }
    }
    return warnings
  }

  // MARK: document

  func pageCount() throws(PDFError) -> Int {
    let count = qpdf_get_num_pages(pdf)
    try check("count the pages")
    return Int(count)
  }

  func page(_ index: Int) throws(PDFError) -> qpdf_oh {
    let page = qpdf_get_page_n(pdf, index)
    try check("find page \(index + 1)")
    return page
  }

  var catalog: qpdf_oh { qpdf_get_root(pdf) }
  var headerVersion: PDFVersion? { qpdf_get_pdf_version(pdf).flatMap { PDFVersion(String(cString: $0)) } }

  // MARK: objects

  func release(_ object: qpdf_oh) { qpdf_oh_release(pdf, object) }

  func kind(_ object: qpdf_oh) -> qpdf_object_type_e { qpdf_oh_get_type_code(pdf, object) }

  /// To be released.
  func object(_ id: ObjectID) -> qpdf_oh { qpdf_get_object_by_id(pdf, id.number, id.generation) }

  /// Object and generation number; nil for an object that stands where it is used.
  func reference(_ object: qpdf_oh) -> ObjectID? {
    guard qpdf_oh_is_indirect(pdf, object) == QPDF_TRUE else { return nil }
    return ObjectID(number: qpdf_oh_get_object_id(pdf, object), generation: qpdf_oh_get_generation(pdf, object))
  }

  /// The value of a dictionary's key, or of a stream's dictionary; nil where there is none. To be released.
  func value(_ object: qpdf_oh, _ key: String) -> qpdf_oh? {
    let holder = kind(object)
    guard holder == ot_dictionary || holder == ot_stream else { return nil }
    let dictionary = holder == ot_stream ? qpdf_oh_get_dict(pdf, object) : object
    defer { if holder == ot_stream { release(dictionary) } }
    return entry(dictionary, "/" + key)
  }

  /// The value of a key, with its slash, of what is known to be a dictionary; nil where there is none or null. To be
  /// released. Most keys that are asked for are not there, so that is asked first: each call of libqpdf has its price.
  func entry(_ dictionary: qpdf_oh, _ key: String) -> qpdf_oh? {
    guard qpdf_oh_has_key(pdf, dictionary, key) == QPDF_TRUE else { return nil }
    return qpdf_oh_get_key(pdf, dictionary, key)
  }

  /// Keys of a dictionary without their slash, unescaped, in the order of their bytes.
  func keys(_ dictionary: qpdf_oh) -> [[UInt8]] {
    var keys: [[UInt8]] = []
    qpdf_oh_begin_dict_key_iter(pdf, dictionary)
    while qpdf_oh_dict_more_keys(pdf) == QPDF_TRUE {
      guard let key = qpdf_oh_dict_next_key(pdf) else { break }
      keys.append(Array(UnsafeRawBufferPointer(start: key, count: strlen(key)).dropFirst()))
    }
    return keys
  }

  /// The value of a key as `keys` gave it; null where the key is gone. To be released.
  func value(_ dictionary: qpdf_oh, key: [UInt8]) -> qpdf_oh {
    let name = [CChar(bitPattern: UInt8(ascii: "/"))] + key.map { CChar(bitPattern: $0) } + [0]
    return qpdf_oh_get_key(pdf, dictionary, name)
  }

  func dictionary(ofStream stream: qpdf_oh) -> qpdf_oh { qpdf_oh_get_dict(pdf, stream) }

  func itemCount(_ array: qpdf_oh) -> Int { Int(qpdf_oh_get_array_n_items(pdf, array)) }

  /// To be released.
  func item(_ array: qpdf_oh, _ index: Int) -> qpdf_oh { qpdf_oh_get_array_item(pdf, array, Int32(index)) }

  func eachItem(_ array: qpdf_oh, _ take: (Int, qpdf_oh) throws(PDFError) -> Void) throws(PDFError) {
    for index in 0..<itemCount(array) {
      let item = item(array, index)
      defer { release(item) }
      try take(index, item)
    }
  }

  func isDictionary(_ object: qpdf_oh, ofType type: String) -> Bool {
    qpdf_oh_is_dictionary_of_type(pdf, object, "/" + type, "") == QPDF_TRUE
  }

  /// Whether a stream's dictionary is that of a form that names no resources.
  func isFormWithoutResources(_ dictionary: qpdf_oh) -> Bool {
    let subtype = qpdf_oh_get_key(pdf, dictionary, "/Subtype")
    defer { release(subtype) }
    guard qpdf_oh_is_name_and_equals(pdf, subtype, "/Form") == QPDF_TRUE else { return false }
    guard let own = value(dictionary, "Resources") else { return true }
    release(own)
    return false
  }

  /// A name without its slash.
  func name(_ object: qpdf_oh) -> [UInt8]? {
    guard kind(object) == ot_name, let text = qpdf_oh_get_name(pdf, object) else { return nil }
    return Array(UnsafeRawBufferPointer(start: text, count: qpdf_get_last_string_length(pdf)).dropFirst())
  }

  /// A text string in any of its encodings (7.9.2.2); nil for anything else.
  func text(_ object: qpdf_oh) -> String? {
    guard kind(object) == ot_string else { return nil }
    var count = 0
    guard let text = qpdf_oh_get_binary_utf8_value(pdf, object, &count) else { return nil }
    return String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self)
  }

  func text(ofStream stream: qpdf_oh, limit: Int) throws(PDFError) -> String? {
    guard let contents = try contents(ofStream: stream, limit: limit) else { return nil }
    let string = contents.withUnsafeBytes {
      qpdf_oh_new_binary_string(pdf, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    defer { release(string) }
    return text(string)
  }

  func number(_ object: qpdf_oh) -> Double? {
    var value = 0.0
    return qpdf_oh_get_value_as_number(pdf, object, &value) == QPDF_TRUE ? value : nil
  }

  /// A number, string, truth value or null as it is written in a file.
  func written(_ scalar: qpdf_oh) -> [UInt8] {
    guard let text = qpdf_oh_unparse_resolved(pdf, scalar) else { return Array("null".utf8) }
    return Array(UnsafeRawBufferPointer(start: text, count: qpdf_get_last_string_length(pdf)))
  }

  /// The bytes of a stream: as they stand in the file, or with the usual filters undone.
  ///
  /// nil where a filter is not among those that libqpdf undoes.
  func data(ofStream stream: qpdf_oh, decoded: Bool) throws(PDFError) -> [UInt8]? {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    var filtered: QPDF_BOOL = QPDF_FALSE
    let level = decoded ? qpdf_dl_specialized : qpdf_dl_none
    let outcome = qpdf_oh_get_stream_data(pdf, stream, level, &filtered, &buffer, &count)
    defer { free(buffer) }
    if outcome & (1 << 1) != 0 {
      throw Self.refusal(of: qpdf_get_error(pdf), in: pdf, file: file, doing: "read a stream")
    }
    if decoded && filtered == QPDF_FALSE { return nil }
    return Array(UnsafeBufferPointer(start: buffer, count: count))
  }

  /// The bytes of a content stream with its filters undone; nil where a filter is unknown or its data are broken.
  ///
  /// The usual single FlateDecode stops at `limit`; libqpdf, which undoes the rest, has no limit of its own.
  func contents(ofStream stream: qpdf_oh, limit: Int) throws(PDFError) -> [UInt8]? {
    guard isPlainlyDeflated(stream), let raw = try data(ofStream: stream, decoded: false) else {
      return try data(ofStream: stream, decoded: true)
    }
    do { return try Deflate.inflate(raw, limit: max(0, limit)) } catch {
      if case .inflatesBeyond = error { throw .tooComplex(file: file, what: "bytes of contents", limit: limit) }
      // Cut short or followed by more: libqpdf gives what can be saved.
      return try data(ofStream: stream, decoded: true)
    }
  }

  private func isPlainlyDeflated(_ stream: qpdf_oh) -> Bool {
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
