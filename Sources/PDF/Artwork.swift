// SPDX-License-Identifier: GPL-3.0-or-later
internal import DurableFiles

/// One page of a PDF, taken once and kept as the finished bytes of a Form XObject with all that it needs.
///
/// Drawing the form at the origin under an identity matrix gives the page as a reader sees it: Rotate, CropBox,
/// UserUnit and an offset MediaBox are folded into the form's Matrix and BBox (ISO 32000-1 8.10). Streams are copied as
/// they stand in the file, filters included, so that spot colours, ICC profiles, CMYK and overprint stay untouched;
/// only a page whose contents are in several streams has these joined and compressed anew. Annotations are left out.
public struct Artwork: Sendable {
  /// Pages of the file that it was taken from.
  public let pageCount: Int
  /// Size of the page as a reader sees it, in points.
  public let width: Double
  public let height: Double
  /// The lowest version that a file with this artwork may claim.
  public let minimumVersion: PDFVersion
  /// True where the file has layers, optional content (ISO 32000-1 8.11), which its catalog lists.
  public let hasLayers: Bool
  /// What a maker of templates should know: annotations left out, damage that was repaired. Sentences.
  public let notices: [String]
  /// Names of the inks beyond the process colours that it is printed with (ISO 32000-1 8.6.6.4), as they were met.
  public let spotColours: [String]

  /// Object 0 is the form.
  let objects: [SerialisedObject]
  /// Entries for each page that bears the artwork: ` /Group << … >>`.
  let page: SerialisedObject
  /// Entries for the catalog, such as ` /OutputIntents [ … ]`.
  let catalog: SerialisedObject

  /// Reads page `page` (from 0; nil: the only page of a one-page file) of the PDF. `file` names it in messages.
  ///
  /// Refused: encryption, JavaScript, launch and other actions that run on opening, XFA, streams in other files.
  public init(reading pdf: [UInt8], file: String, page: Int? = nil) throws(PDFError) {
    let reader = try QPDFReader(FileBytes(pdf), file: file)
    self = try reader.artwork(page: page)
  }

  init(
    pageCount: Int, width: Double, height: Double, minimumVersion: PDFVersion, hasLayers: Bool, notices: [String],
    spotColours: [String], objects: [SerialisedObject], page: SerialisedObject, catalog: SerialisedObject
  ) {
    self.pageCount = pageCount
    self.width = width
    self.height = height
    self.minimumVersion = minimumVersion
    self.hasLayers = hasLayers
    self.notices = notices
    self.spotColours = spotColours
    self.objects = objects
    self.page = page
    self.catalog = catalog
  }

  /// How many object numbers the artwork takes.
  public var objectCount: Int { objects.count }

  /// Each object as it stands in a file, `N 0 obj … endobj` with its line end; N counts from `first`, which is the form.
  public func objects(numberedFrom first: Int) -> [[UInt8]] {
    objects.enumerated().map { index, object in
      var bytes = [UInt8]("\(first + index) 0 obj\n".utf8)
      object.append(to: &bytes, numberedFrom: first)
      bytes.append(contentsOf: "\nendobj\n".utf8)
      return bytes
    }
  }

  /// What belongs in the dictionary of each page that bears the artwork: its transparency Group, led by a space; empty
  /// where the page has none. Without it colours of see-through artwork would blend in another colour space.
  public func pageEntries(numberedFrom first: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    page.append(to: &bytes, numberedFrom: first)
    return bytes
  }

  /// What belongs in the catalog of a file that bears the artwork: OutputIntents and OCProperties with their keys,
  /// each led by a space; empty where the page needs neither. References point into `objects(numberedFrom:)`.
  public func catalogEntries(numberedFrom first: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    catalog.append(to: &bytes, numberedFrom: first)
    return bytes
  }
}
