// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDFObjects
internal import Glibc

/// Walks a page's contents for what can be seen: pictures, and whether there is anything else.
struct ContentWalk {
  /// A picture where it is drawn.
  struct Picture {
    var id: QPDFReader.ObjectID
    /// Unit square to the page's own coordinates, in the order of a PDF matrix.
    var matrix: [Double]
    /// As the file says.
    var width: Double
    var height: Double
    /// A JPEG in gray or RGB that is shown as it is: no mask, no other reading of its samples.
    var isPlainJPEG: Bool
    /// One sample a pixel that is a gray, or the shape of a black print.
    var isGray: Bool
    /// Too many bytes for an even area, or none.
    var mustShow: Bool
    /// False for one whose bytes cannot hold all of its rows.
    var isWhole: Bool
  }

  /// Pictures beyond which a page is simply drawn.
  private static let pictureLimit = 10_000
  private static let depthLimit = 8

  private(set) var pictures: [Picture] = []
  /// Text, lines, areas, or what this walk does not follow: clips, layers, blending.
  private(set) var hasOther = false
  private var hasColouredPaint = false

  /// Nothing but pictures of gray, and paint left black.
  var isGray: Bool { !hasOther && !hasColouredPaint && pictures.allSatisfy(\.isGray) }

  mutating func walk(
    _ contents: [UInt8], resources: QPDFReader.Object?, matrix: [Double], in reader: borrowing QPDFReader,
    depth: Int = 0
  ) throws(PDFError) {
    var tokens = ContentTokens(contents)
    var operands: [ContentTokens.Token] = []
    var state = (matrix: matrix, textIsHidden: false)
    var saved: [(matrix: [Double], textIsHidden: Bool)] = []
    while let token = tokens.next() {
      guard case .word(let word) = token else {
        // More than any operator takes that matters here.
        if operands.count < 16 { operands.append(token) }
        continue
      }
      let numbers = operands.compactMap { if case .number(let number) = $0 { number } else { nil } }
      switch String(decoding: word, as: UTF8.self) {
      case "q":
        if saved.count < 1_000 { saved.append(state) } else { hasOther = true }
      case "Q": if let last = saved.popLast() { state = last }
      case "cm":
        if numbers.count == 6 { state.matrix = Self.product(numbers, state.matrix) } else { hasOther = true }
      case "Tr": state.textIsHidden = numbers == [3]
      case "Tj", "TJ", "'", "\"": if !state.textIsHidden { hasOther = true }
      case "Do":
        guard case .name(let name)? = operands.last, let resources else {
          hasOther = true
          break
        }
        try draw(name, resources: resources, matrix: state.matrix, in: reader, depth: depth)
      case "BDC": if operands.first == .name(Array("OC".utf8)[...]) { hasOther = true }
      case "g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN":
        if numbers.isEmpty || numbers.contains(where: { $0 != 0 }) { hasColouredPaint = true }
      case "w", "J", "j", "M", "d", "ri", "i", "cs", "CS", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Ts", "Td", "TD",
        "Tm", "T*", "m", "l", "c", "v", "y", "h", "re", "n", "BMC", "EMC", "MP", "DP", "BX", "EX", "true", "false",
        "null":
        break
      default: hasOther = true
      }
      operands.removeAll(keepingCapacity: true)
    }
  }

  private mutating func draw(
    _ name: ArraySlice<UInt8>, resources: QPDFReader.Object, matrix: [Double], in reader: borrowing QPDFReader,
    depth: Int
  ) throws(PDFError) {
    guard !name.contains(UInt8(ascii: "#")), depth < Self.depthLimit, pictures.count < Self.pictureLimit,
      let drawn = reader.value(resources, path: ["XObject", String(decoding: name, as: UTF8.self)])
    else {
      hasOther = true
      return
    }
    defer { reader.release(drawn) }
    guard let id = reader.reference(drawn), reader.kind(drawn) == ot_stream, !reader.has(drawn, "OC") else {
      hasOther = true
      return
    }
    switch reader.nameValue(drawn, "Subtype") {
    case "Image":
      if let picture = reader.picture(drawn, id: id, matrix: matrix) {
        pictures.append(picture)
      } else {
        hasOther = true
      }
    case "Form":
      guard !reader.has(drawn, "Group"), let contents = try reader.boundedContents(ofStream: drawn, page: 0) else {
        hasOther = true
        return
      }
      let own = reader.value(drawn, "Resources")
      defer { if let own { reader.release(own) } }
      let placed = reader.numbers(drawn, "Matrix").map { Self.product($0, matrix) } ?? matrix
      try walk(contents, resources: own ?? resources, matrix: placed, in: reader, depth: depth + 1)
    default: hasOther = true
    }
  }

  /// First `a`, then `b` (8.3.4); anything but six numbers is left out.
  static func product(_ a: [Double], _ b: [Double]) -> [Double] {
    guard a.count == 6, b.count == 6 else { return b }
    return [
      a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
      a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    ]
  }
}
