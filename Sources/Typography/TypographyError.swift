// SPDX-License-Identifier: GPL-3.0-or-later

/// What can go wrong with a font file; every message names the file.
public enum TypographyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be opened or read.
  case unreadable(path: String)
  /// The file is no font, or the face that was asked for lacks what a PDF needs.
  case broken(path: String, index: Int, reason: String)
  /// The file has fewer faces than the index asks for.
  case noSuchFace(path: String, index: Int, faces: Int)
  /// The licence bits of the font (OS/2 `fsType`) forbid what printing does with it.
  case embeddingForbidden(path: String, index: Int, fsType: UInt16)
  /// A style was given no font at all.
  case emptyStack(style: FontStyle)
  /// HarfBuzz could not cut the glyphs out of the font.
  case subsettingFailed(path: String, index: Int, glyphs: Int)
  /// A face was named that the stack does not have.
  case unknownFace(FaceID)
  /// Fontconfig or Pango did not take a font that HarfBuzz reads.
  case notUsable(path: String, index: Int, library: String)

  public var description: String {
    switch self {
    case .unreadable(let path):
      "\(path): cannot read the font: no such file, or not readable"
    case .broken(let path, let index, let reason):
      "\(path) face \(index + 1): cannot use the font: \(reason)"
    case .noSuchFace(let path, let index, let faces):
      "\(path): cannot use face \(index + 1): the file has \(faces)"
    case .embeddingForbidden(let path, let index, let fsType):
      "\(path) face \(index + 1): cannot embed the font: its licence bits (OS/2 fsType \(fsType)) forbid it; "
        + "choose a font that allows embedding and subsetting"
    case .emptyStack(let style):
      "fonts, \(style.rawValue): no font file is given, at least 1 is needed"
    case .subsettingFailed(let path, let index, let glyphs):
      "\(path) face \(index + 1): cannot cut \(glyphs) glyphs out of the font: HarfBuzz refused"
    case .unknownFace(let face):
      "fonts, \(face.style.rawValue): there is no face \(face.index + 1)"
    case .notUsable(let path, let index, let library):
      "\(path) face \(index + 1): cannot set text in the font: \(library) refused it"
    }
  }
}
