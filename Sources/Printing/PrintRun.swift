// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Signing
public import Trade
import Typography

/// A print run: the sheets of many certificates of one template in one file that shares artwork and fonts, led by a
/// banner sheet with the list of what the file holds.
///
/// Gives the file's bytes piece by piece, to be written as they come: memory holds places and the list, no pages.
/// `begin`, then `append` for each certificate, then `finish`.
public struct PrintRun: Sendable {
  /// One certificate of the run, as the banner lists it.
  struct Entry: Sendable {
    var number: String
    var copies: ClosedRange<Int>
    /// Sheets of each copy.
    var sheets: Int
  }

  /// The code of the run, `20261123-01/2`.
  public let code: String
  let created: Timestamp
  private let shared: TemplatePrefix
  private let template: Template
  /// Places of the objects after the prefix; the first two, page tree and information, are written last.
  private var offsets = [0, 0]
  private var length = 0
  private var pages: [Int] = []
  private(set) var entries: [Entry] = []
  private var checksum = SHA256State()

  public init(of stamper: borrowing Stamper, code: String, created: Timestamp) {
    self.code = code
    self.created = created
    shared = stamper.shared
    template = stamper.template
  }

  /// Pages appended so far, the banner aside.
  public var sheetCount: Int { pages.count }

  /// The file's first bytes.
  public mutating func begin() -> [UInt8] {
    length = shared.bytes.count
    return shared.bytes
  }

  /// The bytes of one certificate's pages: its own objects under new numbers, streams as they are.
  ///
  /// `tail` is what `Stamper.stamp` gave for it; anything else is refused and leaves the run as it was.
  public mutating func append(
    _ tail: [UInt8], number: CertificateNumber, copies: ClosedRange<Int>
  ) throws(PrintingError) -> [UInt8] {
    let first = shared.catalog + 1
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
    pages.append(contentsOf: kids.map { $0 + shift })
    entries.append(Entry(number: number.description, copies: copies, sheets: kids.count / copies.count))
    checksum.update(tail)
    length += bytes.count
    return bytes
  }

  /// Copies a dictionary; references to the tail's own objects move, those to the prefix and the page tree stay.
  private func renumber(
    _ body: Range<Int>, of file: TailReader, by shift: Int, limit: Int, into bytes: inout [UInt8]
  ) throws(PrintingError) {
    let source = file.bytes
    let tree = shared.catalog + 1
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

  /// The last bytes: banner sheets, page tree, information, cross-references. SHA-256 of all that was appended stands
  /// on the banner, shortened.
  public consuming func finish(with stamper: inout Stamper) throws(PrintingError) -> [UInt8] {
    let digest = checksum.finish()
    let banner = try stamper.banner(for: self, checksum: digest)
    var writer = ObjectWriter(first: shared.catalog + 1 + offsets.count, start: length, capacity: 65_536)
    var bannerPages: [Int] = []
    for content in banner {
      let stream = writer.stream(Deflate.compress(content, level: 6)) { $0.put("/Filter/FlateDecode") }
      bannerPages.append(
        writer.object { body in
          body.put("<</Type/Page/Parent \(shared.catalog + 1) 0 R/Contents \(stream) 0 R>>")
        })
    }
    offsets.append(contentsOf: writer.offsets)
    // Page tree and information bear the first two numbers, wherever they stand.
    var last = ObjectWriter(first: shared.catalog + 1, start: length + writer.bytes.count)
    PageTree.append(
      pages: bannerPages + pages, width: template.width * pointsPerMillimetre,
      height: template.height * pointsPerMillimetre, resources: shared.resources, to: &last)
    Information.append(title: "Print run \(code)", created: created, to: &last)
    offsets[0] = last.offsets[0]
    offsets[1] = last.offsets[1]
    let lines = ObjectWriter.crossReferences(offsets)
    var bytes = writer.bytes
    bytes.append(contentsOf: last.bytes)
    ObjectWriter.finish(
      &bytes, at: length + bytes.count, size: shared.catalog + 1 + offsets.count,
      lines: [shared.crossReferences, lines], catalog: shared.catalog, information: shared.catalog + 2,
      identifier: Array(digest.bytes.prefix(16)))
    return bytes
  }
}
