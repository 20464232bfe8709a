// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a code could not be made or looked for. That an image bears no code is no error: the reader answers with none.
public enum BarcodeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A character outside the 45 of the alphanumeric mode (ISO/IEC 18004 7.3.4); `offset` counts bytes from 0.
  case notAlphanumeric(offset: Int)
  /// The text needs a larger symbol than was asked for.
  case tooLong(characters: Int, version: Int, level: ErrorCorrection)
  /// Versions are 1 to 40.
  case noSuchVersion(Int)
  /// Masks are 0 to 7.
  case noSuchMask(Int)
  /// The library at hand was built without the choice of a mask.
  case maskNotOffered
  /// The library gave no symbol; `reason` in the system's words.
  case encoderFailed(reason: String)
  /// The image has no pixels or more than the reader takes.
  case imageSize(width: Int, height: Int, limit: Int)
  /// The reader could not be set up or stopped in the middle.
  case readerFailed(step: String)

  public var description: String {
    switch self {
    case .notAlphanumeric(let offset):
      "QR code: cannot encode the text: character \(offset + 1) is not one of the 45 of the alphanumeric mode"
        + " (0-9, A-Z, space, $ % * + - . / :)"
    case .tooLong(let characters, let version, let level):
      "QR code: cannot encode the text: \(characters) characters do not fit version \(version)-\(level.letter)"
        + "; shorten the text"
    case .noSuchVersion(let version):
      "QR code: cannot encode the text: version \(version) asked for, expected 1 to 40"
    case .noSuchMask(let mask):
      "QR code: cannot encode the text: mask \(mask) asked for, expected 0 to 7"
    case .maskNotOffered:
      "QR code: cannot encode with a chosen mask: this libqrencode does not offer it; let the library choose"
    case .encoderFailed(let reason):
      "QR code: cannot encode the text: libqrencode gave no symbol: \(reason)"
    case .imageSize(let width, let height, let limit):
      "image: cannot look for codes: \(width) × \(height) pixels, expected 1 to \(limit) on a side"
    case .readerFailed(let step):
      "image: cannot look for codes: zbar failed to \(step)"
    }
  }
}
