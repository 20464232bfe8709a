// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDFObjects

extension QPDFReader {
  /// Takes page `index` as artwork; see `Artwork.init`.
  func artwork(page index: Int?) throws(PDFError) -> Artwork {
    let pages = try pageCount()
    if index == nil && pages > 1 { throw .severalPages(file: file, pages: pages) }
    let chosen = index ?? 0
    guard (0..<pages).contains(chosen) else { throw .noSuchPage(file: file, page: chosen + 1, pages: pages) }
    let page = try page(chosen)
    defer { release(page) }
    try refuseActiveContent(page: page, number: chosen + 1)

    let geometry = try geometry(ofPage: page, number: chosen + 1)
    var writer = ArtworkWriter(file: file)
    try writer.addForm(page: page, number: chosen + 1, geometry: geometry, from: self)
    try writer.addPageEntries(page: page, from: self)
    try writer.addCatalogEntries(from: self)
    try writer.addReached(from: self)

    return Artwork(
      pageCount: pages, width: geometry.width, height: geometry.height, minimumVersion: version,
      hasLayers: writer.hasLayers,
      notices: annotationNotices(page: page, number: chosen + 1)
        + takeWarnings(limit: 20).map { "\(file): repaired: \($0)" },
      spotColours: writer.spotColours, objects: writer.objects, page: writer.pageEntries, catalog: writer.catalog)
  }

  /// The header's, or the catalog's where that is higher (ISO 32000-1 7.2.2).
  private var version: PDFVersion {
    let header = headerVersion ?? PDFVersion(major: 1, minor: 4)
    let root = catalog
    defer { release(root) }
    guard let entry = value(root, "Version") else { return header }
    defer { release(entry) }
    guard let name = name(entry), let stated = PDFVersion(String(decoding: name, as: UTF8.self)) else { return header }
    return max(header, stated)
  }

  // MARK: page

  /// An entry of the page, or of the nearest of its parents where pages inherit it (7.7.3.4). To be released.
  func inherited(_ key: String, page: Object) -> Object? {
    if let own = value(page, key) { return own }
    var parent = value(page, "Parent")
    // Deeper than any real tree; a loop ends here too.
    for _ in 0..<100 {
      guard let node = parent else { return nil }
      let found = value(node, key)
      parent = found == nil ? value(node, "Parent") : nil
      release(node)
      if found != nil { return found }
    }
    if let parent { release(parent) }
    return nil
  }

  func geometry(ofPage page: Object, number: Int) throws(PDFError) -> PageGeometry {
    guard let media = try box("MediaBox", page: page, number: number) else {
      throw .badPageBox(file: file, page: number, found: "no MediaBox")
    }
    var seen = media
    if let crop = try box("CropBox", page: page, number: number) {
      let cut = [max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3])]
      // A CropBox that lies beside the paper shows nothing; readers then show the paper.
      if cut[0] < cut[2] && cut[1] < cut[3] { seen = cut }
    }
    let rotate = inheritedNumber("Rotate", page: page) ?? 0
    guard rotate.magnitude < 1e6, rotate.truncatingRemainder(dividingBy: 90) == 0 else {
      throw .badPageBox(file: file, page: number, found: "Rotate is \(rotate), a multiple of 90 expected")
    }
    var unit = 1.0
    if let entry = value(page, "UserUnit") {
      unit = self.number(entry) ?? 1
      release(entry)
    }
    guard unit > 0, unit <= 1_000 else {
      throw .badPageBox(file: file, page: number, found: "UserUnit is \(unit), expected over 0 and up to 1000")
    }
    return PageGeometry(
      left: seen[0], bottom: seen[1], right: seen[2], top: seen[3],
      quarterTurns: ((Int(rotate) / 90) % 4 + 4) % 4, unit: unit)
  }

  private func inheritedNumber(_ key: String, page: Object) -> Double? {
    guard let entry = inherited(key, page: page) else { return nil }
    defer { release(entry) }
    return number(entry)
  }

  /// A box with its corners in order: left, bottom, right, top. Sides up to 14,400 units (ISO 32000-1 annex C.2).
  private func box(_ key: String, page: Object, number: Int) throws(PDFError) -> [Double]? {
    guard let array = inherited(key, page: page) else { return nil }
    defer { release(array) }
    guard kind(array) == ot_array, itemCount(array) == 4 else {
      throw .badPageBox(file: file, page: number, found: "\(key) is not four numbers")
    }
    var edges: [Double] = []
    for index in 0..<4 {
      let entry = item(array, index)
      defer { release(entry) }
      guard let edge = self.number(entry), edge.isFinite else {
        throw .badPageBox(file: file, page: number, found: "\(key) is not four numbers")
      }
      edges.append(edge)
    }
    let ordered = [
      min(edges[0], edges[2]), min(edges[1], edges[3]), max(edges[0], edges[2]), max(edges[1], edges[3]),
    ]
    let sides = [ordered[2] - ordered[0], ordered[3] - ordered[1]]
    guard sides.allSatisfy({ $0 > 0 && $0 <= 14_400 }), ordered.allSatisfy({ $0.magnitude <= 1e6 }) else {
      throw .badPageBox(
        file: file, page: number, found: "\(key) is \(sides[0]) × \(sides[1]) units, expected over 0 and up to 14400")
    }
    return ordered
  }

  /// What is on the page but not in its contents.
  func annotationNotices(page: Object, number: Int) -> [String] {
    guard let annotations = value(page, "Annots") else { return [] }
    defer { release(annotations) }
    guard kind(annotations) == ot_array else { return [] }
    let silent: [[UInt8]] = [Array("Link".utf8), Array("Popup".utf8)]
    var visible = 0
    for index in 0..<itemCount(annotations) {
      let annotation = item(annotations, index)
      defer { release(annotation) }
      guard let subtype = value(annotation, "Subtype") else { continue }
      defer { release(subtype) }
      if let name = name(subtype), !silent.contains(name) { visible += 1 }
    }
    guard visible > 0 else { return [] }
    return [
      "\(file) page \(number): \(visible) form fields or annotations are left out of the artwork; "
        + "flatten them where they belong to it"
    ]
  }
}
