// SPDX-License-Identifier: GPL-3.0-or-later
public import Barcodes
public import PDF
public import Pictures

/// Why a file could not be scanned. That it bears no code is no error.
public enum ScanError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A PDF or a page of it could not be opened or drawn.
  case unreadable(PDFError)
  /// A picture could not be read.
  case unreadablePicture(PictureError)
  /// Neither a PDF nor a picture.
  case unknownKind(file: String)
  case empty(file: String)
  /// The list of a TIFF's pages breaks off behind that many.
  case pagesLost(file: String, found: Int)
  /// The code reader failed on a page, named as `PagePicture` names it.
  case reader(page: String, BarcodeError)

  public var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .unreadablePicture(let error): error.description
    case .unknownKind(let file): "\(file): cannot look for codes: neither PDF, TIFF, PNG nor JPEG"
    case .empty(let file): "\(file): cannot look for codes: the file has no bytes; copy it again"
    case .pagesLost(let file, let found):
      "\(file): cannot find the pages behind page \(found): the TIFF is damaged there; scan or copy it again"
    case .reader(let page, let error): "\(page): \(error)"
    }
  }
}
