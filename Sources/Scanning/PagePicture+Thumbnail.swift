// SPDX-License-Identifier: GPL-3.0-or-later
internal import Paper
internal import Pictures

extension PagePicture {
  /// A small gray JPEG of the page, at most so many pixels wide and four times as high; empty for a page without pixels.
  public func thumbnail(width limit: Int) throws(ScanError) -> [UInt8] {
    let page = try gray(atLeast: Reduction(atLeast: Double(limit) / Double(max(1, width))))
    guard page.width > 0, page.height > 0 else { return [] }
    let scale = min(1, Double(limit) / Double(page.width), 4 * Double(limit) / Double(page.height))
    func scaled(_ side: Int) -> Int { max(1, Int((Double(side) * scale).rounded())) }
    return page.stretched(width: scaled(page.width), height: scaled(page.height)).jpeg(quality: 70) ?? []
  }
}
