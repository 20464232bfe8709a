// SPDX-License-Identifier: GPL-3.0-or-later

/// Why no text could be read. That a picture has none is no error.
public enum TextReadingError: Error, Equatable, Sendable, CustomStringConvertible {
  case cannotStart
  case noData
  case cannotRead
  case imageSize(width: Int, height: Int, limit: Int)

  public var description: String {
    switch self {
    case .cannotStart: "cannot read text: Tesseract gave no engine"
    case .noData: "cannot read text: Tesseract's English data is missing; install tesseract-ocr-eng"
    case .cannotRead: "cannot read text: Tesseract failed on the picture"
    case .imageSize(let width, let height, let limit):
      "cannot read text: the picture has \(width) × \(height) pixels, at most \(limit) a side are taken"
    }
  }
}
