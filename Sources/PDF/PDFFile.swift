// SPDX-License-Identifier: GPL-3.0-or-later
internal import CPoppler
public import DurableFiles
public import Paper

/// A PDF open for reading: pages as pictures and their text, with poppler.
///
/// Owns one poppler document; not Sendable. Poppler sets up its colour state on the first page drawn and does not guard
/// that: a process that draws in several threads must draw one page before it starts them. Worker processes need not.
public struct PDFFile: ~Copyable {
  /// Pixels of the largest picture that is made unless the caller says otherwise: A4 at 1,000 dots an inch.
  public static let pixelLimit = 100_000_000

  /// Pixels of the longest side of a picture: cairo's own limit.
  public static let sideLimit = 32_767.0

  /// The file in messages.
  public let name: String
  public let pageCount: Int
  private let document: OpaquePointer
  private let bytes: FileBytes

  /// Opens a PDF that needs no password.
  public init(_ bytes: [UInt8], name: String) throws(PDFError) {
    try self.init(FileBytes(bytes), name: name)
  }

  /// The same, read where the bytes lie.
  public init(_ bytes: FileBytes, name: String) throws(PDFError) {
    guard hasPDFHeader(bytes.prefix(pdfHeaderReach)) else { throw .notAPDF(file: name) }
    let view = g_bytes_new_static(bytes.start, gsize(bytes.count))
    defer { g_bytes_unref(view) }
    var failure: UnsafeMutablePointer<GError>?
    guard let document = poppler_document_new_from_bytes(view, nil, &failure) else {
      defer { g_clear_error(&failure) }
      // poppler's own code for a password that is missing or wrong.
      if let failure, failure.pointee.domain == poppler_error_quark(),
        failure.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue)
      {
        throw .encrypted(file: name)
      }
      let words = failure.map { String(cString: $0.pointee.message) } ?? "poppler gave no reason"
      throw .damaged(file: name, doing: "open", library: words)
    }
    let count = Int(poppler_document_get_n_pages(document))
    guard count > 0 else {
      g_object_unref(UnsafeMutableRawPointer(document))
      throw .damaged(file: name, doing: "open", library: "no pages found")
    }
    self.name = name
    self.pageCount = count
    self.document = document
    self.bytes = bytes
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(document))
  }

  /// Size of a page as a reader sees it, turned and cropped; UserUnit is left out, as poppler leaves it out.
  public func size(ofPage index: Int) throws(PDFError) -> PaperSize {
    let page = try openPage(index)
    defer { g_object_unref(UnsafeMutableRawPointer(page)) }
    return size(of: page)
  }

  /// The text of a page in reading order, a line feed after each line; empty for a picture.
  public func text(ofPage index: Int) throws(PDFError) -> String {
    let page = try openPage(index)
    defer { g_object_unref(UnsafeMutableRawPointer(page)) }
    guard let text = poppler_page_get_text(page) else { return "" }
    defer { g_free(text) }
    return String(cString: text)
  }

  /// The text of the characters whose middles lie in that area, in reading order, a line feed between lines.
  public func text(ofPage index: Int, in area: Area) throws(PDFError) -> String {
    let page = try openPage(index)
    defer { g_object_unref(UnsafeMutableRawPointer(page)) }
    guard let text = poppler_page_get_text(page) else { return "" }
    defer { g_free(text) }
    var boxes: UnsafeMutablePointer<PopplerRectangle>?
    var count: UInt32 = 0
    guard poppler_page_get_text_layout(page, &boxes, &count) != 0 else { return "" }
    defer { g_free(boxes) }
    let across = area.x.points...(area.x.points + max(0, area.width.points))
    let down = area.y.points...(area.y.points + max(0, area.height.points))
    var chosen = String.UnicodeScalarView()
    var isNewLine = false
    // One box a character, line feeds included.
    for (scalar, box) in zip(Self.scalarsWithBox(text), UnsafeBufferPointer(start: boxes, count: Int(count))) {
      if scalar == "\n" {
        isNewLine = true
      } else if across.contains((box.x1 + box.x2) / 2), down.contains((box.y1 + box.y2) / 2) {
        if isNewLine && !chosen.isEmpty { chosen.append("\n") }
        isNewLine = false
        chosen.append(scalar)
      }
    }
    return String(chosen)
  }

  /// Characters of poppler's text that have a box each: where text runs from right to left it writes marks of direction
  /// (UAX 9), which have none.
  static func scalarsWithBox(_ text: UnsafePointer<CChar>) -> [Unicode.Scalar] {
    String(cString: text).unicodeScalars.filter { !(0x202A...0x202E).contains($0.value) }
  }

  // MARK: pages

  /// A page to be unreferenced by the caller; it never leaves this module.
  func openPage(_ index: Int) throws(PDFError) -> OpaquePointer {
    guard (0..<pageCount).contains(index) else {
      throw .noSuchPage(file: name, page: index + 1, pages: pageCount)
    }
    guard let page = poppler_document_get_page(document, Int32(index)) else {
      throw .damaged(file: name, doing: "open page \(index + 1)", library: "poppler found no page object")
    }
    return page
  }

  func size(of page: OpaquePointer) -> PaperSize {
    var width = 0.0
    var height = 0.0
    poppler_page_get_size(page, &width, &height)
    return PaperSize(width: Length(points: width), height: Length(points: height))
  }
}
