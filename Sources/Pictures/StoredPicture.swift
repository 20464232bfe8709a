// SPDX-License-Identifier: GPL-3.0-or-later

/// A picture in a file: its header is read, its pixels are not yet.
public protocol StoredPicture: Sendable {
  var facts: PictureFacts { get }
  /// In gray, in so many eighths of its width and height or any larger size up to eight, whichever takes the least work.
  func gray(atLeast eighths: Int) throws(PictureError) -> UnpackedPicture
  /// The largest of red, green and blue of each pixel, in full size.
  func brightest() throws(PictureError) -> UnpackedPicture
}
