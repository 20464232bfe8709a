// SPDX-License-Identifier: GPL-3.0-or-later
internal import DurableFiles
internal import PDF
internal import Paper
internal import Pictures

/// A PDF open for its pages' pictures: with poppler, which draws, and with libqpdf, which tells what a page consists of.
final class OpenPDF {
  let file: PDFFile
  private let makeups: PageMakeups?

  /// Dots an inch that a page is drawn at in full size: 5.4 pixels a module of a printed seal.
  private static let usual = 300.0
  /// A scan within a page is drawn at its own, within these.
  private static let scans = 72.0...600
  /// Below this a sheet of paper says nothing any more.
  private static let least = 20.0

  init(_ bytes: FileBytes, name: String) throws(PDFError) {
    file = try PDFFile(bytes, name: name)
    do { makeups = try PageMakeups(bytes, name: name) } catch { makeups = nil }
  }

  func page(_ index: Int) throws(ScanError) -> any PagePicture & PageWholeness {
    let name = "\(file.name) page \(index + 1)"
    do throws(PDFError) {
      switch try makeups?.makeup(ofPage: index) ?? .drawn(.unknown) {
      case .jpeg(let placed):
        // One that cannot be read may still be drawn.
        if let picture = try? JPEGPicture(placed.bytes, name: name), picture.samples != 4 {
          return FilePicture(picture, placed: placed, name: name)
        }
        let makeup = PageMakeup.Drawn.unknownPicture
        return try DrawnPage(self, index, name: name, makeup: makeup, resolution: resolution(index, makeup))
      case .drawn(let makeup):
        return try DrawnPage(self, index, name: name, makeup: makeup, resolution: resolution(index, makeup))
      }
    } catch { throw .unreadable(error) }
  }

  /// At which a page is drawn in full size.
  private func resolution(_ index: Int, _ makeup: PageMakeup.Drawn) throws(PDFError) -> Resolution {
    let own = min(max(makeup.finest ?? Self.usual, Self.scans.lowerBound), Self.scans.upperBound)
    let wanted = makeup.isScan ? own : max(own, Self.usual)
    let size = try file.size(ofPage: index)
    let (across, down) = (max(size.width.points, 1e-3) / 72, max(size.height.points, 1e-3) / 72)
    let limit = Double(PDFFile.pixelLimit)
    // A pixel more a side than can be, for those that a page is wider than a whole number of them.
    let most = min((limit / across / down).squareRoot(), PDFFile.sideLimit / max(across, down)) * 0.999
    guard most >= Self.least else {
      throw .tooManyPixels(
        file: file.name, page: index + 1, width: Int(across * Self.least), height: Int(down * Self.least),
        limit: PDFFile.pixelLimit)
    }
    return Resolution(dotsPerInch: min(wanted, most))
  }
}
