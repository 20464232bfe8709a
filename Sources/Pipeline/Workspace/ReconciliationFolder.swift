// SPDX-License-Identifier: GPL-3.0-or-later
import PaperComparison

/// Where a reconciliation's files for people are.
public struct ReconciliationFolder: Sendable {
  public let path: String

  public func report(_ ending: String) -> String { path + "/report." + ending }
  public var thumbnails: String { path + "/thumbnails" }

  /// A small picture of a page, counted from 1; `input` is the place of its file in the list, from 0.
  func thumbnail(input: Int, page: Int) -> String { "\(thumbnails)/\(input + 1)-\(page).jpg" }
  /// What was printed in a box above what was found there.
  func difference(input: Int, page: Int, box: NamedText.Box) -> String {
    "\(thumbnails)/\(input + 1)-\(page)-\(box.rawValue).jpg"
  }
}
