// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

/// A page that can be looked at in several sizes, each made when it is asked for.
public protocol PagePicture {
  /// Names the page in messages: "scan.pdf page 3".
  var name: String { get }
  /// Of the picture at full size, upright as it is shown; pixels.
  var width: Int { get }
  var height: Int { get }
  /// What the file says of its resolution at full size, which may be wrong; nil where it says nothing.
  var resolution: Resolution? { get }
  /// Whether `brightest` can differ from the gray.
  var isColour: Bool { get }
  /// Whether a smaller picture takes much less work than the full size.
  var isQuickWhenSmall: Bool { get }

  /// The whole page in gray, in this size or any larger one, whichever takes the least work: the picture's own width tells.
  func gray(atLeast size: Reduction) throws(ScanError) -> GrayImage

  /// The largest of red, green and blue of each pixel at full size, in which coloured ink fades and black stays; the part
  /// of the area that lies on the page.
  func brightest(in area: PixelArea) throws(ScanError) -> GrayImage
}

extension PagePicture {
  public var isQuickWhenSmall: Bool { false }
}
