// SPDX-License-Identifier: GPL-3.0-or-later
public import PDF
internal import Paper

extension SealScanner {
  /// Drawn at the first, and where nothing is found, at the next: 2.7, 5.4 and 1.8 pixels a module of a printed seal.
  private static let resolutions = [150.0, 300, 100].map(Resolution.init(dotsPerInch:))

  /// The codes of every page of a PDF, or of a picture, told apart by their bytes. `name` is the file in messages.
  public mutating func pages(of bytes: [UInt8], name: String) throws(ScanError) -> [ScannedPage] {
    if ImageFormat(sniffing: bytes) != nil {
      let picture: GrayImage
      do { picture = try GrayImage(decoding: bytes, name: name) } catch { throw .unreadable(error) }
      do { return [ScannedPage(page: 0, scans: try scans(in: picture), resolution: nil)] } catch {
        throw .reader(file: name, page: 1, error)
      }
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
    var tooLarge: PDFError?
    var drawn: Resolution?
    for resolution in Self.resolutions {
      let picture: GrayImage
      do { picture = try file.render(page: index, at: resolution) } catch {
        // A very large page may still do at a lower resolution.
        guard case .tooManyPixels = error else { throw .unreadable(error) }
        tooLarge = error
        continue
      }
      if drawn == nil { drawn = resolution }
      do {
        let scans = try scans(in: picture)
        if !scans.isEmpty { return ScannedPage(page: index, scans: scans, resolution: resolution) }
      } catch { throw .reader(file: file.name, page: index + 1, error) }
    }
    if drawn == nil, let tooLarge { throw .unreadable(tooLarge) }
    return ScannedPage(page: index, scans: [], resolution: drawn)
  }
}
