// SPDX-License-Identifier: GPL-3.0-or-later

import PDF

/// The back of a template's sheets, for print runs: a page without number or code, the same behind every sheet.
///
/// A run has `objects` once, and a page with `pageEntries` behind each sheet that it turns.
public struct SheetBack: Sendable {
  private let artwork: Artwork

  /// Nil where the template has no back.
  init?(of template: Template, source: TemplateSource) throws(PrintingError) {
    guard let artwork = try Artwork.back(of: template, source: source) else { return nil }
    self.artwork = artwork
  }

  /// The lowest version that a file with this back may claim.
  var minimumVersion: PDFVersion { artwork.minimumVersion }

  /// How many object numbers the back takes.
  public var objectCount: Int { artwork.objectCount + 2 }

  /// Each object as it stands in a file, `N 0 obj … endobj` with its line end, numbered from `first`: the artwork as a
  /// Form XObject and what it needs, then resources and content that all pages share.
  public func objects(numberedFrom first: Int) -> [[UInt8]] {
    let resources = first + artwork.objectCount
    let content = "q /Back Do Q\n"
    return artwork.objects(numberedFrom: first) + [
      Array("\(resources) 0 obj\n<</ProcSet[/PDF/Text/ImageB/ImageC]/XObject<</Back \(first) 0 R>>>>\nendobj\n".utf8),
      Array(
        "\(resources + 1) 0 obj\n<</Length \(content.utf8.count)>>\nstream\n\(content)\nendstream\nendobj\n".utf8),
    ]
  }

  /// What a page's dictionary holds beside its type and parent; `first` is what `objects` were numbered from.
  public func pageEntries(objectsFrom first: Int) -> [UInt8] {
    let resources = first + artwork.objectCount
    return Array("/Resources \(resources) 0 R".utf8) + artwork.pageEntries(numberedFrom: first)
      + Array("/Contents \(resources + 1) 0 R".utf8)
  }
}
