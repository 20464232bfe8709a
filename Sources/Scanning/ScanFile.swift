// SPDX-License-Identifier: GPL-3.0-or-later
public import DurableFiles
internal import PDF
internal import Paper
internal import Pictures

/// A file of pages to look at, PDF, TIFF, PNG or JPEG, told by its bytes. Opening it tells how many there are and unpacks
/// none.
///
/// Owns what the libraries hold open; not Sendable.
public final class ScanFile {
  /// Pages of the file; one that is damaged counts.
  public let pageCount: Int
  private let name: String
  private let pages: Pages

  private enum Pages {
    case pdf(OpenPDF)
    case tiff(TIFFFile)
    case picture(any StoredPicture)
  }

  /// `name` is the file in messages.
  public init(_ bytes: FileBytes, name: String) throws(ScanError) {
    guard bytes.count > 0 else { throw .empty(file: name) }
    self.name = name
    do throws(PictureError) {
      switch PictureFormat(sniffing: bytes.prefix(8)) {
      case .tiff:
        let file = try TIFFFile(bytes, name: name)
        // A page that stands for those that cannot be reached.
        pageCount = file.pageCount + (file.isWhole ? 0 : 1)
        pages = .tiff(file)
        return
      case .png:
        pages = .picture(try PNGPicture(bytes, name: name))
        pageCount = 1
        return
      case .jpeg:
        pages = .picture(try JPEGPicture(bytes, name: name))
        pageCount = 1
        return
      case nil: break
      }
    } catch { throw .unreadablePicture(error) }
    do throws(PDFError) {
      let file = try OpenPDF(bytes, name: name)
      pages = .pdf(file)
      pageCount = file.file.pageCount
    } catch {
      if case .notAPDF = error { throw .unknownKind(file: name) }
      throw .unreadable(error)
    }
  }

  /// A page, from 0, which the caller keeps below `pageCount`: its size is told, its pixels are made when they are asked
  /// for.
  public func page(_ index: Int) throws(ScanError) -> any PagePicture & PageWholeness {
    switch pages {
    case .pdf(let file): return try file.page(index)
    case .tiff(let file):
      guard index < file.pageCount else { throw .pagesLost(file: name, found: index) }
      let picture: TIFFPicture
      do { picture = try file.page(index) } catch { throw .unreadablePicture(error) }
      return FilePicture(picture, name: "\(name) page \(index + 1)")
    case .picture(let picture): return FilePicture(picture, name: name)
    }
  }
}

/// Whether all of a page's pixels are there, as far as it has been looked at.
public protocol PageWholeness {
  var isWhole: Bool { get }
}
