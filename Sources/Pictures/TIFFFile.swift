// SPDX-License-Identifier: GPL-3.0-or-later
public import DurableFiles

/// A TIFF or BigTIFF and where its pages lie, pixels untouched (TIFF 6.0).
///
/// Small copies of a page for viewers, and masks, are no pages.
public struct TIFFFile: Sendable {
  /// Pages beyond which a file is not listed: the list costs a jump in the file each.
  public static let pageLimit = 100_000

  /// The pages that can be reached.
  public var pageCount: Int { offsets.count }
  /// False where the list of pages breaks off: a page that is damaged hides those behind it.
  public let isWhole: Bool
  private let offsets: [UInt64]
  private let bytes: FileBytes
  private let name: String

  /// `name` is the file in messages.
  public init(_ bytes: FileBytes, name: String) throws(PictureError) {
    let handle = try TIFFHandle(bytes, name: name, page: nil)
    var offsets: [UInt64] = []
    var isWhole = true
    while true {
      if handle.isPage { offsets.append(handle.offset) }
      guard !handle.isLast, offsets.count < Self.pageLimit else { break }
      guard handle.next() else {
        isWhole = false
        break
      }
    }
    self.offsets = offsets
    self.isWhole = isWhole
    self.bytes = bytes
    self.name = name
  }

  /// A page, from 0, which the caller keeps below `pageCount`.
  public func page(_ index: Int) throws(PictureError) -> TIFFPicture {
    try TIFFPicture(bytes, offset: offsets[index], name: "\(name) page \(index + 1)")
  }
}
