// SPDX-License-Identifier: GPL-3.0-or-later
public import Barcodes
public import PDF

/// Why a file could not be scanned. That it bears no code is no error.
public enum ScanError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file or a page of it could not be opened or drawn.
  case unreadable(PDFError)
  /// Neither a PDF nor a picture.
  case unknownKind(file: String)
  /// The code reader failed on a page, named as `PagePicture` names it.
  case reader(page: String, BarcodeError)

  public var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .unknownKind(let file): "\(file): cannot look for codes: neither PDF, PNG nor JPEG"
    case .reader(let page, let error): "\(page): \(error)"
    }
  }
}
