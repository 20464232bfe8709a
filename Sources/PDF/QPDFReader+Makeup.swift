// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDFObjects
internal import DurableFiles
internal import Glibc
internal import Paper

extension QPDFReader {
  /// Bytes of a page's contents that are looked through.
  private static let contentsLimit = 64 << 20

  func makeup(ofPage index: Int) throws(PDFError) -> PageMakeup {
    let page = try page(index)
    defer { release(page) }
    let geometry = try geometry(ofPage: page, number: index + 1)
    guard annotationNotices(page: page, number: 0).isEmpty, let contents = try contents(ofPage: page, number: index + 1)
    else { return .drawn(.unknown) }
    let resources = inherited("Resources", page: page)
    defer { if let resources { release(resources) } }
    var walk = ContentWalk()
    try walk.walk(contents, resources: resources, matrix: geometry.matrix, in: self)
    if walk.pictures.count == 1, !walk.hasOther, walk.pictures[0].isPlainJPEG,
      let placed = try placed(walk.pictures[0], on: geometry)
    {
      return .jpeg(placed)
    }
    let finest = walk.pictures.map { picture in
      let density = picture.density
      return max(density.across, density.down)
    }.filter(\.isFinite).max()
    return .drawn(
      PageMakeup.Drawn(
        finest: finest, isScan: !walk.pictures.isEmpty && !walk.hasOther,
        isColour: walk.pictures.isEmpty || !walk.isGray,
        mustShow: !walk.hasOther && walk.pictures.contains(where: \.mustShow),
        isWhole: walk.pictures.allSatisfy(\.isWhole)))
  }

  /// All of a page's streams, joined; nil where one has filters that could unpack to any size.
  private func contents(ofPage page: Object, number: Int) throws(PDFError) -> [UInt8]? {
    guard let entry = value(page, "Contents") else { return [] }
    defer { release(entry) }
    if kind(entry) == ot_stream { return try boundedContents(ofStream: entry, page: number) }
    guard kind(entry) == ot_array else { return [] }
    var joined: [UInt8] = []
    for index in 0..<itemCount(entry) {
      let part = item(entry, index)
      defer { release(part) }
      guard kind(part) == ot_stream else { continue }
      guard let bytes = try boundedContents(ofStream: part, page: number) else { return nil }
      joined += bytes + [10]
      guard joined.count <= Self.contentsLimit else {
        throw .contentsTooLong(file: file, page: number, limit: Self.contentsLimit)
      }
    }
    return joined
  }

  /// A stream of contents whose filters are none, or deflate any number of times over; nil for others.
  func boundedContents(ofStream stream: Object, page: Int) throws(PDFError) -> [UInt8]? {
    guard !has(stream, "DecodeParms") else { return nil }
    let filters = names(stream, "Filter")
    guard filters.count <= 4, filters.allSatisfy({ $0 == "FlateDecode" || $0 == "Fl" }),
      var bytes = try data(ofStream: stream, decoded: false)
    else { return nil }
    for _ in filters {
      do { bytes = try Deflate.inflate(bytes, limit: Self.contentsLimit) } catch {
        if case .inflatesBeyond = error {
          throw .contentsTooLong(file: file, page: page, limit: Self.contentsLimit)
        }
        return nil
      }
    }
    return bytes
  }

  // MARK: pictures

  /// What an image's dictionary says (8.9.5); nil where it says no size.
  func picture(_ image: Object, id: ObjectID, matrix: [Double]) -> ContentWalk.Picture? {
    guard let width = numberValue(image, "Width"), let height = numberValue(image, "Height"), width >= 1, height >= 1
    else { return nil }
    let isShownAsItIs = ["ImageMask", "SMask", "Mask", "Decode", "DecodeParms"].allSatisfy { !has(image, $0) }
    let samples = samples(image)
    return ContentWalk.Picture(
      id: id, matrix: matrix, width: width, height: height,
      isPlainJPEG: isShownAsItIs && names(image, "Filter") == ["DCTDecode"] && samples != nil,
      isGray: samples == 1 || has(image, "ImageMask") || names(image, "Filter").last == "CCITTFaxDecode",
      mustShow: mustShow(image, rows: height), isWhole: isWhole(image, columns: width, rows: height))
  }

  /// Whether a picture's bytes can hold all of its rows; those packed twice, JPEG and JBIG2 are taken to.
  private func isWhole(_ image: Object, columns: Double, rows: Double) -> Bool {
    let filters = names(image, "Filter")
    guard filters.count <= 1 else { return true }
    if let most = PackedPicture.mostGrowth(filters.first) {
      let bits =
        has(image, "ImageMask") ? 1 : (numberValue(image, "BitsPerComponent") ?? 1) * Double(samples(image) ?? 1)
      let needed = rows * (columns * bits / 8).rounded(.up)
      if needed <= most * (numberValue(image, "Length") ?? 0) { return true }
      // The length that is told may be wrong.
      return needed <= most * Double((try? data(ofStream: image, decoded: false))?.count ?? 0)
    }
    guard ["CCITTFaxDecode", "CCF", "JPXDecode"].contains(filters[0]) else { return true }
    guard let bytes = try? data(ofStream: image, decoded: false) else { return false }
    if filters == ["JPXDecode"] { return PackedPicture.isWhole(jpeg2000: bytes) }
    return PackedPicture.isWhole(fax: bytes, k: faxKind(image), rows: rows)
  }

  /// The K of a fax's parameters, which may stand in a list of one.
  private func faxKind(_ image: Object) -> Double {
    guard let parameters = value(image, "DecodeParms") else { return 0 }
    defer { release(parameters) }
    guard kind(parameters) == ot_array else { return numberValue(parameters, "K") ?? 0 }
    guard itemCount(parameters) > 0 else { return 0 }
    let first = item(parameters, 0)
    defer { release(first) }
    return numberValue(first, "K") ?? 0
  }

