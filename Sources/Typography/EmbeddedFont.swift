// SPDX-License-Identifier: GPL-3.0-or-later

/// A subset of a face with every value that a PDF's Type0 font, CIDFont and FontDescriptor need (ISO 32000-1 9.7, 9.8).
///
/// Text is shown with Identity-H: two bytes a CID. Lengths are in 1/1000 em.
public struct EmbeddedFont: Equatable, Sendable {
  /// What kind of font program `program` is.
  public enum Kind: Equatable, Sendable {
    /// /CIDFontType2 with /FontFile2 and /CIDToGIDMap /Identity.
    case trueType
    /// /CIDFontType0 with /FontFile3 of /Subtype /CIDFontType0C.
    case cff
  }

  public let kind: Kind
  /// The font program, not compressed.
  public let program: [UInt8]
  /// Six capital letters from the program's bytes, a plus sign, the font's PostScript name.
  public let name: String
  /// Left, bottom, right, top.
  public let boundingBox: [Int]
  public let ascent: Int
  /// Negative below the base line, as the FontDescriptor has it.
  public let descent: Int
  public let capHeight: Int
  public let stemV: Int
  /// Degrees, negative if the font leans to the right.
  public let italicAngle: Double
  /// ISO 32000-1 table 123.
  public let flags: Int
  /// Code and advance of each glyph, by rising CID; the same value as `Glyph.width`.
  public let widths: [(cid: UInt16, width: Double)]
  /// The ToUnicode CMap (ISO 32000-1 9.10.3).
  public let toUnicode: [UInt8]
  let cids: [UInt16]

  /// The CID of a glyph of the whole font; 0 (.notdef) for one that the subset does not have.
  public func cid(of glyph: UInt32) -> UInt16 {
    Int(glyph) < cids.count ? cids[Int(glyph)] : 0
  }

  public static func == (left: EmbeddedFont, right: EmbeddedFont) -> Bool {
    left.name == right.name && left.program == right.program && left.toUnicode == right.toUnicode
      && left.cids == right.cids
  }
}
