// SPDX-License-Identifier: GPL-3.0-or-later
public import PDF
internal import Paper

extension SealScanner {
  /// Drawn at the first; where that is too large, at the next.
  private static let resolutions = [300.0, 150, 75].map(Resolution.init(dotsPerInch:))

  /// The codes of every page of a PDF, or of a picture, told apart by their bytes. `name` is the file in messages.
  public mutating func pages(of bytes: [UInt8], name: String) throws(ScanError) -> [ScannedPage] {
    if ImageFormat(sniffing: bytes) != nil {
      let picture: GrayImage
      do { picture = try GrayImage(decoding: bytes, name: name) } catch { throw .unreadable(error) }
      let reading = try read(WholePicture(picture, name: name, resolution: nil))
      return [ScannedPage(page: 0, reading: reading, resolution: nil)]
    }
    let file: PDFFile
    do { file = try PDFFile(bytes, name: name) } catch {
      if case .notAPDF = error { throw .unknownKind(file: name) }
      throw .unreadable(error)
    }
    var pages: [ScannedPage] = []
    for index in 0..<file.pageCount { pages.append(try page(index, of: file)) }
    return pages
  }

  /// The codes of one page of a PDF, from 0.
  public mutating func page(_ index: Int, of file: borrowing PDFFile) throws(ScanError) -> ScannedPage {
    for resolution in Self.resolutions {
      let picture: GrayImage
      do { picture = try file.render(page: index, at: resolution) } catch {
        // A very large page may still do at a lower resolution.
        guard case .tooManyPixels = error, resolution != Self.resolutions.last else { throw .unreadable(error) }
        continue
      }
      let name = "\(file.name) page \(index + 1)"
      let reading = try read(WholePicture(picture, name: name, resolution: resolution))
      return ScannedPage(page: index, reading: reading, resolution: resolution)
    }
    preconditionFailure("the last resolution returns or throws")
  }
}
