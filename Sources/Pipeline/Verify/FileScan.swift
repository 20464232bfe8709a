// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import Paper
import Scanning

/// What a worker saw on pages of a file.
struct FileScan: Equatable {
  struct Code: Equatable {
    /// The code's bytes as they stand in it.
    var text: [UInt8]
    /// What was done to the picture before it could be read.
    var step: String
    /// Its own top left, top right, bottom right and bottom left; pixels of the page at full size.
    var corners: [QRReading.Point]
    /// How far it is turned clockwise, hundredths of a degree.
    var skew: Int
    /// Side of a module, hundredths of a pixel of the page at full size.
    var module: Int
    /// Dots an inch, if it is a printed seal.
    var resolution: Int
  }

  /// Why no code was read on a page.
  enum Reason: Int {
    case noCode
    case blank
    /// Something like a code is there, at `Page.suspect`.
    case damaged
    /// As `damaged`, and `Page.suspectResolution` is too low.
    case coarse
  }

  struct Page: Equatable {
    /// Of the page at full size, pixels.
    var width = 0
    var height = 0
    /// What the file says, or what a page without pictures was drawn at, dots an inch; 0 where nothing is said.
    var resolution = 0
    var codes: [Code] = []
    /// Of a page without codes.
    var reason = Reason.noCode
    var suspect = QRReading.Point(x: 0, y: 0)
    var suspectResolution = 0
    /// A part of the picture is missing from the file.
    var isCutShort = false
    /// Why the page could not be looked at; empty if it could.
    var fault = ""
    /// A small gray JPEG; empty if none was asked for.
    var thumbnail: [UInt8] = []
  }

  /// Pages of the whole file.
  var pageCount = 0
  /// Those that were asked for.
  var pages: [Page] = []
  /// Why the file could not be opened; empty if it could.
  var fault = ""

  init(pageCount: Int = 0, pages: [Page] = [], fault: String = "") {
    self.pageCount = pageCount
    self.pages = pages
    self.fault = fault
  }
}

extension FileScan.Page {
  /// What `reading` says of a page.
  init(_ page: some PagePicture, _ reading: PageReading) {
    width = page.width
    height = page.height
    resolution = Int((page.resolution?.dotsPerInch ?? 0).rounded())
    switch reading {
    case .codes(let scans): codes = scans.map(FileScan.Code.init)
    case .blank: reason = .blank
    case .noCode: reason = .noCode
    case .damaged(let point): (reason, suspect) = (.damaged, point)
    case .coarse(let found, let point):
      (reason, suspect, suspectResolution) = (.coarse, point, Int(found.dotsPerInch.rounded()))
    }
  }
}

extension FileScan.Code {
  init(_ scan: Scan) {
    self.init(
      text: scan.text, step: scan.step.rawValue, corners: scan.corners, skew: Int((scan.skew * 100).rounded()),
      module: Int((scan.module * 100).rounded()), resolution: Int(scan.resolution.dotsPerInch.rounded()))
  }
}
