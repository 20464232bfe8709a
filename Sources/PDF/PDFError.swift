// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a PDF could not be read, drawn or made. Pages count from 1, as people count them.
///
/// `library` holds the words of qpdf, poppler or cairo, without file names and positions in memory.
public enum PDFError: Error, Equatable, Sendable {
  /// The bytes do not hold a PDF at all.
  case notAPDF(file: String)
  /// Encrypted, with or without a password needed to open it.
  case encrypted(file: String)
  /// Too damaged to open or walk.
  case damaged(file: String, doing: String, library: String)
  case noSuchPage(file: String, page: Int, pages: Int)
  /// A template of several pages, and none was named.
  case severalPages(file: String, pages: Int)
  /// JavaScript, a launch action or the like; `place` in words: "the document's open action".
  case activeContent(file: String, action: String, place: String)
  /// A form of Adobe's XML Forms Architecture, whose pages are made by a program.
  case xmlForm(file: String)
  /// A page box that is missing, empty or absurd.
  case badPageBox(file: String, page: Int, found: String)
  /// A stream whose data stand in another file.
  case externalStream(file: String, object: Int)
  /// More objects or deeper nesting than any artwork needs.
  case tooComplex(file: String, what: String, limit: Int)
  /// A picture larger than the caller allows, told before memory is taken.
  case tooManyPixels(file: String, page: Int, width: Int, height: Int, limit: Int)
  /// A resolution or region that gives no picture.
  case emptyRegion(file: String, page: Int)
  case cannotDraw(file: String, page: Int, library: String)
  /// A page's contents, unpacked, are longer than any page needs.
  case contentsTooLong(file: String, page: Int, limit: Int)
  case cannotInflate(bytes: Int)
  case inflatesBeyond(limit: Int)
  case outOfMemory(bytes: Int)
}

extension PDFError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAPDF(let file):
      "\(file): cannot read: not a PDF (no %PDF header found)"
    case .encrypted(let file):
      "\(file): cannot read: the PDF is encrypted; save it without a password"
    case .damaged(let file, let doing, let library):
      "\(file): cannot \(doing): the PDF is damaged: \(library); save it again from the program that made it"
    case .noSuchPage(let file, let page, let pages):
      "\(file): cannot take page \(page): the PDF has \(pages) page\(pages == 1 ? "" : "s")"
    case .severalPages(let file, let pages):
      "\(file): cannot take the artwork: \(pages) pages found, 1 expected; name the page"
    case .activeContent(let file, let action, let place):
      "\(file): refused: \(place) has \(action); save it without scripts and actions"
    case .xmlForm(let file):
      "\(file): refused: an XFA form, whose pages are made by a program; print it to a plain PDF"
    case .badPageBox(let file, let page, let found):
      "\(file) page \(page): cannot tell the page's size: \(found)"
    case .externalStream(let file, let object):
      "\(file) object \(object): refused: its data stand in another file; embed them"
    case .tooComplex(let file, let what, let limit):
      "\(file): cannot take the artwork: more than \(limit) \(what)"
    case .tooManyPixels(let file, let page, let width, let height, let limit):
      "\(file) page \(page): cannot make the picture: \(width) × \(height) pixels, "
        + "at most \(limit / 1_000_000) megapixels allowed; choose a lower resolution"
    case .emptyRegion(let file, let page):
      "\(file) page \(page): cannot draw: the region has no pixels at this resolution"
    case .cannotDraw(let file, let page, let library):
      "\(file) page \(page): cannot draw: \(library)"
    case .contentsTooLong(let file, let page, let limit):
      "\(file) page \(page): cannot draw: its contents unpack to more than \(limit >> 20) MiB; print it to a new PDF"
    case .cannotInflate(let bytes):
      "compressed data: cannot inflate: \(bytes) bytes are no whole zlib stream"
    case .inflatesBeyond(let limit):
      "compressed data: cannot inflate: more than \(limit) bytes come out"
    case .outOfMemory(let bytes):
      "memory: cannot take \(bytes) bytes"
    }
  }
}
