// SPDX-License-Identifier: GPL-3.0-or-later
public import Barcodes
public import Paper

/// What reading a page gave: its codes, or why there is none.
public enum PageReading: Equatable, Sendable {
  /// At least one, in the order of the rows and columns of their top left corners.
  case codes([Scan])
  /// An empty sheet.
  case blank
  /// Something is on the page, but nothing that looks like a code.
  case noCode
  /// Something that looks like a code, at a place in pixels of the page at full size, but cannot be read.
  case damaged(at: QRReading.Point)
  /// As `damaged`; the page has fewer dots an inch than a printed seal needs.
  case coarse(Resolution, at: QRReading.Point)

  /// None where there is a reason instead.
  public var codes: [Scan] {
    if case .codes(let codes) = self { codes } else { [] }
  }
}
