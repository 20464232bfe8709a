// SPDX-License-Identifier: GPL-3.0-or-later

import Barcodes
import PDF
import Paper

/// Reads the codes of stamped certificates back from the pages' own content streams, before anything is released.
///
/// Owns a code reader; not Sendable, one for each worker.
public struct Proof: ~Copyable {
  private let template: Template
  private let first: Int
  /// Streams of artwork and pictures, which hold no code.
  private let grounds: [Int?]
  private let widths: [[Double]]
  /// Looks at every second line of pixels, which finds all but a few clean codes; the other looks at all.
  private var quickReader: QRReader
  private var slowReader: QRReader

  /// For certificates of the stamper's template.
  public init(_ stamper: borrowing Stamper) throws(PrintingError) {
    let quick = try Self.reader(density: 2)
    let slow = try Self.reader(density: 1)
    self.init(stamper, quick: quick, slow: slow)
  }

  private init(_ stamper: borrowing Stamper, quick: consuming QRReader, slow: consuming QRReader) {
    template = stamper.template
    first = stamper.shared.catalog + 1
    grounds = [stamper.shared.first.stream, stamper.shared.continuation.stream]
    widths = [stamper.regular.widthsByCode, stamper.bold.widthsByCode]
    quickReader = quick
    slowReader = slow
  }

  private static func reader(density: Int) throws(PrintingError) -> QRReader {
    do {
      return try QRReader(density: density)
    } catch {
      throw .code(certificate: "proof", problem: "\(error)")
    }
  }

  /// The text of each page's code as its content streams draw it; nil for a page whose code cannot be read, or where
  /// something else has been drawn over its place.
  ///
  /// `tail` is what `Stamper.stamp` gave. Throws where it is anything else.
  public mutating func codes(in tail: [UInt8]) throws(PrintingError) -> [[UInt8]?] {
    let file = try TailReader(tail, first: first)
    var codes: [[UInt8]?] = []
    for page in try file.pages() { codes.append(try code(of: page, in: file)) }
    return codes
  }

  private mutating func code(of page: TailReader.Object, in file: TailReader) throws(PrintingError) -> [UInt8]? {
    var streams: [[UInt8]] = []
    for number in file.references("Contents", of: page) where !grounds.contains(number) {
      guard let range = file.object(number)?.stream else {
        throw .tail(offset: page.body.lowerBound, problem: "the page's content \(number) is no stream")
      }
      do {
        streams.append(try Deflate.inflate(Array(file.bytes[range]), limit: 16 << 20))
      } catch {
        throw .tail(offset: range.lowerBound, problem: "\(error)")
      }
    }
    // zbar misses some clean codes at one size and reads them at another (mchehab/zbar issue 182). The first size is
    // the cheapest that missed none of 20,000: the middle of a finder pattern, three modules, is seven pixels, so that
    // four of every second line cross it, which zbar wants; at 2.25 pixels a module it misses them all.
    for (turn, pixels) in [7.0 / 3, 2, 3, 4].enumerated() {
      var reading = ContentReader(template: template, pixels: pixels, widths: widths)
      for stream in streams {
        guard reading.read(stream) else {
          throw .tail(offset: page.body.lowerBound, problem: "a content stream holds what no stamper writes")
        }
      }
      if reading.isTouched { return nil }
      do {
        let found = try turn == 0 ? quickReader.symbols(in: reading.image) : slowReader.symbols(in: reading.image)
        if found.count == 1 { return found[0].payload }
      } catch {
        throw .tail(offset: page.body.lowerBound, problem: "\(error)")
      }
    }
    return nil
  }
}
