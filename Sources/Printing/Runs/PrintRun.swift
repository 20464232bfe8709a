// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Signing
public import Trade
import Typography

/// A print run: the sheets of many certificates of one template in one file that shares artwork and fonts, led by
/// banner sheets with the list of what the file holds.
///
/// Gives the file's bytes piece by piece, to be written as they come: memory holds places and the list, no pages.
/// `begin`, then `append` for each certificate, then `finish` with the banner's pages (`Stamper.banner`).
public struct PrintRun: Sendable {
  /// The code of the run, `20261123-01/2`.
  public let code: String
  let created: Timestamp
  private let frame: RunFrame
  /// Places of the objects after the prefix; the first two, page tree and information, are written last.
  private var offsets = [0, 0]
  private var length = 0
  private var pages: [Int] = []
  private var entries: [RunBanner.Entry] = []
  private var checksum = SHA256State()
  /// Sheets appended so far, the banner's aside.
  public private(set) var sheetCount = 0

  public init(in frame: RunFrame, code: String, created: Timestamp) {
    self.code = code
    self.created = created
    self.frame = frame
  }

  /// What the banner has to say of what was appended so far.
  public var banner: RunBanner {
    RunBanner(
      code: code, created: created, sheetCount: sheetCount, checksum: checksum.finish(), entries: entries)
  }

  /// The file's first bytes.
  public mutating func begin() -> [UInt8] {
    var bytes = frame.prefix
    if let back = frame.back {
      offsets += back.offsets.map { bytes.count + $0 }
      bytes += back.bytes
    }
    length = bytes.count
    return bytes
  }

  /// The bytes of one certificate's pages: its own objects under new numbers, streams as they are.
  ///
  /// `tail` is what `Stamper.stamp` gave for it; anything else is refused and leaves the run as it was. `stock` are the
  /// serials of the paper, for the banner.
  public mutating func append(
    _ tail: [UInt8], number: CertificateNumber, copies: ClosedRange<Int>, stock: String = ""
  ) throws(PrintingError) -> [UInt8] {
    let first = frame.pageTree
    let file = try TailReader(tail, first: first)
    let kids = file.references("Kids", of: file.objects[0])
    guard try file.pages().count.isMultiple(of: copies.count) else {
      throw .tail(offset: 0, problem: "\(kids.count) pages found, a multiple of \(copies.count) copies expected")
    }
    // Page tree and information stay behind.
    let shift = offsets.count - 2
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tail.count)
    var places: [Int] = []
    for (index, object) in file.objects.enumerated().dropFirst(2) {
      places.append(length + bytes.count)
      bytes.put(first + index + shift)
      bytes.put(" 0 obj\n")
      try renumber(object.body, of: file, by: shift, limit: first + file.objects.count, into: &bytes)
      bytes.put("\n")
      if let stream = object.stream {
        bytes.put("stream\n")
        bytes.append(contentsOf: tail[stream])
        bytes.put("\nendstream\n")
      }
      bytes.put("endobj\n")
    }
    offsets.append(contentsOf: places)
    for kid in kids {
      pages.append(kid + shift)
      addBack(to: &bytes)
    }
    sheetCount += kids.count
    entries.append(
      RunBanner.Entry(number: number.description, copies: copies, sheets: kids.count / copies.count, stock: stock))
    checksum.update(tail)
    length += bytes.count
    return bytes
  }

  /// A page for the back of the sheet before it, where the run has backs.
  private mutating func addBack(to bytes: inout [UInt8]) {
    guard let back = frame.back else { return }
    pages.append(append(page: back.pageEntries, to: &bytes))
  }

  /// Writes a page object behind what has been written; gives its number.
  private mutating func append(page entries: [UInt8], to bytes: inout [UInt8]) -> Int {
    let number = frame.pageTree + offsets.count
    offsets.append(length + bytes.count)
    bytes.put(number)
    bytes.put(" 0 obj\n<</Type/Page/Parent ")
    bytes.put(reference: frame.pageTree)
    bytes.append(contentsOf: entries)
    bytes.put(">>\nendobj\n")
    return number
  }

  /// Copies a dictionary; references to the tail's own objects move, those to the prefix and the page tree stay.
  private func renumber(
    _ body: Range<Int>, of file: TailReader, by shift: Int, limit: Int, into bytes: inout [UInt8]
  ) throws(PrintingError) {
    let source = file.bytes
    let tree = frame.pageTree
    var position = body.lowerBound
    while position < body.upperBound {
      let byte = source[position]
      guard (48...57).contains(byte) else {
        bytes.append(byte)
        position += 1
        continue
      }
      var end = position
      var value = 0
      while end < body.upperBound, (48...57).contains(source[end]), end - position < 10 {
        value = value * 10 + Int(source[end] - 48)
        end += 1
      }
      let isReference =
        end + 4 <= body.upperBound && source[end] == 32 && source[end + 1] == 48 && source[end + 2] == 32
        && source[end + 3] == UInt8(ascii: "R")
      if isReference, value > tree {
        guard value < limit, value > tree + 1 else {
          throw .tail(offset: position, problem: "object \(value) is not one that a page may refer to")
        }
        bytes.put(value + shift)
      } else {
        bytes.append(contentsOf: source[position..<end])
      }
      position = end
    }
  }

  /// The last bytes: the banner's pages, page tree, information, cross-references.
  ///
  /// `banner` are contents as `Stamper.banner` draws them; none for a run whose banner is a file of its own.
  public consuming func finish(banner: [[UInt8]]) -> [UInt8] {
    let digest = checksum.finish()
    var writer = ObjectWriter(first: frame.pageTree + offsets.count, start: length, capacity: 65_536)
    var bannerPages: [Int] = []
    func page(_ contents: Int?) {
      bannerPages.append(
        writer.object { body in
          body.put("<</Type/Page/Parent \(frame.pageTree) 0 R")
          if let contents { body.put("/Contents \(contents) 0 R") }
          body.put(">>")
        })
    }
    for content in banner {
      page(writer.stream(Deflate.compress(content, level: 6)) { $0.put("/Filter/FlateDecode") })
      // A banner sheet has nothing on its back, but it has one.
      if frame.back != nil { page(nil) }
    }
    offsets.append(contentsOf: writer.offsets)
    // Page tree and information bear the first two numbers, wherever they stand.
    var last = ObjectWriter(first: frame.pageTree, start: length + writer.bytes.count)
    PageTree.append(
      pages: bannerPages + pages, width: frame.width, height: frame.height, resources: frame.resources, to: &last)
    Information.append(title: "Print run \(code)", created: created, to: &last)
    offsets[0] = last.offsets[0]
    offsets[1] = last.offsets[1]
    let lines = ObjectWriter.crossReferences(offsets)
    var bytes = writer.bytes
    bytes.append(contentsOf: last.bytes)
    ObjectWriter.finish(
      &bytes, at: length + bytes.count, size: frame.pageTree + offsets.count,
      lines: [frame.crossReferences, lines], catalog: frame.catalog, information: frame.pageTree + 1,
      identifier: Array(digest.bytes.prefix(16)))
    return bytes
  }
}