  /// Whether a packed picture has more bytes than an empty sheet, or none. A fax's empty row takes up to eight; JBIG2 and
  /// JPEG 2000 pack empty sheets into far less.
  private func mustShow(_ image: Object, rows: Double) -> Bool {
    guard let filter = names(image, "Filter").last, let bytes = numberValue(image, "Length"),
      ["CCITTFaxDecode", "CCF", "JBIG2Decode", "JPXDecode"].contains(filter)
    else { return false }
    return bytes < 1 || bytes > 8 * rows + 1_000
  }

  /// 1 for a gray, 3 for an RGB space; nil for others and where none is told.
  private func samples(_ image: Object) -> Int? {
    guard let space = value(image, "ColorSpace") else { return nil }
    defer { release(space) }
    let direct = ["DeviceGray": 1, "DeviceRGB": 3]
    if let name = name(space) { return direct[String(decoding: name, as: UTF8.self)] }
    guard kind(space) == ot_array, itemCount(space) >= 2 else { return nil }
    let (first, second) = (item(space, 0), item(space, 1))
    defer {
      release(first)
      release(second)
    }
    switch name(first).map({ String(decoding: $0, as: UTF8.self) }) {
    case "CalGray": return 1
    case "CalRGB": return 3
    case "ICCBased": return [1: 1, 3: 3][numberValue(second, "N") ?? 0]
    default: return nil
    }
  }

  /// nil for a picture that lies aslant or that the page's edge cuts.
  private func placed(_ picture: ContentWalk.Picture, on geometry: PageGeometry) throws(PDFError) -> PageMakeup
    .PlacedJPEG?
  {
    let matrix = picture.matrix
    // Where the stored rows run to, and the columns down: the page's y goes up, a picture's down.
    let (right, down) = ((x: matrix[0], y: -matrix[1]), (x: -matrix[2], y: matrix[3]))
    // Half a pixel over the whole side is straight.
    let isUpright = abs(right.y) * picture.width * 2 <= abs(right.x) && abs(down.x) * picture.height * 2 <= abs(down.y)
    let isOnSide = abs(right.x) * picture.width * 2 <= abs(right.y) && abs(down.y) * picture.height * 2 <= abs(down.x)
    guard isUpright != isOnSide else { return nil }
    let orientation: Orientation =
      isUpright
      ? (right.x > 0 ? (down.y > 0 ? .upright : .upsideDownMirrored) : (down.y > 0 ? .mirrored : .upsideDown))
      : right.y > 0
        ? (down.x > 0 ? .transposed : .quarterTurn) : (down.x > 0 ? .threeQuarterTurn : .transposedUpsideDown)
    let across = [matrix[4], matrix[4] + matrix[0] + matrix[2]]
    let up = [matrix[5], matrix[5] + matrix[1] + matrix[3]]
    // A point is less than half a millimetre: scanners' margins.
    guard across.allSatisfy({ $0 >= -1 && $0 <= geometry.width + 1 }),
      up.allSatisfy({ $0 >= -1 && $0 <= geometry.height + 1 })
    else { return nil }
    let stream = object(picture.id)
    defer { release(stream) }
    guard let bytes = try data(ofStream: stream, decoded: false) else { return nil }
    let density = picture.density
    return PageMakeup.PlacedJPEG(
      bytes: FileBytes(bytes), orientation: orientation, across: density.across, down: density.down)
  }

  // MARK: entries

  func has(_ object: Object, _ key: String) -> Bool {
    guard let entry = value(object, key) else { return false }
    release(entry)
    return true
  }

  /// To be released.
  func value(_ object: Object, path: [String]) -> Object? {
    guard let first = path.first, let found = value(object, first) else { return nil }
    guard path.count > 1 else { return found }
    defer { release(found) }
    return value(found, path: Array(path.dropFirst()))
  }

  func nameValue(_ object: Object, _ key: String) -> String? {
    guard let entry = value(object, key) else { return nil }
    defer { release(entry) }
    return name(entry).map { String(decoding: $0, as: UTF8.self) }
  }

  func numberValue(_ object: Object, _ key: String) -> Double? {
    guard let entry = value(object, key) else { return nil }
    defer { release(entry) }
    return number(entry)
  }

  /// A name, or an array of names; what is no name is told as an empty one.
  func names(_ object: Object, _ key: String) -> [String] {
    guard let entry = value(object, key) else { return [] }
    defer { release(entry) }
    guard kind(entry) == ot_array else { return [name(entry).map { String(decoding: $0, as: UTF8.self) } ?? ""] }
    return (0..<itemCount(entry)).map { index in
      let part = item(entry, index)
      defer { release(part) }
      return name(part).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  /// An array of numbers alone.
  func numbers(_ object: Object, _ key: String) -> [Double]? {
    guard let entry = value(object, key) else { return nil }
    defer { release(entry) }
    guard kind(entry) == ot_array else { return nil }
    let numbers = (0..<itemCount(entry)).compactMap { index in
      let part = item(entry, index)
      defer { release(part) }
      return number(part)
    }
    return numbers.count == itemCount(entry) ? numbers : nil
  }
}

extension ContentWalk.Picture {
  /// Dots an inch across and down, as it is placed.
  var density: (across: Double, down: Double) {
    let inch = { (x: Double, y: Double) in (x * x + y * y).squareRoot() / 72 }
    return (width / inch(matrix[0], matrix[1]), height / inch(matrix[2], matrix[3]))
  }
}
