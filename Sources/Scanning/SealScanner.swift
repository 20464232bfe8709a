// SPDX-License-Identifier: GPL-3.0-or-later
internal import Barcodes
public import Paper

/// Reads the codes off pictures of pages, trying harder as long as none is found.
///
/// Not Sendable: one for each thread, as the reader that it owns.
public struct SealScanner: ~Copyable {
  private var reader: QRReader

  public init() throws(ScanError) {
    do { reader = try QRReader() } catch { throw .reader(page: "-", error) }
  }

  /// The codes of a page, or why it has none. `places` are where codes are expected on an upright sheet: they are looked at
  /// first, in all four orientations of the sheet.
  public mutating func read(
    _ page: some PagePicture, expecting places: [Area] = []
  ) throws(ScanError) -> PageReading {
    let picture = try page.gray(atLeast: .full)
    guard (1...QRReader.sideLimit).contains(picture.width), (1...QRReader.sideLimit).contains(picture.height) else {
      return .noCode
    }
    for step in [Scan.Step.threshold, .plain] {
      let treated = step == .plain ? picture : picture.blackWhereDarkerThanAround(window: 21)
      let readings: [QRReading]
      do { readings = try reader.symbols(in: treated) } catch { throw .reader(page: page.name, error) }
      guard !readings.isEmpty else { continue }
      return .codes(
        readings.map { reading in
          Scan(
            text: reading.payload, corners: reading.corners, step: step, skew: 0, module: 3,
            resolution: Resolution(dotsPerInch: 166))
        })
    }
    return picture.isBlankSheet ? .blank : .noCode
  }
}
